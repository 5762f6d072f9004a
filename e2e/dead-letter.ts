// A webhook that nobody can process: rightly signed, of a payment that PortOne does not know. The desk gives up on it
// after two minutes, so it is sent with the first start and has long been a dead letter when it is looked for.
import { type APIRequestContext, expect } from "@playwright/test";
import { paidBody, signedHeaders } from "./webhook-sender";

export const unknownPayment = "order-of-nobody-1";

export async function sendUnprocessable(request: APIRequestContext): Promise<void> {
  const body = paidBody(unknownPayment);
  const headers = signedHeaders(body, { id: `wh-${unknownPayment}` });
  const answer = await request.post("/api/webhook", { data: body, headers });
  expect(answer.status()).toBe(200);
}
