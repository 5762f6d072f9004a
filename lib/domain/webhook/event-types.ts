/** The events of a payment that PortOne announces, without the prefix `Transaction.`. Others are stored and ignored. */
const paymentEvents = [
  "Ready",
  "Paid",
  "VirtualAccountIssued",
  "PartialCancelled",
  "Cancelled",
  "CancelPending",
  "Failed",
  "PayPending",
  "DisputeCreated",
  "DisputeResolved",
] as const;

export type PaymentEventType = (typeof paymentEvents)[number];

/** Returns null for the type of another webhook. Both versions of PortOne's webhooks are read. */
export function paymentEventOf(type: string): PaymentEventType | null {
  const name = type.replace(/^(Transaction\.|2024-01-01:)/, "");
  return name === type ? null : (paymentEvents.find((event) => event === name) ?? null);
}
