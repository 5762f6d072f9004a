// What every test of a refund does: says why, looks at the receipt, confirms it. In either language.
import type { Locator, Page } from "@playwright/test";
import { typeIn } from "./keyboard";
import { expect } from "./test";

/** A field of the form. While a page streams in, React may hold a second, hidden copy of it for a moment. */
function field(page: Page, selector: string): Locator {
  return page.locator(selector).filter({ visible: true });
}

/** Chooses "other" and says the reason in words. */
export async function fillReason(page: Page, reason: string): Promise<void> {
  await field(page, 'input[name="reasonCode"][value="OTHER"]').check();
  await typeIn(noteOf(page), reason);
}

export function noteOf(page: Page): Locator {
  return field(page, 'textarea[name="note"]');
}

/** A reason of the list, which needs no words. */
export async function chooseReason(page: Page, code = "CHANGE_OF_MIND"): Promise<void> {
  await field(page, `input[name="reasonCode"][value="${code}"]`).check();
}

export async function review(page: Page): Promise<void> {
  await page.getByRole("button", { name: /환불 내용 확인|Review refund/ }).click();
}

export function receipt(page: Page): Locator {
  return page.getByRole("dialog");
}

/** Chooses a part instead of everything. */
export async function fillPart(page: Page, amount: string): Promise<void> {
  await field(page, 'input[name="kind"][value="partial"]').check();
  await typeIn(field(page, 'input[name="amount"]'), amount);
}

/** The account of a refund that cannot go back the way it came. */
export async function fillAccount(page: Page, more: { phone?: string } = {}): Promise<void> {
  await typeIn(page.getByRole("combobox", { name: /은행|Bank/ }), "신한");
  await page.keyboard.press("Enter");
  await typeIn(page.getByLabel(/계좌번호|Account number/), "110-123-456789");
  await typeIn(page.getByLabel(/^예금주$|Account holder/), "김민서");
  if (more.phone) await typeIn(page.getByLabel(/예금주 연락처|phone number/), more.phone);
}

/** The desk waits eight seconds for PortOne before it says that the answer is still awaited, and reads the payment around it. */
const answerLimitMs = 15_000;

/** Confirms the receipt by its button and waits for the end. */
export async function confirm(page: Page, button: string | RegExp, end: string | RegExp): Promise<void> {
  await receipt(page).getByRole("button", { name: button }).click();
  await expect(receipt(page).getByRole("heading", { level: 2 })).toContainText(end, {
    timeout: answerLimitMs,
  });
}
