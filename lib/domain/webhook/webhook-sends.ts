// PortOne's own record of the webhooks it sent for a payment, held against what reached this desk.

/** One webhook as PortOne records it, told of its latest attempt. */
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

/** `unclear`: nothing that PortOne shows of it can be compared, or it fits several. */
export type Arrival = { here: "yes"; deliveryId: string } | { here: "no" } | { here: "unclear" };

export type SendView = Omit<WebhookSend, "header" | "body"> & { arrival: Arrival };

/** Why PortOne's record is not shown. Each has words in `messages`. */
export type SendsError =
  | "payment-not-found"
  | "unauthorized"
  | "unreachable"
  | "unreadable"
  | "asked-too-often";

/**
 * Which of PortOne's sends reached this desk. PortOne does not document whether the `webhook-id` that a receiver gets
 * is the id of its record, nor that it stays the same over retries: the header of the attempt decides, then the signed
 * text, which tells events apart by their time (version 2024-01-01 has none, so that equal texts prove nothing).
 */
export function arrivals(
  sends: readonly WebhookSend[],
  deliveries: readonly { id: string; body: string }[],
): Arrival[] {
  return sends.map((send) => {
    const named = deliveries.find(({ id }) => id === send.id || id === headerId(send.header));
    if (named !== undefined) return { here: "yes", deliveryId: named.id };
    // An earlier attempt may have come under another id.
    if (send.body === null) return { here: "unclear" };
    const alike = deliveries.filter(({ body }) => body === send.body);
    const [first] = alike;
    if (first === undefined) return { here: "no" };
    const rivals = sends.filter(({ body }) => body === send.body).length;
    return rivals > 1 ? { here: "unclear" } : { here: "yes", deliveryId: first.id };
  });
}

function headerId(header: string | null): string | null {
  // As lines or as JSON: how PortOne writes headers down is not documented.
  return /webhook-id["']?\s*[:=]\s*["'[]*([^\s"',\]}]+)/i.exec(header ?? "")?.[1] ?? null;
}
