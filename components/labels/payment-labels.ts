// Tones and labels of statuses. A status that PortOne adds later is shown with PortOne's own word in a neutral tone.
import type { Tone } from "@/components/ui/tone";
import type { CancellationStatus, PaymentStatus } from "@/lib/domain/payment/payment";
import type { MethodType, PaymentMethod } from "@/lib/domain/payment/payment-method";
import { providerName } from "./provider-names";

type Labels<Key extends string> = (key: Key) => string;

export const paymentTone: Record<PaymentStatus, Tone> = {
  READY: "neutral",
  PAY_PENDING: "progress",
  VIRTUAL_ACCOUNT_ISSUED: "progress",
  PAID: "ok",
  PARTIAL_CANCELLED: "warn",
  CANCELLED: "neutral",
  FAILED: "danger",
  UNRECOGNIZED: "neutral",
};

export const cancellationTone: Record<CancellationStatus, Tone> = {
  REQUESTED: "progress",
  SUCCEEDED: "ok",
  FAILED: "danger",
  UNRECOGNIZED: "neutral",
};

type StatusKey = `status.${Exclude<PaymentStatus, "UNRECOGNIZED">}`;
type CancellationKey = `cancellation.${Exclude<CancellationStatus, "UNRECOGNIZED">}`;
type MethodKey = `method.${Exclude<MethodType, "UNRECOGNIZED">}`;

const triggers = ["CONSOLE", "API", "PORTONE_ADMIN", "CHARGEBACK"] as const;
type TriggerKey = `trigger.${(typeof triggers)[number]}`;

export function paymentStatusName(t: Labels<StatusKey>, status: PaymentStatus, rawStatus: string): string {
  return status === "UNRECOGNIZED" ? rawStatus : t(`status.${status}`);
}

export function cancellationStatusName(
  t: Labels<CancellationKey>,
  status: CancellationStatus,
  rawStatus: string,
): string {
  return status === "UNRECOGNIZED" ? rawStatus : t(`cancellation.${status}`);
}

export function methodName(t: Labels<MethodKey>, method: Pick<PaymentMethod, "type" | "rawType">): string {
  return method.type === "UNRECOGNIZED" ? method.rawType : t(`method.${method.type}`);
}

/** Returns the payment method and its provider in one line. */
export function meansOf(
  t: Labels<MethodKey>,
  method: Pick<PaymentMethod, "type" | "rawType" | "provider">,
  locale: string,
): string {
  const name = methodName(t, method);
  return method.provider === null ? name : `${name} · ${providerName(method.provider, locale)}`;
}

/** Returns the label of PortOne's `trigger`, which names who or what made a cancellation. */
export function triggerName(t: Labels<TriggerKey>, trigger: string): string {
  const known = triggers.find((name) => name === trigger);
  return known === undefined ? trigger : t(`trigger.${known}`);
}
