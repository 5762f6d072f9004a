// The rules are in docs/decisions/001-rules-of-the-refund-ledger.md.
import type { Cancellation, Payment } from "../payment/payment";
import { pollInterval } from "../payment/poll-interval";
import { readPgCode } from "./pg-codes";
import type { RefundState } from "./refund";
import { numberInReason } from "./refund-number";
import type { SendResult } from "./send-result";

const second = 1000;
const minute = 60 * second;

/** PortOne stores idempotency keys for three hours; the margin is ours. */
const resendWindow = { locked: 150 * minute, unlocked: 60 * minute } as const;
/** Milliseconds after which a recorded refund without a send has failed. */
export const unsentAfter = 5 * minute;
const readAfterRefusal = 60 * second;
const pgRereads = [0, minute, 10 * minute] as const;
const madeElsewhere: readonly string[] = ["CONSOLE", "PORTONE_ADMIN", "CHARGEBACK"];
const backOff = [5, 15, 30, 60, 120, 300, 600] as const;

export type AttemptFacts = {
  leaseUntil: Date;
  /** The time of the answer, or of the end of waiting; null while in flight or after a crash. */
  finishedAt: Date | null;
  startedAt: Date;
  outcome: SendResult | null;
};

export type RefundFacts = {
  state: RefundState;
  kind: "full" | "partial";
  number: string;
  pgProvider: string | null;
  createdAt: Date;
  cancellationId: string | null;
  /** A person stopped the requested cancellation, and PortOne shows it as failed or no longer. */
  stopped: boolean;
  expected: { amount: number | null; taxFreeAmount: number };
  hasBalanceLock: boolean;
  encrypted: boolean;
  knownCancellationIds: readonly string[];
  attempts: readonly AttemptFacts[];
};

export type Reading = {
  payment: Payment;
  /** When the reading began, by the database's clock. */
  readAt: Date;
  linkedElsewhere: ReadonlySet<string>;
};

export type Evaluation =
  | {
      kind: "apply-cancellation";
      state: "succeeded" | "pending" | "failed";
      cancellation: Cancellation;
      match: "own" | "number";
    }
  | { kind: "fail"; why: "not-sent" | "refused" | "pg-refused" | "stopped" }
  | { kind: "give-up"; why: "window-over" | "look-alike" | "pg-unclear" | "request-unreadable" }
  | { kind: "resend" }
  | { kind: "wait"; until: Date };

type Match =
  | { kind: "number"; cancellation: Cancellation }
  | { kind: "look-alike"; candidates: Cancellation[] }
  /** `failed`: a cancellation with our number that PortOne recorded as FAILED. */
  | { kind: "clean"; failed: Cancellation | null };

/** Only an equal number at the end of the reason is proof: another client of PortOne may cancel an equal amount. */
export function matchCancellation(refund: RefundFacts, reading: Reading): Match {
  const fresh = reading.payment.cancellations.filter(
    ({ id }) => !refund.knownCancellationIds.includes(id) && !reading.linkedElsewhere.has(id),
  );
  const numbered = fresh.filter(({ reason }) => numberInReason(reason) === refund.number);
  const certain =
    numbered.find(({ status }) => status === "SUCCEEDED") ??
    numbered.findLast(({ status }) => status !== "FAILED");
  if (certain) return { kind: "number", cancellation: certain };
  // A complete number shows that PortOne stores numbers, so a cancellation without a number is not ours.
  const candidates = numbered.length > 0 ? [] : fresh.filter((one) => mayBeOurs(refund, one));
  return candidates.length === 0
    ? { kind: "clean", failed: numbered.at(-1) ?? null }
    : { kind: "look-alike", candidates };
}

/** A cancellation without a number may be ours: PortOne documents no length up to which it stores a reason. */
function mayBeOurs(
  refund: Pick<RefundFacts, "kind" | "expected">,
  {
    reason,
    status,
    trigger,
    totalAmount,
  }: Pick<Cancellation, "reason" | "status" | "trigger" | "totalAmount">,
): boolean {
  return (
    status !== "FAILED" &&
    numberInReason(reason) === null &&
    !madeElsewhere.includes(trigger ?? "") &&
    mayAmountTo(refund, totalAmount)
  );
}

