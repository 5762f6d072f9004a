// A webhook that can never be processed: correctly signed, for a payment that PortOne does not have. The desk gives up after
// two minutes, so it is sent during the first start and is a dead letter when the later tests need it.
import { type APIRequestContext, expect } from "@playwright/test";
import { paidBody, signedHeaders } from "./webhook-sender";

export const unknownPayment = "order-of-nobody-1";

export async function sendUnprocessable(request: APIRequestContext): Promise<void> {
  const body = paidBody(unknownPayment);
  const headers = signedHeaders(body, { id: `wh-${unknownPayment}` });
  const answer = await request.post("/api/webhook", { data: body, headers });
  expect(answer.status()).toBe(200);
}
