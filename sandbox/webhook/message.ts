// The body and signature of a webhook (Standard Webhooks).
// https://developers.portone.io/opi/ko/integration/webhook/readme-v2
import { createHmac } from "node:crypto";
import type { PaymentRecord } from "../state/records.ts";
import type { Announcement } from "../world.ts";

export type WebhookVersion = "2024-04-25" | "2024-01-01";

/** Returns the body of a webhook, which is fixed at the event and the same over all retries. */
export function webhookBody(
  version: WebhookVersion,
  payment: PaymentRecord,
  what: Announcement,
  at: number,
): { body: string; contentType: string } {
  if (version === "2024-01-01") {
    const status = oldStatuses[what.type] ?? oldStatusOf(payment);
    const body = JSON.stringify({ payment_id: payment.id, tx_id: payment.transactionId, status });
    return { body, contentType: "application/json" };
  }
  const body = JSON.stringify({
    type: what.type,
    timestamp: new Date(at).toISOString(),
    data: {
      paymentId: payment.id,
      storeId: payment.storeId,
      transactionId: payment.transactionId,
      ...(what.cancellationId === undefined ? {} : { cancellationId: what.cancellationId }),
    },
  });
  return { body, contentType: "application/json" };
}

/** Returns the `webhook-signature` header of a message sent at `timestamp` (unix seconds). */
export function signWebhook(secret: string, id: string, timestamp: string, body: string): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  return `v1,${createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64")}`;
}

const oldStatuses: Record<string, string> = {
  "Transaction.Ready": "Ready",
  "Transaction.Paid": "Paid",
  "Transaction.VirtualAccountIssued": "VirtualAccountIssued",
  "Transaction.PartialCancelled": "PartialCancelled",
  "Transaction.Cancelled": "Cancelled",
  "Transaction.CancelPending": "CancelPending",
  "Transaction.Failed": "Failed",
  "Transaction.PayPending": "PayPending",
};

// The first version has no status for a failed cancel or a dispute, and repeats the payment's status.
function oldStatusOf(payment: PaymentRecord): string {
  return payment.status
    .toLowerCase()
    .split("_")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
}
