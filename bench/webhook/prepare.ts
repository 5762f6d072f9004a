// Deliveries signed according to the Standard Webhooks specification, without a library.
import { createHmac, randomUUID } from "node:crypto";
import type { Prepared } from "./load";

/** Returns `count` deliveries with unique ids, over the payments in turn. They are valid for five minutes. */
export function prepareDeliveries(
  count: number,
  { secret, storeId, paymentIds }: { secret: string; storeId: string; paymentIds: readonly string[] },
): Prepared[] {
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const timestamp = String(Math.floor(Date.now() / 1000));
  return Array.from({ length: count }, (_, n) => {
    const id = `bench-${randomUUID()}`;
    const body = JSON.stringify({
      type: "Transaction.Paid",
      timestamp: new Date().toISOString(),
      data: { paymentId: paymentIds[n % paymentIds.length], storeId, transactionId: randomUUID() },
    });
    const signature = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64");
    const headers = [
      "webhook-id",
      id,
      "webhook-timestamp",
      timestamp,
      "webhook-signature",
      `v1,${signature}`,
    ];
    return { id, headers, body };
  });
}

/** Returns the same deliveries with a signature made without the secret. */
export function forge(deliveries: readonly Prepared[]): Prepared[] {
  const wrong = createHmac("sha256", "a guess").update("").digest("base64");
  return deliveries.map(({ id, headers, body }) => ({
    id,
    headers: [...headers.slice(0, -1), `v1,${wrong}`],
    body,
  }));
}
