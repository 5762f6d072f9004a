// PortOne's own record of the webhooks that it sent for a payment, compared with what this desk received.

export type WebhookSend = {
  id: string;
  /** Where it was sent, without the query: an address may carry a token there. */
  url: string | null;
  status: "SUCCEEDED" | "FAILED_NOT_OK_RESPONSE" | "FAILED_UNEXPECTED_ERROR" | "UNRECOGNIZED" | null;
  paymentStatus: string | null;
  executions: { made: number; most: number } | null;
  byHand: boolean;
  responseCode: string | null;
  triggeredAt: string | null;
  /** The headers and body of the latest attempt, as text; null where PortOne shows none. */
  header: string | null;
  body: string | null;
};

/** `unclear`: PortOne shows nothing that can be compared, or the send matches several. */
export type ReceivedWebhook = { here: "yes"; deliveryId: string } | { here: "no" } | { here: "unclear" };

export type SendView = Omit<WebhookSend, "header" | "body"> & { arrival: ReceivedWebhook };

export type SendsError = "payment-not-found" | "unauthorized" | "unreachable" | "unreadable" | "rate-limited";

/**
 * Returns which of PortOne's sends reached this desk. PortOne does not document whether the `webhook-id` of a request
 * is the id of its record, nor that it stays the same over retries. So the header of the attempt decides, then the
 * signed text, which differs between events by their time. Version 2024-01-01 has no time, so equal texts prove
 * nothing there.
 */
export function arrivals(
  sends: readonly WebhookSend[],
  deliveries: readonly { id: string; body: string }[],
): ReceivedWebhook[] {
  return sends.map((send) => {
    const named = deliveries.find(({ id }) => id === send.id || id === headerId(send.header));
    if (named !== undefined) return { here: "yes", deliveryId: named.id };
    // An earlier attempt may have arrived under another id.
    if (send.body === null) return { here: "unclear" };
    const withSameBody = deliveries.filter(({ body }) => body === send.body);
    const [first] = withSameBody;
    if (first === undefined) return { here: "no" };
    const sendsWithSameBody = sends.filter(({ body }) => body === send.body).length;
    return sendsWithSameBody > 1 ? { here: "unclear" } : { here: "yes", deliveryId: first.id };
  });
}

function headerId(header: string | null): string | null {
  // The header may be lines or JSON: PortOne does not document the format.
  return /webhook-id["']?\s*[:=]\s*["'[]*([^\s"',\]}]+)/i.exec(header ?? "")?.[1] ?? null;
}