/** A full refund takes what remains: never more than expected, and less if another client's request is pending. */
function mayAmountTo({ kind, expected }: Pick<RefundFacts, "kind" | "expected">, amount: number): boolean {
  if (expected.amount === null) return true;
  return kind === "full" ? amount <= expected.amount : amount === expected.amount;
}

export function isPossibleCancellationOf(
  refund: Pick<RefundFacts, "kind" | "expected" | "number" | "cancellationId" | "knownCancellationIds">,
  cancellation: Pick<Cancellation, "id" | "reason" | "status" | "trigger" | "totalAmount">,
): boolean {
  if (refund.knownCancellationIds.includes(cancellation.id)) return false;
  if (numberInReason(cancellation.reason) === refund.number) return true;
  return refund.cancellationId === null && mayBeOurs(refund, cancellation);
}

/** Returns what a reading proves about an open refund. `now`: by the database's clock. */
export function evaluateRefund(refund: RefundFacts, reading: Reading, now: Date): Evaluation {
  if (refund.state === "pending") return followPending(refund, reading, now);
  const match = matchCancellation(refund, reading);
  if (match.kind === "number") return applyCancellation(match.cancellation, now);
  if (refund.state === "undecided") return evaluateUndecided(refund, reading, match, now);
  return evaluateSubmitting(refund, reading, match, now);
}

/** By the database's clock. Checked under the payment's lock before each send, because a decision may be old. */
export function mayStillSend(
  refund: Pick<RefundFacts, "createdAt" | "hasBalanceLock" | "attempts">,
  now: Date,
): boolean {
  const first = refund.attempts[0];
  if (first === undefined) return now.getTime() < refund.createdAt.getTime() + unsentAfter;
  return (
    now.getTime() <
    first.startedAt.getTime() + (refund.hasBalanceLock ? resendWindow.locked : resendWindow.unlocked)
  );
}

/** Returns milliseconds. */
export function resendDelay(attempts: number): number {
  return (backOff[Math.min(attempts, backOff.length) - 1] ?? backOff[0]) * second;
}

function followPending(refund: RefundFacts, reading: Reading, now: Date): Evaluation {
  const own = reading.payment.cancellations.find(({ id }) => id === refund.cancellationId);
  if (own?.status === "SUCCEEDED")
    return { kind: "apply-cancellation", state: "succeeded", cancellation: own, match: "own" };
  if (refund.stopped) return { kind: "fail", why: "stopped" };
  if (own?.status === "FAILED")
    return { kind: "apply-cancellation", state: "failed", cancellation: own, match: "own" };
  return { kind: "wait", until: new Date(now.getTime() + pollInterval(refund.createdAt, now)) };
}

/** An undecided refund is never sent again, and ends when the obstacle to a decision is gone. */
function evaluateUndecided(refund: RefundFacts, reading: Reading, match: Match, now: Date): Evaluation {
  if (match.kind === "clean" && match.failed) return applyCancellation(match.failed, now);
  const decision = evaluateSubmitting(refund, reading, match, now);
  return decision.kind === "fail" ? decision : waitFor(now, 3600);
}

function evaluateSubmitting(refund: RefundFacts, reading: Reading, match: Match, now: Date): Evaluation {
  const last = refund.attempts.at(-1);
  if (last === undefined) {
    const unsentAt = new Date(refund.createdAt.getTime() + unsentAfter);
    return now >= unsentAt ? { kind: "fail", why: "not-sent" } : { kind: "wait", until: unsentAt };
  }
  if (last.finishedAt === null && now < last.leaseUntil) return { kind: "wait", until: last.leaseUntil };
  const endedAt = last.finishedAt ?? last.leaseUntil;
  const outcome = last.outcome;

  if (outcome?.kind === "pg-refused") {
    const isDefiniteRefusal = readPgCode(refund.pgProvider ?? "", outcome.pgCode) === "did-nothing";
    const readsAt = isDefiniteRefusal ? [refund.attempts.length === 1 ? 0 : readAfterRefusal] : pgRereads;
    return evaluateByRereads(reading, match, endedAt, readsAt, now, isDefiniteRefusal ? "pg-refused" : null);
  }
  if (outcome?.kind === "refused" && coversEarlierAttempts(outcome)) {
    return evaluateByRereads(reading, match, endedAt, [readAfterRefusal], now, "refused");
  }
  return evaluateUnanswered(refund, reading, match, endedAt, now);
}

