// The sandbox's control page: its scenes as a trainer uses them, its languages, and axe.
import type { Page } from "@playwright/test";
import { started } from "./desk";
import { pressOn } from "./keyboard";
import { chooseReason, confirm, receipt, review } from "./refund-steps";
import { expect, test } from "./test";
import { darkAndNarrow, looks, show, violations } from "./violations";

test.use({ permissions: ["clipboard-read", "clipboard-write"] });

async function openControlPage(page: Page): Promise<void> {
  const { controlUrl, controlToken } = started();
  await page.goto(`${controlUrl}/#token=${controlToken}`);
  await expect(page.getByRole("region", { name: "결제", exact: true }).getByRole("row").nth(3)).toBeVisible();
}

/** Presses the button of a scene and returns the card with the button. */
function card(page: Page, scene: string) {
  return page.getByRole("listitem").filter({ has: page.getByRole("button", { name: scene, exact: true }) });
}

test("a scene in which the PG refuses is played, opened in the desk, and its refund fails as announced", async ({
  page,
  context,
}) => {
  await openControlPage(page);
  await page.getByRole("button", { name: "PG가 거절", exact: true }).click();
  const played = card(page, "PG가 거절");
  const paymentId = (await played.locator("code").textContent()) ?? "";
  expect(paymentId).toMatch(/^ord-\d+$/);
  await played.getByRole("button", { name: `아이디 복사 ${paymentId}` }).click();
  await expect(page.getByRole("status")).toHaveText(`${paymentId} 복사됨`);
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(paymentId);

  const opened = context.waitForEvent("page");
  await played.getByRole("link", { name: `결제 열기 ${paymentId}` }).click();
  const desk = await opened;
  await chooseReason(desk);
  await review(desk);
  await confirm(desk, "28,000원 환불하기", "실패");
  await expect(receipt(desk)).toContainText("8178");
  await desk.close();
});

test("scenes are played by keyboard alone", async ({ page, sandbox }) => {
  await openControlPage(page);
  await pressOn(page.getByRole("button", { name: "콘솔에서 취소됨" }), "Enter");
  const cancelled = (await card(page, "콘솔에서 취소됨").locator("code").textContent()) ?? "";
  expect(await sandbox.ledger(cancelled)).toMatchObject([{ amount: 10_000, by: "console" }]);
  // From the button past the copy button to the link, and on to the next scene.
  for (const _ of ["copy", "link", "next scene"]) await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "웹훅이 오지 않음" })).toBeFocused();
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Shift+Tab");
  await expect(page.getByRole("button", { name: "가상계좌 (계좌 필요)" })).toBeFocused();
  await page.keyboard.press("Space");
  const account = (await card(page, "가상계좌 (계좌 필요)").locator("code").textContent()) ?? "";
  expect(await sandbox.getPayment(account)).toMatchObject({ status: "PAID", orderName: "연습 · 가상계좌" });
});

test("the language follows the browser until one is chosen, and the choice stays", async ({ page }) => {
  await openControlPage(page);
  await expect(page.locator("html")).toHaveAttribute("lang", "ko");
  await page.getByRole("button", { name: "English" }).click();
  await expect(page.getByRole("heading", { name: "Scenes" })).toBeVisible();
  await page.reload();
  await expect(page).toHaveTitle("PortOne sandbox");
  await expect(page.getByRole("button", { name: "English" })).toHaveAttribute("aria-pressed", "true");
  await expect(page.locator("body")).not.toContainText("환불 양식");
});

test.describe("in both themes", () => {
  test.use(darkAndNarrow);
  test("the control page has no violations and fits its width", async ({ page }) => {
    await openControlPage(page);
    await page.getByRole("button", { name: "가상계좌 (계좌 필요)" }).click();
    await expect(card(page, "가상계좌 (계좌 필요)").locator("code")).toBeVisible();
    for (const group of await page.locator("summary").all()) await group.click();
    for (const look of looks) {
      await show(page, look);
      expect(await violations(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(look.viewport.width);
    }
  });
});
