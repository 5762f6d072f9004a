// Whoever is faster than the page: typing and pressing before React is here loses nothing and sends nothing by itself.
import type { Page } from "@playwright/test";
import { people } from "./desk";
import { typeIn } from "./keyboard";
import { expect, test } from "./test";

/** Opens a page whose scripts do not come until the answer is called. */
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

  test("signs in with what was typed before the page was ready", async ({ page }) => {
    const letScriptsCome = await openWithoutScripts(page, "/sign-in");
    const password = page.getByLabel("비밀번호", { exact: true });
    await typeIn(page.getByLabel("이메일"), people.viewer.email);
    await typeIn(password, people.viewer.password);
    await password.press("Enter");
    await expect(page.getByRole("button", { name: "로그인" })).toBeDisabled();
    await letScriptsCome();
    expect(page.url()).not.toContain("?");
    await expect(password).toHaveValue(people.viewer.password);
    await page.getByRole("button", { name: "로그인" }).click();
    await expect(page).toHaveURL(/localhost:\d+\/$/);
  });
});

test.describe("an administrator", () => {
  test.use({ as: "admin" });

  test("keeps what was typed and chosen for a new person", async ({ page }) => {
    const email = `early-${Date.now()}@example.com`;
    const letScriptsCome = await openWithoutScripts(page, "/people");
    await typeIn(page.getByLabel("이름"), "이른이");
    await typeIn(page.getByLabel("이메일"), email);
    await page.getByRole("radio", { name: /^조회/ }).check();
    await letScriptsCome();
    await page.getByRole("button", { name: "추가하기" }).click();
    await expect(page.getByText("이른이").first()).toBeVisible();
    await expect(page.getByLabel("이른이 권한")).toHaveValue("viewer");
  });

  test("keeps the passwords of the account out of the address", async ({ page }) => {
    const letScriptsCome = await openWithoutScripts(page, "/account");
    await typeIn(page.getByLabel("지금 비밀번호"), "not the password");
    await typeIn(page.getByLabel("새 비밀번호"), "a long enough password");
    await page.getByLabel("새 비밀번호").press("Enter");
    await letScriptsCome();
    await expect(page).toHaveURL(/\/account$/);
    await page.getByRole("button", { name: "비밀번호 바꾸기" }).click();
    await expect(page.getByText("지금 비밀번호가 맞지 않습니다")).toBeVisible();
  });

  test("has the ledgers compared, and what that finds waits behind no button", async ({ page, sandbox }) => {
    const cancelled = async (orderName: string) => {
      const { id } = await sandbox.createPayment({ orderName });
      await sandbox.cancelInConsole(id);
      return page.getByRole("listitem").filter({ hasText: id });
    };
    const reconcile = page.getByRole("button", { name: "지금 대조하기" });
    const first = await cancelled("대조 전에 취소한 주문");
    // Its webhook brings it.
    await expect(async () => {
      await page.goto("/reconciliation");
      await expect(first).toBeVisible({ timeout: 500 });
    }).toPass();
    const letScriptsCome = await openWithoutScripts(page, "/reconciliation");
    await expect(first).toBeVisible();
    const second = await cancelled("이르게 대조한 주문");
    await reconcile.click();
    await letScriptsCome();
    await expect(second).toBeVisible();
    // The request is over: what comes now waits again.
    await sandbox.cancelInConsole((await sandbox.createPayment({})).id);
    await expect(page.getByRole("button", { name: /^새 항목/ })).toBeVisible();
  });
});
