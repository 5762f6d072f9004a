// The steps of every refund test, in either language: give a reason, check the receipt, confirm.
import type { Locator, Page } from "@playwright/test";
import { typeIn } from "./keyboard";
import { expect } from "./test";

/** Returns a visible field of the form. While a page streams in, React may briefly hold a second, hidden copy of a field. */
function field(page: Page, selector: string): Locator {
  return page.locator(selector).filter({ visible: true });
}

/** Chooses the reason "other" and types its text. */
export async function fillReason(page: Page, reason: string): Promise<void> {
  await field(page, 'input[name="reasonCode"][value="OTHER"]').check();
  await typeIn(noteOf(page), reason);
}

export function noteOf(page: Page): Locator {
  return field(page, 'textarea[name="note"]');
}

/** Chooses a reason of the list, which needs no text. */
export async function chooseReason(page: Page, code = "CHANGE_OF_MIND"): Promise<void> {
  await field(page, `input[name="reasonCode"][value="${code}"]`).check();
}

export async function review(page: Page): Promise<void> {
  await page.getByRole("button", { name: /환불 내용 확인|Review refund/ }).click();
}

export function receipt(page: Page): Locator {
  return page.getByRole("dialog");
}

export async function fillPart(page: Page, amount: string): Promise<void> {
  await field(page, 'input[name="kind"][value="partial"]').check();
  await typeIn(field(page, 'input[name="amount"]'), amount);
}

export async function fillAccount(page: Page, more: { phone?: string } = {}): Promise<void> {
  await typeIn(page.getByRole("combobox", { name: /은행|Bank/ }), "신한");
  await page.keyboard.press("Enter");
  await typeIn(page.getByLabel(/계좌번호|Account number/), "110-123-456789");
  await typeIn(page.getByLabel(/^예금주$|^Account holder$/), "김민서");
  if (more.phone) await typeIn(page.getByLabel(/예금주 연락처|Account holder’s phone/), more.phone);
}

/** The desk reads the payment, waits up to eight seconds for PortOne's answer, and reads the payment again. */
const answerLimitMs = 15_000;

/** Confirms the receipt with its button and waits for the outcome. */
export async function confirm(page: Page, button: string | RegExp, end: string | RegExp): Promise<void> {
  await receipt(page).getByRole("button", { name: button }).click();
  await expect(receipt(page).getByRole("heading", { level: 2 })).toContainText(end, {
    timeout: answerLimitMs,
  });
}