/** A refusal does not show whether an earlier attempt worked or the PG acted: only a late enough reading does. */
function evaluateByRereads(
  reading: Reading,
  match: Match,
  endedAt: Date,
  readsAt: readonly number[],
  now: Date,
  whenClean: "refused" | "pg-refused" | null,
): Evaluation {
  const due = readsAt.find((delay) => reading.readAt.getTime() < endedAt.getTime() + delay);
  if (due !== undefined) return { kind: "wait", until: new Date(endedAt.getTime() + due + second) };
  if (match.kind === "look-alike") return { kind: "give-up", why: "look-alike" };
  if (match.kind === "clean" && match.failed) return applyCancellation(match.failed, now);
  return whenClean === null ? { kind: "give-up", why: "pg-unclear" } : { kind: "fail", why: whenClean };
}

function evaluateUnanswered(
  refund: RefundFacts,
  reading: Reading,
  match: Match,
  endedAt: Date,
  now: Date,
): Evaluation {
  const first = refund.attempts[0];
  const window = refund.hasBalanceLock ? resendWindow.locked : resendWindow.unlocked;
  const windowEnd = new Date((first?.startedAt.getTime() ?? 0) + window);
  // If PortOne dropped the key early, a repeat would refund again unless the balance lock refuses it. The lock
  // refuses it only after a cancellation has ended: a requested cancellation leaves the balance unchanged.
  const isUnderWay =
    match.kind === "look-alike" && match.candidates.some(({ status }) => status !== "SUCCEEDED");
  const repeatIsSafe = match.kind === "clean" || (refund.hasBalanceLock && !isUnderWay);
  if (refund.encrypted && repeatIsSafe && now < windowEnd) {
    const due = new Date(endedAt.getTime() + resendDelay(refund.attempts.length));
    return now >= due && reading.readAt >= endedAt
      ? { kind: "resend" }
      : { kind: "wait", until: later(due, now) };
  }
  if (reading.readAt < endedAt) return waitFor(now, 1);
  if (refund.encrypted && now < windowEnd) {
    const readAgainAt = new Date(now.getTime() + pollInterval(refund.createdAt, now));
    return { kind: "wait", until: isUnderWay && readAgainAt < windowEnd ? readAgainAt : windowEnd };
  }
  if (match.kind === "look-alike") return { kind: "give-up", why: "look-alike" };
  if (match.kind === "clean" && match.failed) return applyCancellation(match.failed, now);
  return { kind: "give-up", why: refund.encrypted ? "window-over" : "request-unreadable" };
}

/** A secret, a permission or a payment id that fails on a later attempt says nothing about the earlier attempt. */
function coversEarlierAttempts(outcome: Extract<SendResult, { kind: "refused" }>): boolean {
  return ![401, 403, 404].includes(outcome.httpStatus);
}

function applyCancellation(cancellation: Cancellation, now: Date): Evaluation {
  switch (cancellation.status) {
    case "SUCCEEDED":
      return { kind: "apply-cancellation", state: "succeeded", cancellation, match: "number" };
    case "REQUESTED":
      return { kind: "apply-cancellation", state: "pending", cancellation, match: "number" };
    case "FAILED":
      return { kind: "apply-cancellation", state: "failed", cancellation, match: "number" };
    case "UNRECOGNIZED":
      return waitFor(now, 60);
  }
}

function waitFor(now: Date, seconds: number): Evaluation {
  return { kind: "wait", until: new Date(now.getTime() + seconds * second) };
}

function later(a: Date, now: Date): Date {
  return a > now ? a : new Date(now.getTime() + second);
}
