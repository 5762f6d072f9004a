// A webhook that nobody can process: rightly signed, of a payment that PortOne does not know. The desk gives up on it
// after two minutes, so it is sent with the first start and has long been a dead letter when it is looked for.
import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type APIRequestContext, expect } from "@playwright/test";
import { dataDir } from "./desk";

export const unknownPayment = "order-of-nobody-1";

export async function sendUnprocessable(request: APIRequestContext): Promise<void> {
  const { webhookSecret, storeId } = JSON.parse(
    readFileSync(join(dataDir, "sandbox", "identity.json"), "utf8"),
  ) as { webhookSecret: string; storeId: string };
  const id = `wh-${unknownPayment}`;
  const timestamp = String(Math.floor(Date.now() / 1000));
  const data = { paymentId: unknownPayment, storeId, transactionId: "t" };
  const body = JSON.stringify({ type: "Transaction.Paid", timestamp: new Date().toISOString(), data });
  const key = Buffer.from(webhookSecret.replace(/^whsec_/, ""), "base64");
  const signature = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64");
  const answer = await request.post("/api/webhook", {
    data: body,
    headers: {
      "webhook-id": id,
      "webhook-timestamp": timestamp,
      "webhook-signature": `v1,${signature}`,
      "content-type": "application/json",
    },
  });
  expect(answer.status()).toBe(200);
}
