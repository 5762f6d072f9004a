// Every write of a refund's state stores what `transition` returns.
import type { Cancellation, CancellationStatus } from "../payment/payment";
import { type Evaluation, resendDelay } from "./evaluate-refund";
import type { RefundState } from "./refund";
import type { RefundFailureCode } from "./refund-errors";
import type { CancelOutcome, SendFailure, SendResult } from "./send-result";

const transitions: Record<RefundState, readonly RefundState[]> = {
  submitting: ["pending", "succeeded", "failed", "undecided"],
  pending: ["succeeded", "failed"],
  undecided: ["pending", "succeeded", "failed"],
  succeeded: [],
  failed: [],
};

const minute = 60_000;
const readAgainAfter = { pending: minute, undecided: 60 * minute } as const;

export type ChangeSource = "answer" | "own" | "number" | "re-read" | "never-sent" | "time" | "person";

/** PortOne stores neither its last answer nor the PG's. */
export type RefundFailure = { code: string; answer?: SendFailure };

type FollowedState = "pending" | "succeeded" | "failed";

/** `fail`: PortOne did not carry out the refund. `give-up`: only a person can find out. */
export type RefundEvent =
  | { kind: "apply-cancellation"; state: FollowedState; cancellation: Cancellation; by: ChangeSource }
  | { kind: "fail"; code: RefundFailureCode; by: ChangeSource }
  | { kind: "give-up"; code: RefundFailureCode }
  | { kind: "check"; at: Date };

/** A cancellation that PortOne has only accepted is followed to its end. */
export type PersonDecision = {
  kind: "decide";
  decision: "succeeded" | "failed";
  cancellation: { id: string; status: CancellationStatus } | null;
};
type AnyEvent = RefundEvent | PersonDecision;
type MovingEvent = Exclude<AnyEvent, { kind: "check" }>;

export type RefundBefore = {
  state: RefundState;
  cancellationId: string | null;
  attempts: readonly { outcome: SendResult | null }[];
};

export type RefundChange =
  | { kind: "check"; checkAt: Date }
  | {
      kind: "move";
      state: Exclude<RefundState, "submitting">;
      by: ChangeSource;
      cancellationId: string | null;
      failure: RefundFailure | null;
      endedAt: Date | null;
      checkAt: Date | null;
    };

/** Returns null if the event changes nothing: an ended refund never changes. */
export function transition(refund: RefundBefore, event: AnyEvent, at: Date): RefundChange | null {
  if (transitions[refund.state].length === 0) return null;
  if (event.kind === "check") return { kind: "check", checkAt: event.at };
  // Two attempts overlap when a process stalls past its lease: then the refusal of one says nothing about the other.
  if (event.kind === "fail" && event.by === "answer" && refund.attempts.length > 1)
    return { kind: "check", checkAt: at };
  const state = stateAfter(event);
  if (!transitions[refund.state].includes(state)) return null;
  const isOpen = state === "pending" || state === "undecided";
  const code = failureCode(event, state);
  return {
    kind: "move",
    state,
    by: event.kind === "decide" ? "person" : event.kind === "give-up" ? "time" : event.by,
    cancellationId: cancellationAfter(refund, event),
    failure: code === null ? null : failureAfter(code, refund.attempts),
    endedAt: isOpen ? null : at,
    checkAt: isOpen ? new Date(at.getTime() + readAgainAfter[state]) : null,
  };
}

/** A refusal is final on the first attempt only: it proves nothing about an earlier send. */
export function eventOfAnswer(outcome: CancelOutcome, n: number, now: Date): RefundEvent {
  const checkAfter = (ms: number) => ({ kind: "check" as const, at: new Date(now.getTime() + ms) });
  switch (outcome.kind) {
    case "answered":
      return {
        kind: "apply-cancellation",
        state: answeredStates[outcome.cancellation.status],
        cancellation: outcome.cancellation,
        by: "answer",
      };
    case "refused":
      return n > 1 ? checkAfter(61_000) : { kind: "fail", code: "refused", by: "answer" };
    case "pg-refused":
      return checkAfter(0);
    case "unanswered":
      return checkAfter(resendDelay(n));
  }
}

export function eventOfEvaluation(decision: Evaluation, now: Date): RefundEvent {
  switch (decision.kind) {
    case "apply-cancellation":
      return { ...decision, by: decision.match };
    case "fail":
      return { kind: "fail", code: decision.why, by: decision.why === "not-sent" ? "never-sent" : "re-read" };
    case "give-up":
      return { kind: "give-up", code: decision.why };
    case "resend":
      return { kind: "check", at: now };
    case "wait":
      return { kind: "check", at: decision.until };
  }
}

const answeredStates = { SUCCEEDED: "succeeded", REQUESTED: "pending", FAILED: "failed" } as const;

function stateAfter(event: MovingEvent): Exclude<RefundState, "submitting"> {
  switch (event.kind) {
    case "apply-cancellation":
      return event.state;
    case "fail":
      return "failed";
    case "give-up":
      return "undecided";
    case "decide":
      return event.cancellation?.status === "REQUESTED" ? "pending" : event.decision;
  }
}

function cancellationAfter(refund: RefundBefore, event: MovingEvent): string | null {
  if (event.kind === "apply-cancellation") return event.cancellation.id;
  return event.kind === "decide" ? (event.cancellation?.id ?? null) : refund.cancellationId;
}

function failureCode(event: MovingEvent, state: RefundState): RefundFailureCode | null {
  if (event.kind === "fail" || event.kind === "give-up") return event.code;
  if (state !== "failed") return null;
  return event.kind === "decide" ? "decided" : "cancellation-failed";
}

function failureAfter(
  code: RefundFailureCode,
  attempts: readonly { outcome: SendResult | null }[],
): RefundFailure {
  const last = attempts.findLast(({ outcome }) => outcome !== null)?.outcome;
  return last && last.kind !== "answered" ? { code, answer: last } : { code };
}
