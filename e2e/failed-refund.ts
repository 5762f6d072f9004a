import type { Page } from "@playwright/test";
import { fillReason, review } from "./refund-steps";
import type { Sandbox } from "./sandbox";
import { expect } from "./test";

/** Requests a refund that fails at once, on the payment's page in either language. Ends with the dialog closed. */
export async function failedRefund(
  page: Page,
  sandbox: Sandbox,
  overrides: Record<string, unknown> = {},
): Promise<{ id: string; number: string }> {
  const payment = await sandbox.createPayment({ total: 33_000, orderName: "무산된 환불", ...overrides });
  await sandbox.script({ kind: "fail-cancel", paymentId: payment.id });
  await page.goto(`/payments/${payment.id}`);
  await fillReason(page, "고객 변심");
  await review(page);
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: /환불하기$|^Refund / }).click();
  await expect(dialog).toContainText(/실패|Failed/, { timeout: 15_000 });
  const number = /R[2-9A-HJKMNP-TV-X]{6}/.exec((await dialog.textContent()) ?? "")?.[0] ?? "";
  await dialog.getByRole("button", { name: /닫기|Close/ }).click();
  return { id: payment.id, number };
}
