// Permissions, checked on the server whatever the screen shows.
import type { Locator, Page } from "@playwright/test";
import { addPersonByHand } from "./add-person";
import { people, stateFile } from "./desk";
import { interceptAction, sendAction } from "./forged-action";
import { pressOn, typeIn } from "./keyboard";
import { fillReason } from "./refund-steps";
import { chooseInMenu } from "./row-menu";
import { expect, test } from "./test";
import { violations } from "./violations";
import { paidBody, signedHeaders } from "./webhook-sender";

/** Types wrong passwords until one comes before the end of its wait. Waits double, so a slow machine needs a few more. Returns the notice. */
async function guessUntilRefused(page: Page, guess: string): Promise<Locator> {
  const notice = page.getByRole("alert").filter({ hasText: /시도|맞지/ });
  await expect(async () => {
    await typeIn(page.getByLabel("비밀번호", { exact: true }), guess);
    const answered = page.waitForResponse((response) => response.request().method() === "POST");
    await page.getByRole("button", { name: "로그인", exact: true }).click();
    await answered;
    await expect(notice).toContainText(/시도 횟수가 너무 많습니다\. \d+초 뒤 다시 시도해 주세요/, {
      timeout: 500,
    });
  }).toPass({ intervals: [0] });
  return notice;
}

