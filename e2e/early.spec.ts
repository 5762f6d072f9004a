// Input before React is loaded: nothing typed or pressed is lost, and nothing is sent by itself.
import type { Page } from "@playwright/test";
import { people } from "./desk";
import { typeIn } from "./keyboard";
import { expect, test } from "./test";

/** Opens a page and blocks its scripts. Returns a function that releases them and waits until they are loaded. */
async function openWithoutScripts(page: Page, path: string): Promise<() => Promise<void>> {
  const arrived = Promise.withResolvers<void>();
  await page.route("**/_next/static/**/*.js", async (route) => {
    await arrived.promise;
    await route.continue();
  });
  await page.goto(path, { waitUntil: "commit" });
  return async () => {
    arrived.resolve();
    await page.waitForLoadState("networkidle");
  };
}

test.describe("nobody yet", () => {
  test.use({ as: null });

  test("signs in with the text that was typed before the page was ready", async ({ page }) => {
    const releaseScripts = await openWithoutScripts(page, "/sign-in");
    const password = page.getByLabel("비밀번호", { exact: true });
    await typeIn(page.getByLabel("이메일"), people.viewer.email);
    await typeIn(password, people.viewer.password);
    await password.press("Enter");
    await expect(page.getByRole("button", { name: "로그인", exact: true })).toBeDisabled();
    await releaseScripts();
    expect(page.url()).not.toContain("?");
    await expect(password).toHaveValue(people.viewer.password);
    await page.getByRole("button", { name: "로그인", exact: true }).click();
    await expect(page).toHaveURL(/localhost:\d+\/$/);
  });
});

test.describe("an administrator", () => {
  test.use({ as: "admin" });

  test("adds a person with the values that were typed and chosen before the page was ready", async ({
    page,
  }) => {
    const email = `early-${Date.now()}@example.com`;
    const releaseScripts = await openWithoutScripts(page, "/people");
    await typeIn(page.getByLabel("이름"), "이른이");
    await typeIn(page.getByRole("textbox", { name: "이메일" }), email);
    await page.getByRole("radio", { name: /^조회/ }).check();
    await releaseScripts();
    await page.getByRole("button", { name: "추가하기" }).click();
    await expect(page.getByText("이른이").first()).toBeVisible();
    await expect(page.getByRole("row").filter({ hasText: email })).toContainText("조회");
  });

  test("sends no password in the address when Enter is pressed early", async ({ page }) => {
    const releaseScripts = await openWithoutScripts(page, "/account");
    await typeIn(page.getByLabel("현재 비밀번호"), "not the password");
    await typeIn(page.getByLabel("새 비밀번호"), "a long enough password");
    await page.getByLabel("새 비밀번호").press("Enter");
    await releaseScripts();
    await expect(page).toHaveURL(/\/account$/);
    await page.getByRole("button", { name: "비밀번호 변경하기" }).click();
    await expect(page.getByText("현재 비밀번호가 맞지 않습니다")).toBeVisible();
  });

  test("sees the results of an early comparison without pressing the bar of new rows", {
    tag: "@waits",
  }, async ({ page, sandbox }) => {
    const cancelled = async (orderName: string) => {
      const { id } = await sandbox.createPayment({ orderName });
      await sandbox.cancelInConsole(id);
      return page.getByRole("listitem").filter({ hasText: id });
    };
    const reconcile = page.getByRole("button", { name: "지금 대사하기" });
    const first = await cancelled("대조 전에 취소한 주문");
    // The discrepancy appears with its webhook.
    await expect(async () => {
      await page.goto("/reconciliation");
      await expect(first).toBeVisible({ timeout: 500 });
    }).toPass();
    const releaseScripts = await openWithoutScripts(page, "/reconciliation");
    await expect(first).toBeVisible();
    const second = await cancelled("이르게 대조한 주문");
    await reconcile.click();
    await releaseScripts();
    await expect(second).toBeVisible();
    // After the comparison new discrepancies wait behind the bar again.
    await sandbox.cancelInConsole((await sandbox.createPayment({})).id);
    await expect(page.getByRole("button", { name: /^새 항목/ })).toBeVisible();
  });
});

test("text that is typed for the search before the page is ready arrives, and the list follows", async ({
  page,
}) => {
  const box = page.getByRole("searchbox", { name: "결제 검색" });
  const releaseScripts = await openWithoutScripts(page, "/payments");
  await expect(box).toBeVisible();
  await page.keyboard.press("/");
  await page.keyboard.type("no/such 1");
  await expect(box).toHaveValue("no/such 1");
  await releaseScripts();
  await expect(page).toHaveURL(/q=no%2Fsuch\+1/);
  await expect(box).toBeFocused();
  await expect(box).toHaveValue("no/such 1");
});

test("Enter in the search before the page is ready opens the only result", async ({ page, sandbox }) => {
  const payment = await sandbox.createPayment({});
  await page.goto(`/payments?q=${payment.id}`);
  await expect(page.locator("[data-row]")).toHaveCount(1);
  const releaseScripts = await openWithoutScripts(page, "/payments");
  await expect(page.getByRole("searchbox", { name: "결제 검색" })).toBeVisible();
  await page.keyboard.press("/");
  await page.keyboard.type(payment.id);
  await page.keyboard.press("Enter");
  await releaseScripts();
  await expect(page).toHaveURL(new RegExp(`/payments/${payment.id}$`));
});

test("text that is typed for the palette before the page is ready, or while the palette loads, arrives", async ({
  page,
}) => {
  const field = page.getByRole("dialog", { name: "빠른 이동" }).getByRole("textbox");
  const typeForPalette = async (text: string) => {
    await page.keyboard.press("Control+k");
    await page.keyboard.type(`${text}x`);
    await page.keyboard.press("Backspace");
  };
  const releaseScripts = await openWithoutScripts(page, "/payments");
  await expect(page.getByRole("searchbox", { name: "결제 검색" })).toBeVisible();
  // As React does with a press that comes while it hydrates the page.
  await page.evaluate(() => document.addEventListener("keydown", (press) => press.stopPropagation(), true));
  await typeForPalette("g p/7");
  await releaseScripts();
  await expect(field).toHaveValue("g p/7");
  await expect(page).toHaveURL(/\/payments$/);
  await page.unrouteAll();
  // The page is ready now, and the code of the palette is not.
  await page.goto("/payments", { waitUntil: "networkidle" });
  const arrived = Promise.withResolvers<void>();
  await page.route("**/_next/static/**/*.js", async (route) => {
    await arrived.promise;
    await route.continue();
  });
  await typeForPalette("j/8");
  arrived.resolve();
  await expect(field).toHaveValue("j/8");
});
