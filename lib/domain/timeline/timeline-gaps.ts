// Derived whenever a payment is shown, never stored.
import type { CancellationStatus } from "../payment/payment";
import type { RefundState } from "../refund/refund";
import { seoulClock } from "../seoul-time";

const second = 1000;
const minute = 60 * second;
const day = 24 * 60 * minute;

/** PortOne sends a webhook at once; two minutes cover a slow first delivery. */
const webhookGrace = 2 * minute;
/** PortOne stops sending after about six hours, so a gap after the end is shown for a limited time. */
const endedGapShownFor = 7 * day;
const clockMargin = 30 * second;
/** The dialog waits eight seconds for an answer. */
const confirmingGrace = 10 * second;

export type GapFacts = {
  /** Whether a webhook had reached the desk by the latest request of a cancellation or refund. */
  webhooksReach: boolean;
  webhooks: readonly Date[];
  cancellations: readonly {
    id: string;
    status: CancellationStatus;
    requestedAt: Date;
    cancelledAt: Date | null;
    refundNumber: string | null;
  }[];
  refunds: readonly {
    number: string;
    state: RefundState;
    createdAt: Date;
    attempts: readonly { startedAt: Date; leaseUntil: Date; finishedAt: Date | null }[];
    checkAt: Date | null;
    undecidedAt: Date | null;
  }[];
};

export type TimelineGap = { since: string; minutes: number } & (
  | {
      kind: "webhook-missing";
      cancellationId: string;
      refundNumber: string | null;
      after: "request" | "end";
    }
  | {
      kind: "pg-waiting";
      cancellationId: string;
      refundNumber: string | null;
      /** Calendar days in Seoul; the day of the request is the first. */
      days: number;
    }
  | {
      kind: "confirming";
      refundNumber: string;
      attempts: number;
      webhookMissing: boolean;
      inFlight: boolean;
      nextCheck: string | null;
    }
  | { kind: "undecided"; refundNumber: string }
);

export function timelineGaps(facts: GapFacts, now: Date): TimelineGap[] {
  return [
    ...facts.refunds.flatMap((refund) => undecided(refund, now)),
    ...facts.refunds.flatMap((refund) => confirming(refund, facts, now)),
    ...facts.cancellations.flatMap((cancellation) => pgWaiting(cancellation, now)),
    ...facts.cancellations.flatMap((cancellation) => webhookMissing(cancellation, facts, now)),
  ];
}

/** Returns null where no webhook is due: PortOne documents none for a failed cancellation. */
export function announcedAt({
  status,
  requestedAt,
  cancelledAt,
}: Pick<GapFacts["cancellations"][number], "status" | "requestedAt" | "cancelledAt">): Date | null {
  if (status === "REQUESTED") return requestedAt;
  return status === "SUCCEEDED" ? (cancelledAt ?? requestedAt) : null;
}

function undecided(refund: GapFacts["refunds"][number], now: Date): TimelineGap[] {
  if (refund.state !== "undecided") return [];
  return [
    { kind: "undecided", refundNumber: refund.number, ...age(refund.undecidedAt ?? refund.createdAt, now) },
  ];
}

function confirming(refund: GapFacts["refunds"][number], facts: GapFacts, now: Date): TimelineGap[] {
  if (refund.state !== "submitting" || now.getTime() - refund.createdAt.getTime() < confirmingGrace)
    return [];
  const { attempts, checkAt } = refund;
  const [first, last] = [attempts[0], attempts.at(-1)];
  const inFlight = last !== undefined && last.finishedAt === null && now < last.leaseUntil;
  return [
    {
      kind: "confirming",
      refundNumber: refund.number,
      attempts: attempts.length,
      webhookMissing:
        facts.webhooksReach &&
        first !== undefined &&
        isOver(first.startedAt, webhookGrace, now) &&
        !arrivedSince(first.startedAt, facts.webhooks),
      inFlight,
      nextCheck: !inFlight && checkAt !== null && checkAt > now ? checkAt.toISOString() : null,
      ...age(refund.createdAt, now),
    },
  ];
}

function pgWaiting(cancellation: GapFacts["cancellations"][number], now: Date): TimelineGap[] {
  if (cancellation.status !== "REQUESTED") return [];
  const { id, refundNumber, requestedAt } = cancellation;
  const days = Math.max(0, seoulDayNumber(now) - seoulDayNumber(requestedAt)) + 1;
  return [{ kind: "pg-waiting", cancellationId: id, refundNumber, days, ...age(requestedAt, now) }];
}

function webhookMissing(
  cancellation: GapFacts["cancellations"][number],
  facts: GapFacts,
  now: Date,
): TimelineGap[] {
  const at = announcedAt(cancellation);
  if (at === null || !facts.webhooksReach || !isOver(at, webhookGrace, now)) return [];
  const ended = cancellation.status === "SUCCEEDED";
  if ((ended && isOver(at, endedGapShownFor, now)) || arrivedSince(at, facts.webhooks)) return [];
  const { id, refundNumber } = cancellation;
  return [
    {
      kind: "webhook-missing",
      cancellationId: id,
      refundNumber,
      after: ended ? "end" : "request",
      ...age(at, now),
    },
  ];
}

function arrivedSince(at: Date, webhooks: readonly Date[]): boolean {
  return webhooks.some((receivedAt) => receivedAt.getTime() >= at.getTime() - clockMargin);
}

function isOver(from: Date, span: number, now: Date): boolean {
  return now.getTime() - from.getTime() >= span;
}

function age(from: Date, now: Date): { since: string; minutes: number } {
  const ms = Math.max(0, now.getTime() - from.getTime());
  return { since: from.toISOString(), minutes: Math.floor(ms / minute) };
}

function seoulDayNumber(instant: Date): number {
  return Math.floor(seoulClock(instant).getTime() / day);
}
