// A refund that only a person can decide, within seconds: the PG refuses although it executed the cancel, gets no refund
// number (DESK_REASON_WITHOUT_NUMBER), and a discount hides the balance, so that nothing proves who made the cancellation.
import type { Page } from "@playwright/test";
import { chooseReason, review } from "./refund-steps";
import type { Sandbox } from "./sandbox";
import { expect } from "./test";

/** Requests the refund on the payment's page in either language. Ends with the dialog closed. */
export async function unprovenRefund(page: Page, sandbox: Sandbox): Promise<{ id: string }> {
  const payment = await sandbox.createPayment({
    total: 26_000,
    discount: 1_000,
    method: "EASY_PAY",
    pgProvider: "NAVERPAY",
  });
  await sandbox.script({
    kind: "pg-error",
    paymentId: payment.id,
    pgCode: "MaintenanceOngoing",
    pgMessage: "점검 중입니다",
    executed: true,
  });
  await page.goto(`/payments/${payment.id}`);
  await chooseReason(page);
  await review(page);
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: /25,000원 환불하기|Refund ₩25,000/ }).click();
  await expect(dialog).toContainText(/직접 확인 필요|Needs review/, { timeout: 15_000 });
  await dialog.getByRole("button", { name: /닫기|Close/ }).click();
  return payment;
}