test.describe("nobody", () => {
  test.use({ as: null });

  test("is redirected to sign-in from every page, and gets 401 from the API", async ({
    page,
    request,
    baseURL,
  }) => {
    for (const path of ["/", "/payments", "/payments/x", "/refunds", "/webhooks", "/people", "/account"]) {
      await page.goto(path);
      await expect(page).toHaveURL(/\/sign-in/);
    }
    const answer = await request.get("/api/payments/x");
    expect(answer.status()).toBe(401);
    expect(await answer.json()).toEqual({ error: { code: "signed-out" } });
    for (const path of ["/api/auth/sign-up/email", "/api/auth/sign-in/email", "/api/auth/get-session"]) {
      expect((await request.post(path, { data: {} })).status()).toBe(403);
      const fromHere = { data: {}, headers: { origin: baseURL ?? "" } };
      expect((await request.post(path, fromHere)).status()).toBe(404);
    }
  });

  test("with a forged session cookie gets 401", async ({ request, baseURL }) => {
    const answer = await request.get("/api/payments/x", {
      headers: { cookie: "refund-desk.session_token=forged.forged" },
    });
    expect(answer.status()).toBe(401);
    expect(baseURL).toContain("localhost");
  });

  test("with a wrong password sees one message for address and password, and the address stays in the form", async ({
    page,
  }) => {
    await page.goto("/sign-in");
    await typeIn(page.getByLabel("이메일"), people.viewer.email);
    await typeIn(page.getByLabel("비밀번호", { exact: true }), "not the password");
    await page.getByRole("button", { name: "로그인", exact: true }).click();
    await expect(page.getByText("이메일 또는 비밀번호가 맞지 않습니다.")).toBeVisible();
    await expect(page.getByLabel("이메일")).toHaveValue(people.viewer.email);
  });

  test("guessing a password has to wait after a few attempts", async ({ page }) => {
    test.setTimeout(90_000);
    await page.goto("/sign-in");
    await typeIn(page.getByLabel("이메일"), `guessed-${Date.now()}@example.com`);
    await guessUntilRefused(page, "guess");
  });

  test("with a known browser can sign in after a stranger has used up the account's attempts", async ({
    page,
    browser,
  }) => {
    test.setTimeout(120_000);
    const [email, password] = [`locked-${Date.now()}@example.com`, "a password of their own"];
    const admin = await (
      await browser.newContext({ storageState: stateFile("admin"), locale: "ko-KR" })
    ).newPage();
    const temporary = await addPersonByHand(admin, { name: "잠긴이", email, role: /^조회/ });
    const signIn = async (on: Page, word: string) => {
      await on.goto("/sign-in");
      await typeIn(on.getByLabel("이메일"), email);
      await typeIn(on.getByLabel("비밀번호", { exact: true }), word);
      await on.getByRole("button", { name: "로그인", exact: true }).click();
    };
    const own = await (
      await browser.newContext({ locale: "ko-KR", storageState: { cookies: [], origins: [] } })
    ).newPage();
    await signIn(own, temporary);
    await expect(own).toHaveURL(/\/new-password$/);
    await typeIn(own.getByLabel("임시 비밀번호"), temporary);
    await typeIn(own.getByLabel("새 비밀번호"), password);
    await own.getByRole("button", { name: "설정하고 계속하기" }).click();
    await expect(own).toHaveURL(/localhost:\d+\/$/);
    await own.goto("/account");
    await own.getByRole("button", { name: "모든 기기에서 로그아웃" }).click();
    await expect(own).toHaveURL(/\/sign-in$/);

    await page.goto("/sign-in");
    await typeIn(page.getByLabel("이메일"), email);
    const notice = await guessUntilRefused(page, "a stranger's guess");
    await typeIn(page.getByLabel("비밀번호", { exact: true }), password);
    await page.getByRole("button", { name: "로그인", exact: true }).click();
    await expect(notice).toContainText(/초 뒤 다시 시도해 주세요/);

    await signIn(own, password);
    await expect(own).toHaveURL(/localhost:\d+\/$/);
    await admin.goto("/people");
    const row = admin.getByRole("row").filter({ hasText: email });
    await expect(row).toContainText(/로그인 실패 [4-9]회/);
    await expect(row).toContainText(/20\d\d\. \d\d\. \d\d\. \d\d:\d\d:\d\d/);
    await own.context().close();
    await admin.context().close();
  });

  test("with a temporary password first sets a new one, on a page without menu, palette and stream", async ({
    page,
    browser,
  }) => {
    const email = `new-${Date.now()}@example.com`;
    const admins = await browser.newContext({ storageState: stateFile("admin"), locale: "ko-KR" });
    const temporary = await addPersonByHand(await admins.newPage(), {
      name: "새로 온 이",
      email,
      role: /^조회/,
    });
    await admins.close();
    const requested: string[] = [];
    page.on("request", (request) => requested.push(new URL(request.url()).pathname));
    await page.goto("/refunds?tab=failed");
    await typeIn(page.getByLabel("이메일"), email);
    await typeIn(page.getByLabel("비밀번호", { exact: true }), temporary);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: "새 비밀번호 설정" })).toBeVisible();
    expect(new URL(page.url()).searchParams.get("next")).toBe("/refunds?tab=failed");
    await expect(page.getByRole("navigation")).toHaveCount(0);
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Control+k");
    await expect(page.getByRole("dialog")).toHaveCount(0);
    expect((await page.request.get("/api/payments/x")).status()).toBe(403);
    expect((await page.request.get("/people")).url()).toContain("/new-password");
    await typeIn(page.getByLabel("임시 비밀번호"), temporary);
    await typeIn(page.getByLabel("새 비밀번호"), temporary);
    await page.keyboard.press("Enter");
    await expect(page.getByText("현재 비밀번호와 다른 비밀번호를 입력해 주세요.")).toBeVisible();
    expect(requested).not.toContain("/api/stream");
    await typeIn(page.getByLabel("새 비밀번호"), "a password of their own");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/refunds\?tab=failed$/);
    await page.goto("/new-password");
    await expect(page.getByRole("heading", { name: "비밀번호를 이미 설정했습니다" })).toBeVisible();
  });

  test("signing out clears the browser's data, and sign-in gets the address of the requested page", async ({
    page,
  }) => {
    await page.goto("/payments/no-such?x=1");
    await expect(page).toHaveURL(/\/sign-in\?next=%2Fpayments%2Fno-such%3Fx%3D1$/);
    await expect(page.getByText("요청한 페이지를 보려면 로그인해야 합니다.")).toBeVisible();
    await page.evaluate(() => sessionStorage.setItem("draft", "1"));
    const left = await page.evaluate(async () => {
      const answer = await fetch("/api/sign-out", { method: "POST", redirect: "manual" });
      return answer.type;
    });
    expect(left).toBe("opaqueredirect");
    expect(await page.evaluate(() => sessionStorage.getItem("draft"))).toBeNull();
  });

  test.describe("in and out at once", () => {
    // The page may request its stream after the session has ended; that request is rejected.
    test.use({ expectedErrors: ["status of 401"] });

    test("is not redirected to another site, and sees at each redirect why it happened", async ({ page }) => {
      const signIn = async () => {
        await typeIn(page.getByLabel("이메일"), people.viewer.email);
        await typeIn(page.getByLabel("비밀번호", { exact: true }), people.viewer.password);
        await page.keyboard.press("Enter");
      };
      await page.goto("/sign-in?next=//evil.example");
      await signIn();
      await expect(page).toHaveURL(/localhost:\d+\/$/);
      await page.goto("/sign-in?next=/webhooks");
      await expect(page.getByRole("heading", { name: "이미 로그인되어 있습니다" })).toBeVisible();
      await page.getByRole("link", { name: "계속하기" }).click();
      await expect(page).toHaveURL(/\/webhooks$/);

      await page.context().clearCookies({ name: "refund-desk.session_token" });
      await page.goto("/refunds?tab=failed");
      await expect(page.getByText("세션이 만료되어 다시 로그인해야 합니다.")).toBeVisible();
      await signIn();
      await expect(page).toHaveURL(/\/refunds\?tab=failed$/);

      await page.getByRole("button", { name: "로그아웃" }).first().click();
      await expect(page).toHaveURL(/\/sign-in$/);
      await expect(page.getByText("로그아웃했습니다.")).toBeVisible();
      await page.goto("/payments");
      await expect(page).toHaveURL(/\/sign-in/);
    });
  });

  test("cannot set the desk up a second time", async ({ page }) => {
    await page.goto("/setup");
    await expect(page.getByRole("heading", { name: "설치를 이미 마쳤습니다" })).toBeVisible();
    await page.getByRole("link", { name: "로그인하기" }).click();
    await expect(page).toHaveURL(/\/sign-in$/);
  });
});

