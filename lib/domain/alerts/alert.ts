// What the desk tells people by itself. An alert has no data of a customer, no account number and no secret.

/** Kinds that a channel can be told. */
export const alertKinds = [
  "refund-failed",
  "refund-undecided",
  "refund-stuck",
  "emergency-refund",
  "approval-wanted",
  "approval-decided",
  "approval-expiring",
  "discrepancy",
  "payout-failed",
  "dead-letter",
  "secret-refused",
  "webhooks-silent",
  "audit-broken",
  "checkpoint",
] as const;
export type AlertKind = (typeof alertKinds)[number];

/** Kinds that a person can be told. `refund-ended`: a refund that the person asked for; no channel is told. */
const personalKinds = ["approval-wanted", "approval-decided", "refund-ended"] as const;
export type AnyAlertKind = AlertKind | (typeof personalKinds)[number];

export function isAlertKind(text: string): text is AlertKind {
  return alertKinds.some((kind) => kind === text);
}

export type Alert = {
  id: number;
  kind: AnyAlertKind;
  /** ISO 8601, UTC. */
  at: string;
  paymentId: string | null;
  /** Of the refund. */
  number: string | null;
  /** Minor units of `currency`. */
  amount: number | null;
  currency: string | null;
  /** A word of the domain, never free text. */
  code: string | null;
  /** Of `checkpoint`: the checkpoint as JSON, to be kept elsewhere. */
  checkpoint: string | null;
};
