export type WebhookSend = {
  id: string;
  /** Without the query, which may carry a token. */
  url: string | null;
  status: "SUCCEEDED" | "FAILED_NOT_OK_RESPONSE" | "FAILED_UNEXPECTED_ERROR" | "UNRECOGNIZED" | null;
  paymentStatus: string | null;
  executions: { made: number; most: number } | null;
  byHand: boolean;
  responseCode: string | null;
  triggeredAt: string | null;
  header: string | null;
  body: string | null;
};

/** `unclear`: PortOne shows nothing that can be compared, or the send matches several. */
export type ReceivedWebhook = { here: "yes"; deliveryId: string } | { here: "no" } | { here: "unclear" };

export type SendView = Omit<WebhookSend, "header" | "body"> & { arrival: ReceivedWebhook };

export type SendsError = "payment-not-found" | "unauthorized" | "unreachable" | "unreadable" | "rate-limited";

// PortOne does not document whether the `webhook-id` of a request is the id of its record, or stays over retries. So
// the header decides, then the signed text. Version 2024-01-01 has no time: equal texts prove nothing there.
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
  // PortOne does not document the format: lines or JSON.
  return /webhook-id["']?\s*[:=]\s*["'[]*([^\s"',\]}]+)/i.exec(header ?? "")?.[1] ?? null;
}
