import * as z from "zod/mini";
import { idSchema } from "../text-schema";
import type { CappedCount } from "../views/payment-list";
import type { EntryView } from "../views/timeline";

const deliveryStates = ["waiting", "processed", "ignored", "dead"] as const;
export type DeliveryState = (typeof deliveryStates)[number];

export const deliveryTabs = ["all", "dead", "waiting", "processed", "ignored"] as const;
export type DeliveryTab = (typeof deliveryTabs)[number];

export const attemptErrors = [
  "payment-not-found",
  "unauthorized",
  "unreachable",
  "unreadable",
  "unexpected",
] as const;
export type AttemptError = (typeof attemptErrors)[number];

/** The desk is set to one store, and the webhook is of another. */
export const otherStore = "other-store";

export const rejectionReasons = [
  "missing-headers",
  "no-matching-signature",
  "invalid-signature",
  "too-old",
  "too-new",
  "unreadable",
  "too-large",
  "not-utf8",
] as const;
type RejectionReason = (typeof rejectionReasons)[number];
export type RejectedRequestCounts = { reason: RejectionReason; count: number }[];

/** Returns the environment whose webhooks tell of a payment: PortOne signs each with its own secret. */
export function environmentOf(channelType: string | undefined): "live" | "test" {
  return channelType === "TEST" ? "test" : "live";
}

export type DeliveryRow = {
  id: string;
  /** In version 2024-01-01: the version and the status. */
  type: string;
  paymentId: string | null;
  environment: "live" | "test";
  state: DeliveryState;
  receivedAt: string;
  repeats: number;
  attempts: number;
  lastError: AttemptError | null;
};

export type DeliveryPage = {
  rows: DeliveryRow[];
  tab: DeliveryTab;
  query: string;
  counts: Record<DeliveryTab, CappedCount>;
  next: string | null;
  previous: string | null;
};

export type DeliveryDetail = DeliveryRow & {
  storeId: string | null;
  happenedAt: string | null;
  nextAttemptAt: string | null;
  processedAt: string | null;
  ignoredFor: "type" | typeof otherStore | null;
  /** "not-stored" if ignored; null where the person may not see it. */
  body: VisibleBody | "not-stored" | null;
  paymentKnown: boolean;
  changes: { at: string; entry: EntryView }[] | null;
};

/** `whole`: the text as it was signed. Otherwise values that can pay are masked. */
export type VisibleBody = { text: string; whole: boolean };

/** Types documented to hold ids only, in both versions of PortOne's webhooks. */
const idsOnly = /^(Transaction\.(?!Confirm$)\w+|2024-01-01:\w+)$/;
const idFields = {
  current: ["type", "timestamp", "data"],
  data: ["paymentId", "storeId", "transactionId", "cancellationId"],
  first: ["payment_id", "tx_id", "status"],
};

// https://developers.portone.io/opi/ko/integration/webhook/readme-v2
/** Null if not permitted. Billing keys are masked for everybody: with the API secret, a billing key pays. */
export function visibleBody(type: string, body: string, mayProcess: boolean): VisibleBody | null {
  if (!mayProcess && !(idsOnly.test(type) && holdsIdsOnly(body))) return null;
  const text = body.replaceAll(/("billing_?key"\s*:\s*)"(?:[^"\\]|\\.)*"/gi, '$1"…"');
  return { text, whole: text === body };
}

const fields = z.record(z.string(), z.unknown());

/** PortOne may add fields without notice, with unknown content. */
function holdsIdsOnly(body: string): boolean {
  const parsed = fields.safeParse(parseJson(body) ?? Object.fromEntries(new URLSearchParams(body)));
  if (!parsed.success) return false;
  const within = (value: object, known: string[]) => Object.keys(value).every((name) => known.includes(name));
  if (within(parsed.data, idFields.first)) return true;
  const data = fields.safeParse(parsed.data.data);
  return within(parsed.data, idFields.current) && data.success && within(data.data, idFields.data);
}

export function prettyPrintedJson(text: string): string {
  const parsed = parseJson(text);
  return parsed === undefined ? text : JSON.stringify(parsed, null, 2);
}

const namingCancellation = z.object({ data: z.object({ cancellationId: z.string() }) });

/** Returns the cancellation that a webhook's stored body names, or null. */
export function cancellationNamedBy(body: string): string | null {
  const parsed = namingCancellation.safeParse(parseJson(body));
  return parsed.success ? parsed.data.data.cancellationId : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export const deliveryInput = z.object({ deliveryId: idSchema(500) });
export type DeliveryInput = z.infer<typeof deliveryInput>;

export const resendInput = z.extend(deliveryInput, {
  /** Null for the latest webhook of the payment. */
  sendId: z.nullable(idSchema(500)),
});
export type ResendInput = z.infer<typeof resendInput>;

export type ProcessAgainError = AttemptError | "delivery-not-found" | "nothing-to-read";
export type ResendError =
  | "delivery-not-found"
  | "nothing-to-read"
  | "payment-not-found"
  | "webhook-not-found"
  | "retries-used-up"
  | "unauthorized"
  | "unanswered";
