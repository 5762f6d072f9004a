// Tones and labels of webhooks. A type that PortOne adds later is shown with its own name.
import type { Tone } from "@/components/ui/tone";
import type { ResolvableBy } from "@/lib/domain/resolvable-by";
import type { AttemptError, DeliveryState } from "@/lib/domain/webhook/delivery";
import { type PaymentEventType, paymentEventOf } from "@/lib/domain/webhook/event-types";
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

/** Returns the name of an event, or the type as PortOne writes it. */
export function eventName(t: (key: `event.${PaymentEventType}`) => string, type: string): string {
  const event = paymentEventOf(type);
  return event === null ? type : t(`event.${event}`);
}
