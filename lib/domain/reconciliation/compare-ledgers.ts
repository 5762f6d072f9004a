import { type CancellationStatus, isEnded } from "../payment/payment";
import { isPossibleCancellationOf } from "../refund/evaluate-refund";
import { isOpenRefund, type RefundState } from "../refund/refund";
import { announcedAt } from "../timeline/timeline-gaps";
import type { AutomaticResolution, DiscrepancyKind } from "./discrepancy";

const second = 1000;
const minute = 60 * second;

/** PortOne repeats a webhook after 1, 4 and 16 minutes; a later webhook closes the discrepancy. */
const webhookGrace = 30 * minute;
const clockMargin = 30 * second;
/** PortOne does not state that its reads show an answer at once. */
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
  endedAt: Date | null;
};

/** `since`: when our ledger began. `readAt`: when the latest reading began, by the database's clock. */
export type LedgerFacts = {
  since: Date | null;
  readAt: Date;
  refunds: readonly ComparedRefund[];
  cancellations: readonly ComparedCancellation[];
  shown: ReadonlyMap<string, CancellationStatus>;
  webhooksReachedFrom: Date | null;
  webhooks: readonly { receivedAt: Date; happenedAt: Date | null }[];
};

export type Difference = {
  kind: DiscrepancyKind;
  /** The subject of the kind within the payment: equal kinds with equal subjects are one discrepancy. */
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
  /** Differences that cannot be decided yet: their discrepancies are neither made nor closed. */
  open: { kind: DiscrepancyKind; about: string }[];
  again: Date | null;
};

/** Returns the differences that a reading shows. `now`: by the database's clock. */
export function compareLedgers(facts: LedgerFacts, now: Date): Comparison {
  const comparison: Comparison = { found: [], open: [], again: null };
  for (const cancellation of facts.cancellations) {
    compareCancellation(comparison, facts, cancellation);
    compareWebhooks(comparison, facts, cancellation, now);
  }
  for (const refund of facts.refunds)
    if (refund.state === "succeeded") compareSucceeded(comparison, facts, refund);
  return comparison;
}

export function resolutionOf(
  kind: DiscrepancyKind,
  cancellation: ComparedCancellation | undefined,
): AutomaticResolution {
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
  const ended = isEnded(status);
  if (shown !== undefined && ended && shown !== status) {
    const [before, after] = [status, shown].map((one) => (one === "SUCCEEDED" ? totalAmount : 0));
    into.found.push({ kind: "end-changed", ...about, ourAmount: before ?? 0, portoneAmount: after ?? 0 });
    return;
  }
  if (status === "FAILED") return;
  if (shown === undefined) {
    // `compareSucceeded` reports the missing cancellation of a successful refund.
    if (refund?.state === "succeeded" && id === cancellationOf(facts, refund)?.id) return;
    into.found.push({ kind: "cancellation-gone", ...about, ourAmount: totalAmount, portoneAmount: null });
  } else if (refund === undefined) {
    if (facts.since !== null && requestedAt < facts.since) return;
    if (facts.refunds.some((one) => isOpenRefund(one) && isPossibleCancellationOf(one, cancellation)))
      into.open.push({ kind: "made-elsewhere", about: id });
    else into.found.push({ kind: "made-elsewhere", ...about, ourAmount: null, portoneAmount: totalAmount });
  } else if (refund.state === "failed") {
    into.found.push({ kind: "failed-but-cancelled", ...about, ourAmount: 0, portoneAmount: totalAmount });
  } else if (refund.state === "succeeded" && id !== cancellationOf(facts, refund)?.id) {
    into.found.push({ kind: "cancelled-twice", ...about, ourAmount: null, portoneAmount: totalAmount });
  }
}

function compareSucceeded(into: Comparison, facts: LedgerFacts, refund: ComparedRefund): void {
  const cancellation = cancellationOf(facts, refund);
  const endedAt = refund.endedAt ?? facts.readAt;
  const about = {
    about: refund.id,
    refundId: refund.id,
    cancellationId: cancellation?.id ?? null,
    trigger: cancellation?.trigger ?? null,
    happenedAt: endedAt,
    ourAmount: refund.expected.amount,
  };
  if (cancellation === undefined || !facts.shown.has(cancellation.id)) {
    // A person's decision is not an answer of PortOne that a reading might lag behind.
    const grace = refund.cancellationId === null ? 0 : readGrace;
    const decidableAt = new Date(endedAt.getTime() + grace);
    if (facts.readAt < decidableAt) {
      into.open.push({ kind: "ours-unconfirmed", about: refund.id });
      compareAgainAt(into, new Date(decidableAt.getTime() + second));
    } else into.found.push({ kind: "ours-unconfirmed", ...about, portoneAmount: null });
    return;
  }
  const { amount, taxFreeAmount } = refund.expected;
  // No amount is expected where PortOne's way of counting is not documented.
  if (
    amount === null ||
    (cancellation.totalAmount === amount && cancellation.taxFreeAmount === taxFreeAmount)
  )
    return;
  into.found.push({ kind: "amounts-differ", ...about, portoneAmount: cancellation.totalAmount });
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
  // By our clock, or by PortOne's clock where the webhook states a time.
  const hasArrived = webhooks.some(
    ({ receivedAt, happenedAt }) => receivedAt.getTime() >= from || (happenedAt?.getTime() ?? 0) >= from,
  );
  if (hasArrived) return;
  const { id, refundId, trigger, totalAmount } = cancellation;
  const decidableAt = new Date(at.getTime() + webhookGrace);
  if (now < decidableAt) {
    into.open.push({ kind: "webhook-missed", about: id });
    compareAgainAt(into, new Date(decidableAt.getTime() + second));
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

function cancellationOf(
  { cancellations }: LedgerFacts,
  refund: ComparedRefund,
): ComparedCancellation | undefined {
  const linked = cancellations.filter(
    ({ refundId, status }) => refundId === refund.id && status === "SUCCEEDED",
  );
  return linked.find(({ id }) => id === refund.cancellationId) ?? linked[0];
}

function compareAgainAt(into: Comparison, at: Date): void {
  if (into.again === null || at < into.again) into.again = at;
}
