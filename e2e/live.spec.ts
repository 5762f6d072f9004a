// Changes appear without a reload; each visible tab has its own event stream.
import type { BrowserContext, Page, Request } from "@playwright/test";
import { addPersonByHand } from "./add-person";
import { people, stateFile } from "./desk";
import { typeIn } from "./keyboard";
import { chooseInMenu } from "./row-menu";
import { expect, test } from "./test";

const cancelledOf = (page: Page, amount: string) => page.getByText(`−${amount}`).first();
/** Returns a function that counts the open streams of all tabs. A closed tab has none, even before the browser reports it. */
const openStreams = (context: BrowserContext) => {
  const open = new Set<Request>();
  context.on("request", (request) => {
    if (!request.url().includes("/api/stream")) return;
    open.add(request);
    request
      .frame()
      .page()
      .on("close", () => open.delete(request));
  });
  context.on("requestfailed", (request) => open.delete(request));
  context.on("requestfinished", (request) => open.delete(request));
  return () => open.size;
};
/** Hides or shows a tab, as if another tab were in front of it. */
const show = (page: Page, visible: boolean) =>
  page.evaluate((isVisible) => {
    Object.defineProperty(document, "hidden", { configurable: true, get: () => !isVisible });
    document.dispatchEvent(new Event("visibilitychange"));
  }, visible);

test("every visible tab has its own stream, which continues when another tab is closed", async ({
  context,
  sandbox,
}) => {
  const streams = openStreams(context);
  const payment = await sandbox.createPayment({ total: 80_000 });
  const tabs = await Promise.all([context.newPage(), context.newPage(), context.newPage()]);
  for (const tab of tabs) await tab.goto(`/payments/${payment.id}`);
  await expect.poll(streams).toBe(3);

  await sandbox.cancelInConsole(payment.id, { amount: 10_000 });
  for (const tab of tabs) await expect(cancelledOf(tab, "10,000원")).toBeVisible();

  await tabs[0]?.close();
  await expect.poll(streams).toBe(2);
  await sandbox.cancelInConsole(payment.id, { amount: 20_000 });
  for (const tab of tabs.slice(1)) await expect(cancelledOf(tab, "30,000원")).toBeVisible();
});

test("a hidden tab has no stream, and catches up when it becomes visible", async ({
  page,
  context,
  sandbox,
}) => {
  const streams = openStreams(context);
  const payment = await sandbox.createPayment({ total: 50_000 });
  await page.goto(`/payments/${payment.id}`);
  await expect.poll(streams).toBe(1);
  await show(page, false);
  await expect.poll(streams).toBe(0);
  await sandbox.cancelInConsole(payment.id, { amount: 15_000 });
  await show(page, true);
  await expect(cancelledOf(page, "15,000원")).toBeVisible();
  await expect.poll(streams).toBe(1);
});

test("a page that was about to be left and stays has its stream again", async ({
  page,
  context,
  sandbox,
}) => {
  const streams = openStreams(context);
  const payment = await sandbox.createPayment({ total: 70_000 });
  await page.goto(`/payments/${payment.id}`);
  await expect.poll(streams).toBe(1);
  await page.evaluate(() => window.dispatchEvent(new Event("beforeunload")));
  await expect.poll(streams).toBe(0);
  await sandbox.cancelInConsole(payment.id, { amount: 30_000 });
  await expect(cancelledOf(page, "30,000원")).toBeVisible();
  await expect.poll(streams).toBe(1);
});

test.describe("a lost connection", () => {
  test.use({ expectedErrors: ["ERR_FAILED"] });

  test("is shown and restored, and the changes in between appear", async ({ page, sandbox }) => {
    const payment = await sandbox.createPayment({ total: 60_000 });
    await page.route("**/api/stream*", (route) => route.abort());
    await page.goto(`/payments/${payment.id}`);
    const bar = page.getByText("실시간 연결이 끊겼습니다");
    await expect(bar).toBeVisible();
    await sandbox.cancelInConsole(payment.id, { amount: 25_000 });
    await page.unroute("**/api/stream*");
    await expect(cancelledOf(page, "25,000원")).toBeVisible({ timeout: 20_000 });
    await expect(bar).toBeHidden({ timeout: 20_000 });
  });
});

