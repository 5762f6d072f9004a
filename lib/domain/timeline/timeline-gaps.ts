// What should have come by now and has not: computed whenever a payment is shown, never stored. Pure: the store gives
// the facts and the time.
import type { CancellationStatus } from "../payment/payment";
import type { RefundState } from "../refund/refund";
import { seoulClock } from "../seoul-time";

const second = 1000;
const minute = 60 * second;
const day = 24 * 60 * minute;

/** PortOne sends a webhook at once; two minutes cover a slow first delivery. */
const webhookGrace = 2 * minute;
/** PortOne stops sending after about six hours. Once a cancellation has ended, a gap is worth saying for a while only. */
const endedWorthSaying = 7 * day;
/** PortOne's times and ours may differ a little. */
const clockMargin = 30 * second;
/** The dialog waits eight seconds for an answer. */
const confirmingGrace = 10 * second;

export type GapFacts = {
  /** Whether webhooks of this payment's environment had ever reached the desk when it was last touched. */
  webhooksReach: boolean;
  /** When webhooks of this payment came. */
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
    /** When it was handed to a person; null where that is not known. */
    undecidedAt: Date | null;
  }[];
};

/** `since` is an ISO 8601 instant, `minutes` whole minutes from then to now. */
export type TimelineGap = { since: string; minutes: number } & (
  | {
      kind: "webhook-missing";
      cancellationId: string;
      refundNumber: string | null;
      /** What went unannounced: that it was accepted, or that it was done. */
      after: "request" | "end";
    }
  | {
      kind: "pg-waiting";
      cancellationId: string;
      refundNumber: string | null;
      /** Calendar days in Seoul, the day of the request being the first. */
      days: number;
    }
  | {
      kind: "confirming";
      refundNumber: string;
      attempts: number;
      webhookMissing: boolean;
      /** A send is out and its answer is awaited. */
      inFlight: boolean;
      /** When the desk looks again; null while a send is out, and when it is about to. */
      nextCheck: string | null;
    }
  | { kind: "undecided"; refundNumber: string }
);

/** The gaps in a payment's story at this moment, those that need a person first. */
export function timelineGaps(facts: GapFacts, now: Date): TimelineGap[] {
  return [
    ...facts.refunds.flatMap((refund) => undecided(refund, now)),
    ...facts.refunds.flatMap((refund) => confirming(refund, facts, now)),
    ...facts.cancellations.flatMap((cancellation) => pgWaiting(cancellation, now)),
    ...facts.cancellations.flatMap((cancellation) => webhookMissing(cancellation, facts, now)),
  ];
}

/** When a cancellation was last worth a webhook, or null: PortOne documents none for one that failed. */
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
        !cameSince(first.startedAt, facts.webhooks),
      inFlight,
      nextCheck: !inFlight && checkAt !== null && checkAt > now ? checkAt.toISOString() : null,
      ...age(refund.createdAt, now),
    },
  ];
}

function pgWaiting(cancellation: GapFacts["cancellations"][number], now: Date): TimelineGap[] {
  if (cancellation.status !== "REQUESTED") return [];
  const { id, refundNumber, requestedAt } = cancellation;
  const days = Math.max(0, dayNumber(now) - dayNumber(requestedAt)) + 1;
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
  if ((ended && isOver(at, endedWorthSaying, now)) || cameSince(at, facts.webhooks)) return [];
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

function cameSince(at: Date, webhooks: readonly Date[]): boolean {
  return webhooks.some((came) => came.getTime() >= at.getTime() - clockMargin);
}

function isOver(from: Date, span: number, now: Date): boolean {
  return now.getTime() - from.getTime() >= span;
}

function age(from: Date, now: Date): { since: string; minutes: number } {
  const ms = Math.max(0, now.getTime() - from.getTime());
  return { since: from.toISOString(), minutes: Math.floor(ms / minute) };
}

/** The number of the calendar day in Seoul. */
function dayNumber(instant: Date): number {
  return Math.floor(seoulClock(instant).getTime() / day);
}
