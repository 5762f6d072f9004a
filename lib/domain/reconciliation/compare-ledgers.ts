// Compares the two ledgers over one payment: our refunds, and PortOne's cancellations as the mirror holds them and as
// a reading shows them. Pure: the store gives the facts and keeps what is found.

import type { CancellationStatus } from "../payment/payment";
import { mayHaveMade } from "../refund/evaluate-refund";
import { openRefundStates, type RefundState } from "../refund/refund";
import { announcedAt } from "../timeline/timeline-gaps";
import type { DeskEnd, DiscrepancyKind } from "./discrepancy";

const second = 1000;
const minute = 60 * second;

/** PortOne sends a webhook again after 1, 4 and 16 minutes; later ones close what was found. */
const webhookGrace = 30 * minute;
/** PortOne's times and ours may differ a little. */
const clockMargin = 30 * second;
/** How long after an answer a reading must show it: PortOne does not say that its reads follow at once. */
const readGrace = minute;

export type ComparedCancellation = {
  id: string;
  status: CancellationStatus;
  totalAmount: number;
  taxFreeAmount: number;
  trigger: string | null;
  reason: string;
  requestedAt: Date;
  cancelledAt: Date | null;
  /** The refund that made it, as far as is known. */
  refundId: string | null;
};

export type ComparedRefund = {
  id: string;
  number: string;
  kind: "full" | "partial";
  state: RefundState;
  expected: { amount: number | null; taxFreeAmount: number };
  cancellationId: string | null;
  knownCancellationIds: readonly string[];
  settledAt: Date | null;
};

export type LedgerFacts = {
  /** When our ledger began; what PortOne recorded before then no ledger of ours could know. */
  since: Date | null;
  /** When the reading began, by the database's clock. No younger one has been merged. */
  readAt: Date;
  refunds: readonly ComparedRefund[];
  cancellations: readonly ComparedCancellation[];
  /** The cancellations that the reading shows, with their status in it. */
  shown: ReadonlyMap<string, CancellationStatus>;
  /** Whether webhooks of this payment's environment had reached the desk by a time, and when those of it came. */
  webhooksReachedFrom: Date | null;
  webhooks: readonly { receivedAt: Date; happenedAt: Date | null }[];
};

export type Difference = {
  kind: DiscrepancyKind;
  /** What the kind is about, within the payment: a difference is one finding for as long as this is the same. */
  about: string;
  refundId: string | null;
  cancellationId: string | null;
  trigger: string | null;
  ourAmount: number | null;
  portoneAmount: number | null;
  happenedAt: Date;
};

export type Comparison = {
  found: Difference[];
  /** Kind and subject of what cannot be told yet: a finding of it is neither made nor closed. */
  open: { kind: DiscrepancyKind; about: string }[];
  /** When the payment is to be read and compared again; null when nothing is left to be told. */
  again: Date | null;
};

/** Everything in which the two ledgers differ over a payment at this moment. */
export function compareLedgers(facts: LedgerFacts, now: Date): Comparison {
  const comparison: Comparison = { found: [], open: [], again: null };
  for (const cancellation of facts.cancellations) {
    compareCancellation(comparison, facts, cancellation);
    compareWebhooks(comparison, facts, cancellation, now);
  }
  for (const refund of facts.refunds)
    if (refund.state === "succeeded") compareDone(comparison, facts, refund);
  return comparison;
}

/** What the evidence says of a difference that is no more. */
export function endOfDifference(
  kind: DiscrepancyKind,
  cancellation: ComparedCancellation | undefined,
): DeskEnd {
  if (kind === "webhook-missed") return cancellation?.status === "FAILED" ? "money-stayed" : "webhook-came";
  if (kind === "ours-unconfirmed") return "confirmed";
  if (cancellation?.status === "FAILED") return "money-stayed";
  return kind === "made-elsewhere" && cancellation?.refundId ? "linked" : "agrees";
}