test.describe("a viewer", () => {
  test.use({ as: "viewer" });

  test("sees why they may not refund, and does not see the page of people", async ({ page, sandbox }) => {
    const payment = await sandbox.createPayment({});
    await page.goto(`/payments/${payment.id}`);
    await expect(page.getByText("지금 역할로는 환불할 수 없습니다")).toBeVisible();
    await expect(page.getByRole("group", { name: "환불 사유" })).toHaveCount(0);
    await expect(page.getByRole("link", { name: "구성원" })).toHaveCount(0);
    await page.goto("/people");
    await expect(page.getByRole("main")).toContainText(
      "‘구성원’ 페이지는 관리자 역할만 볼 수 있습니다. 지금 역할은 조회입니다.",
    );
  });

  test("cannot refund by sending an operator's request themselves", async ({ page, sandbox, browser }) => {
    const payment = await sandbox.createPayment({ total: 21_000 });
    const context = await browser.newContext({ storageState: stateFile("operator"), locale: "ko-KR" });
    const operator = await context.newPage();
    await operator.goto(`/payments/${payment.id}`);
    await fillReason(operator, "가로챈 요청");
    await operator.getByRole("button", { name: "환불 내용 확인" }).click();
    const caught = await interceptAction(operator, () =>
      operator.getByRole("dialog").getByRole("button", { name: "21,000원 환불하기" }).click(),
    );
    await context.close();
    const answer = await sendAction(page, caught);
    expect(answer).toContain("not-allowed");
    expect(await sandbox.ledger(payment.id)).toEqual([]);
    expect(await sandbox.requests(payment.id, "cancelPayment")).toEqual([]);
  });
});

test.describe("an administrator", () => {
  test.use({ as: "admin" });

  test("disables a person, whose session ends at once", async ({ page, browser }) => {
    const email = `leaver-${Date.now()}@example.com`;
    const name = `퇴사자${Date.now() % 10_000}`;
    const temporary = await addPersonByHand(page, { name, email, role: /^조회/ });
    const theirs = await browser.newContext({ storageState: { cookies: [], origins: [] } });
    const leaver = await theirs.newPage();
    await leaver.goto("/sign-in");
    await typeIn(leaver.getByLabel("이메일"), email);
    await typeIn(leaver.getByLabel("비밀번호", { exact: true }), temporary);
    await leaver.getByRole("button", { name: "로그인", exact: true }).click();
    await expect(leaver).toHaveURL(/\/new-password$/);
    const menu = page.getByRole("button", { name: `${name} 관리 메뉴` });
    await pressOn(menu, "ArrowUp");
    await expect(page.getByRole("menuitem", { name: "사용 중지" })).toBeFocused();
    await page.keyboard.press("Enter");
    const sure = page.getByRole("dialog", { name: `${name} 사용 중지` });
    await expect(sure).toContainText("바로 로그아웃되고");
    await expect(sure.getByRole("button", { name: "닫기" })).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(menu).toBeFocused();
    await chooseInMenu(page.locator("body"), `${name} 관리 메뉴`, "역할 변경");
    await expect(page.getByRole("radio", { name: /^조회/ })).toHaveAccessibleName(/조회할 수 있습니다/);
    await page.getByRole("radio", { name: /^운영/ }).check();
    await page.getByRole("button", { name: "변경하기" }).click();
    await expect(page.getByText(`${name}님의 역할을 변경했습니다: 운영`)).toBeAttached();
    await chooseInMenu(page.locator("body"), `${name} 관리 메뉴`, "사용 중지");
    await sure.getByRole("button", { name: "사용 중지하기" }).click();
    await expect(page.getByText(`${name}님의 계정을 사용 중지했습니다`)).toBeVisible();
    await leaver.goto("/account");
    await expect(leaver).toHaveURL(/\/sign-in/);
    await theirs.close();
  });
});

test("a forged webhook gets 400, an oversized webhook 413, and neither is stored", async ({
  request,
  page,
  sandbox,
}) => {
  const payment = await sandbox.createPayment({ announce: false });
  const body = paidBody(payment.id);
  const headers = signedHeaders(body, { secret: Buffer.from("not the secret").toString("base64") });
  expect((await request.post("/api/webhook", { data: body, headers })).status()).toBe(400);
  expect((await request.post("/api/webhook", { data: "not json", headers })).status()).toBe(400);
  expect((await request.post("/api/webhook", { data: "x".repeat(1_000_000), headers })).status()).toBe(413);
  expect((await request.get("/api/webhook")).status()).toBe(405);
  // The payment may already be in the list, because the desk also polls PortOne for new payments.
  await page.goto(`/webhooks?q=${payment.id}`);
  await expect(page.getByText("검색 결과가 없습니다").first()).toBeVisible();
  expect(await sandbox.requests(payment.id, "getPayment")).toEqual([]);
});
