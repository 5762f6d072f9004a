// Tones and labels of webhooks. A type that PortOne adds later is shown with its own name.
import type { Tone } from "@/components/ui/tone";
import type { ResolvableBy } from "@/lib/domain/resolvable-by";
import type { AttemptError, DeliveryState } from "@/lib/domain/webhook/delivery";
import type { WebhookSend } from "@/lib/domain/webhook/webhook-sends";

export const deliveryTone: Record<DeliveryState, Tone> = {
  waiting: "progress",
  processed: "ok",
  ignored: "neutral",
  dead: "danger",
};

export const attemptResolvableBy: Record<AttemptError, Exclude<ResolvableBy, "nobody">> = {
  "payment-not-found": "developer",
  unauthorized: "developer",
  unreachable: "operator",
  unreadable: "developer",
  unexpected: "developer",
};

export const sendTone: Record<NonNullable<WebhookSend["status"]>, Tone> = {
  SUCCEEDED: "ok",
  FAILED_NOT_OK_RESPONSE: "danger",
  FAILED_UNEXPECTED_ERROR: "danger",
  UNRECOGNIZED: "neutral",
};

const events = [
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

/** Returns the name of an event, for both versions of PortOne's webhooks. */
export function eventName(t: (key: `event.${(typeof events)[number]}`) => string, type: string): string {
  const name = type.replace(/^(Transaction\.|2024-01-01:)/, "");
  const known = name === type ? undefined : events.find((event) => event === name);
  return known === undefined ? type : t(`event.${known}`);
}
