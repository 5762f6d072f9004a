import type { Sandbox } from "./sandbox";

/** Creates a cancelled virtual account payment whose transfer to the customer failed. */
export async function failedTransfer(sandbox: Sandbox): Promise<{ id: string }> {
  const method = {
    type: "PaymentMethodVirtualAccount",
    bank: "SHINHAN",
    accountNumber: "11012345678901",
    refundStatus: "FAILED",
  };
  const payment = await sandbox.createPayment({ total: 30_000, extra: { method } });
  await sandbox.cancelInConsole(payment.id);
  return payment;
}