test("a disabled person gets no further changes, and sees why", { tag: "@waits" }, async ({
  browser,
  sandbox,
}) => {
  test.setTimeout(60_000);
  const name = `떠난이${Date.now() % 100_000}`;
  const email = `gone-${Date.now()}@example.com`;
  const admins = await browser.newContext({ storageState: stateFile("admin"), locale: "ko-KR" });
  const admin = await admins.newPage();
  const temporary = await addPersonByHand(admin, { name, email, role: /^조회/ });

  const theirs = await browser.newContext({ storageState: { cookies: [], origins: [] }, locale: "ko-KR" });
  const leaver = await theirs.newPage();
  await leaver.goto("/sign-in");
  await typeIn(leaver.getByLabel("이메일"), email);
  await typeIn(leaver.getByLabel("비밀번호", { exact: true }), temporary);
  await leaver.getByRole("button", { name: "로그인", exact: true }).click();
  await expect(leaver.getByRole("button", { name: "설정하고 계속하기" })).toBeEnabled();
  await typeIn(leaver.getByLabel("임시 비밀번호"), temporary);
  await typeIn(leaver.getByLabel("새 비밀번호"), "a long enough password");
  await leaver.getByRole("button", { name: "설정하고 계속하기" }).click();
  await expect(leaver).toHaveURL(/localhost:\d+\/$/);
  const payment = await sandbox.createPayment({ total: 30_000 });
  await leaver.goto(`/payments/${payment.id}`);
  await expect(leaver.getByRole("heading", { name: payment.orderName })).toBeVisible();

  await chooseInMenu(admin.locator("body"), `${name} 관리 메뉴`, "사용 중지");
  await admin.getByRole("button", { name: "사용 중지하기" }).click();
  await expect(admin.getByText(`${name}님의 계정을 사용 중지했습니다`)).toBeVisible();
  await expect(leaver.getByText("로그아웃되어 화면이 더 이상 업데이트되지 않습니다")).toBeVisible({
    timeout: 15_000,
  });
  await Promise.all([admins.close(), theirs.close()]);
});

test.describe("nobody", () => {
  test.use({ as: null });

  test("gets 401 from the stream", async ({ request }) => {
    const answer = await request.get("/api/stream?since=0");
    expect(answer.status()).toBe(401);
    expect(await answer.json()).toEqual({ error: { code: "signed-out" } });
  });
});

test("a session has at most ten streams, and can open another when one has ended", { tag: "@waits" }, async ({
  browser,
  baseURL,
}) => {
  // A separate session, because other tests use the viewer's.
  const context = await browser.newContext({ locale: "ko-KR", storageState: { cookies: [], origins: [] } });
  const page = await context.newPage();
  await page.goto("/sign-in");
  await typeIn(page.getByLabel("이메일"), people.viewer.email);
  await typeIn(page.getByLabel("비밀번호", { exact: true }), people.viewer.password);
  await page.getByRole("button", { name: "로그인", exact: true }).click();
  await expect(page).toHaveURL(`${baseURL}/`);
  await page.goto("about:blank");
  const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  const open = async () => {
    const end = new AbortController();
    const { status } = await fetch(`${baseURL}/api/stream?since=0`, {
      headers: { cookie },
      signal: end.signal,
    });
    return { status, end: () => end.abort() };
  };
  const streams: Awaited<ReturnType<typeof open>>[] = [];
  // The page's own stream ends shortly after the page.
  await expect(async () => {
    for (const { end } of streams.splice(0)) end();
    for (let n = 0; n < 11; n += 1) streams.push(await open());
    expect(streams.map(({ status }) => status)).toEqual([...Array(10).fill(200), 429]);
  }).toPass();
  streams[0]?.end();
  await expect(async () => {
    const again = await open();
    again.end();
    expect(again.status).toBe(200);
  }).toPass();
  for (const { end } of streams) end();
  await context.close();
});