function compareCancellation(into: Comparison, facts: LedgerFacts, cancellation: ComparedCancellation): void {
  const { id, status, refundId, trigger, totalAmount, requestedAt } = cancellation;
  const shown = facts.shown.get(id);
  const refund = facts.refunds.find((one) => one.id === refundId);
  const about = { about: id, refundId, cancellationId: id, trigger, happenedAt: requestedAt };
  const ended = status === "SUCCEEDED" || status === "FAILED";
  if (shown !== undefined && ended && shown !== status) {
    const [before, after] = [status, shown].map((one) => (one === "SUCCEEDED" ? totalAmount : 0));
    into.found.push({ kind: "end-changed", ...about, ourAmount: before ?? 0, portoneAmount: after ?? 0 });
    return;
  }
  if (status === "FAILED") return;
  if (shown === undefined) {
    // That of a refund that is done is missed by the refund.
    if (refund?.state === "succeeded" && id === ownOf(facts, refund)?.id) return;
    into.found.push({ kind: "cancellation-gone", ...about, ourAmount: totalAmount, portoneAmount: null });
  } else if (refund === undefined) {
    if (facts.since !== null && requestedAt < facts.since) return;
    if (facts.refunds.some((one) => isOpen(one) && mayHaveMade(one, cancellation)))
      into.open.push({ kind: "made-elsewhere", about: id });
    else into.found.push({ kind: "made-elsewhere", ...about, ourAmount: null, portoneAmount: totalAmount });
  } else if (refund.state === "failed") {
    into.found.push({ kind: "failed-but-cancelled", ...about, ourAmount: 0, portoneAmount: totalAmount });
  } else if (refund.state === "succeeded" && id !== ownOf(facts, refund)?.id) {
    into.found.push({ kind: "cancelled-twice", ...about, ourAmount: null, portoneAmount: totalAmount });
  }
}

/** A refund that our ledger calls done: PortOne must show a cancellation of it, and the same amounts. */
function compareDone(into: Comparison, facts: LedgerFacts, refund: ComparedRefund): void {
  const own = ownOf(facts, refund);
  const settledAt = refund.settledAt ?? facts.readAt;
  const about = {
    about: refund.id,
    refundId: refund.id,
    cancellationId: own?.id ?? null,
    trigger: own?.trigger ?? null,
    happenedAt: settledAt,
    ourAmount: refund.expected.amount,
  };
  if (own === undefined || !facts.shown.has(own.id)) {
    // A person's word is no answer of PortOne's that a reading might lag behind.
    const grace = refund.cancellationId === null ? 0 : readGrace;
    const tellable = new Date(settledAt.getTime() + grace);
    if (facts.readAt < tellable) {
      into.open.push({ kind: "ours-unconfirmed", about: refund.id });
      askAgain(into, new Date(tellable.getTime() + second));
    } else into.found.push({ kind: "ours-unconfirmed", ...about, portoneAmount: null });
    return;
  }
  const { amount, taxFreeAmount } = refund.expected;
  // Where PortOne's way of counting is not documented nothing was expected.
  if (amount === null || (own.totalAmount === amount && own.taxFreeAmount === taxFreeAmount)) return;
  into.found.push({ kind: "amounts-differ", ...about, portoneAmount: own.totalAmount });
}

function compareWebhooks(
  into: Comparison,
  { since, webhooks, webhooksReachedFrom }: LedgerFacts,
  cancellation: ComparedCancellation,
  now: Date,
): void {
  const at = announcedAt(cancellation);
  const reached = at !== null && webhooksReachedFrom !== null && webhooksReachedFrom <= at;
  if (!reached || (since !== null && at < since)) return;
  const from = at.getTime() - clockMargin;
  // By PortOne's clock where the webhook tells it, or by ours.
  const came = webhooks.some(
    ({ receivedAt, happenedAt }) => receivedAt.getTime() >= from || (happenedAt?.getTime() ?? 0) >= from,
  );
  if (came) return;
  const { id, refundId, trigger, totalAmount } = cancellation;
  const tellable = new Date(at.getTime() + webhookGrace);
  if (now < tellable) {
    into.open.push({ kind: "webhook-missed", about: id });
    askAgain(into, new Date(tellable.getTime() + second));
    return;
  }
  into.found.push({
    kind: "webhook-missed",
    about: id,
    refundId,
    cancellationId: id,
    trigger,
    ourAmount: null,
    portoneAmount: totalAmount,
    happenedAt: at,
  });
}

/** The one cancellation that stands for a refund that was done. */
function ownOf({ cancellations }: LedgerFacts, refund: ComparedRefund): ComparedCancellation | undefined {
  const linked = cancellations.filter(
    ({ refundId, status }) => refundId === refund.id && status === "SUCCEEDED",
  );
  return linked.find(({ id }) => id === refund.cancellationId) ?? linked[0];
}

function isOpen({ state }: ComparedRefund): boolean {
  return openRefundStates.some((open) => open === state);
}

function askAgain(into: Comparison, at: Date): void {
  if (into.again === null || at < into.again) into.again = at;
}
