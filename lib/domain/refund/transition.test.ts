import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { testCancellation } from "@/tests/support/test-payment";
import { openRefundStates, type RefundState, refundStates } from "./refund";
import type { SendResult } from "./send-result";
import {
  eventOfAnswer,
  eventOfEvaluation,
  type PersonDecision,
  type RefundEvent,
  transition,
} from "./transition";

const at = new Date("2026-05-04T03:00:00Z");
const later = new Date("2026-05-04T03:05:00Z");
const cancellation = testCancellation({ id: "cancellation-7" });
const refused: SendResult = { kind: "refused", httpStatus: 409, type: "PAYMENT_NOT_PAID" };
const answered: SendResult = { kind: "answered", httpStatus: 200, cancellationId: "c", status: "SUCCEEDED" };

function refund(state: RefundState, attempts: readonly (SendResult | null)[] = [null]) {
  return { state, cancellationId: null, attempts: attempts.map((outcome) => ({ outcome })) };
}

const events = {
  succeeded: { kind: "apply-cancellation", state: "succeeded", cancellation, by: "number" },
  pending: { kind: "apply-cancellation", state: "pending", cancellation, by: "answer" },
  "cancellation failed": { kind: "apply-cancellation", state: "failed", cancellation, by: "own" },
  "not sent": { kind: "fail", code: "not-sent", by: "never-sent" },
  "window over": { kind: "give-up", code: "window-over" },
  wait: { kind: "check", at: later },
  "decided as succeeded": { kind: "decide", decision: "succeeded", cancellation: null },
  "decided as failed": { kind: "decide", decision: "failed", cancellation: null },
} satisfies Record<string, RefundEvent | PersonDecision>;

/** The state after each event, by the state before; `stays` for a check, null where the event changes nothing. */
const expected: Record<RefundState, Record<keyof typeof events, RefundState | "stays" | null>> = {
  submitting: {
    succeeded: "succeeded",
    pending: "pending",
    "cancellation failed": "failed",
    "not sent": "failed",
    "window over": "undecided",
    wait: "stays",
    "decided as succeeded": "succeeded",
    "decided as failed": "failed",
  },
  pending: {
    succeeded: "succeeded",
    pending: null,
    "cancellation failed": "failed",
    "not sent": "failed",
    "window over": null,
    wait: "stays",
    "decided as succeeded": "succeeded",
    "decided as failed": "failed",
  },
  undecided: {
    succeeded: "succeeded",
    pending: "pending",
    "cancellation failed": "failed",
    "not sent": "failed",
    "window over": null,
    wait: "stays",
    "decided as succeeded": "succeeded",
    "decided as failed": "failed",
  },
  succeeded: nothing(),
  failed: nothing(),
};

function nothing() {
  return Object.fromEntries(Object.keys(events).map((name) => [name, null])) as Record<
    keyof typeof events,
    null
  >;
}

describe.each(refundStates)("a refund that is %s", (state) => {
  test.each(Object.keys(events) as (keyof typeof events)[])("after %s", (name) => {
    const change = transition(refund(state), events[name], at);
    expect(change === null ? null : change.kind === "check" ? "stays" : change.state).toBe(
      expected[state][name],
    );
  });
});

test("an ended refund has the time of its end and is not read again; an open one has the time of its next reading", () => {
  const attempts = fc.array(fc.constantFrom(null, refused, answered), { maxLength: 4 });
  fc.assert(
    fc.property(
      fc.constantFrom(...openRefundStates),
      attempts,
      fc.constantFrom(...Object.values(events)),
      (state, outcomes, event) => {
        const change = transition(refund(state, outcomes), event, at);
        if (change === null) return;
        if (change.kind === "check") {
          expect(change.checkAt.getTime()).toBeGreaterThanOrEqual(at.getTime());
          return;
        }
        const isEnded = change.state === "succeeded" || change.state === "failed";
        expect(change.endedAt).toEqual(isEnded ? at : null);
        expect(change.checkAt === null).toBe(isEnded);
        expect(change.failure === null).toBe(change.state === "succeeded" || change.state === "pending");
      },
    ),
  );
});

test("a refusal ends a refund only if no other attempt was made", () => {
  const refusal = { kind: "fail", code: "refused", by: "answer" } as const;
  expect(transition(refund("submitting", [refused]), refusal, at)).toMatchObject({
    state: "failed",
    failure: { code: "refused", answer: refused },
  });
  expect(transition(refund("submitting", [null, refused]), refusal, at)).toEqual({
    kind: "check",
    checkAt: at,
  });
  expect(eventOfAnswer({ kind: "refused", httpStatus: 409, type: "x" }, 1, at).kind).toBe("fail");
  expect(eventOfAnswer({ kind: "refused", httpStatus: 409, type: "x" }, 2, at).kind).toBe("check");
});

test("a failure keeps the last answer that was not a cancellation", () => {
  const after = (outcomes: readonly (SendResult | null)[]) =>
    transition(refund("undecided", outcomes), events["decided as failed"], at);
  expect(after([refused, null])).toMatchObject({ failure: { code: "decided", answer: refused } });
  expect(after([refused, answered])).toMatchObject({ failure: { code: "decided" } });
  expect(after([])).toMatchObject({ failure: { code: "decided" } });
});

test("a person's decision with an accepted cancellation follows that cancellation", () => {
  const named = { id: cancellation.id, status: "REQUESTED" } as const;
  expect(
    transition(refund("undecided"), { kind: "decide", decision: "succeeded", cancellation: named }, at),
  ).toEqual({
    kind: "move",
    state: "pending",
    by: "person",
    cancellationId: cancellation.id,
    failure: null,
    endedAt: null,
    checkAt: new Date("2026-05-04T03:01:00Z"),
  });
});

test("each decision by a reading has its event", () => {
  expect(
    eventOfEvaluation({ kind: "apply-cancellation", state: "pending", cancellation, match: "number" }, at),
  ).toMatchObject({
    kind: "apply-cancellation",
    by: "number",
  });
  expect(eventOfEvaluation({ kind: "fail", why: "not-sent" }, at)).toMatchObject({ by: "never-sent" });
  expect(eventOfEvaluation({ kind: "fail", why: "pg-refused" }, at)).toMatchObject({ by: "re-read" });
  expect(eventOfEvaluation({ kind: "resend" }, at)).toEqual({ kind: "check", at });
  expect(eventOfEvaluation({ kind: "wait", until: later }, at)).toEqual({ kind: "check", at: later });
});
