import { describe, expect, test } from "vitest";
import { testCancellation, testPayment } from "../../../tests/support/test-payment";
import type { Cancellation } from "../payment/payment";
import {
  type AttemptFacts,
  evaluateRefund,
  matchCancellation,
  mayStillSend,
  type Reading,
  type RefundFacts,
  resendDelay,
} from "./evaluate-refund";

const start = new Date("2026-11-22T00:00:00Z").getTime();
const at = (seconds: number) => new Date(start + seconds * 1000);
const minute = 60;
const hour = 60 * minute;

const attemptAt = (
  seconds: number,
  outcome: AttemptFacts["outcome"],
  endsAfter: number | null = 1,
): AttemptFacts => ({
  startedAt: at(seconds),
  leaseUntil: at(seconds + 105),
  finishedAt: endsAfter === null ? null : at(seconds + endsAfter),
  outcome,
});
const unanswered = { kind: "unanswered", cause: "timeout" } as const;
const refusedBy = (httpStatus: number) =>
  ({ kind: "refused", httpStatus, type: "CANCELLABLE_AMOUNT_CONSISTENCY_BROKEN" }) as const;

/** Codes of KCP's book. */
const pgCodes = { "did-nothing": "8037", "maybe-done": "8133", unknown: "0000" } as const;
const refusedByPg = (reads: keyof typeof pgCodes) =>
  ({ kind: "pg-refused", httpStatus: 502, pgCode: pgCodes[reads], pgMessage: "" }) as const;

const refund = (overrides: Partial<RefundFacts> = {}): RefundFacts => ({
  state: "submitting",
  kind: "partial",
  number: "R2C4E6G",
  pgProvider: "KCP_V2",
  createdAt: at(0),
  cancellationId: null,
  stopped: false,
  expected: { amount: 10_000, taxFreeAmount: 0 },
  hasBalanceLock: true,
  encrypted: true,
  knownCancellationIds: [],
  attempts: [attemptAt(0, unanswered)],
  ...overrides,
});

const reading = (
  seconds: number,
  cancellations: Cancellation[] = [],
  overrides: Partial<Reading> = {},
): Reading => ({
  payment: testPayment({ cancellations }),
  readAt: at(seconds),
  linkedElsewhere: new Set(),
  ...overrides,
});
const ours = (status: Cancellation["status"] = "SUCCEEDED") =>
  testCancellation({ id: "ours", status, reason: "고객 변심 #R2C4E6G" });
const lookAlike = testCancellation({ id: "look-alike", reason: "고객 변심" });
const decide = (facts: RefundFacts, read: Reading, now = read.readAt) => evaluateRefund(facts, read, now);

describe("matchCancellation", () => {
  test("an equal number is proof, whatever the amounts are", () => {
    const odd = testCancellation({ reason: "x #R2C4E6G", totalAmount: 1, trigger: "CONSOLE" });
    expect(matchCancellation(refund(), reading(5, [odd]))).toMatchObject({ kind: "number" });
  });
  test("a cancellation that moved money is preferred to a failed one", () => {
    const match = matchCancellation(refund(), reading(5, [ours(), { ...ours("FAILED"), id: "later" }]));
    expect(match).toMatchObject({ kind: "number", cancellation: { id: "ours" } });
  });
  test("a cancellation with another refund's number is not a candidate", () => {
    expect(
      matchCancellation(refund(), reading(5, [testCancellation({ reason: "x #R9X9X9X" })])),
    ).toMatchObject({ kind: "clean" });
  });
  test("a cancellation from before the first attempt, or of another refund, is not a candidate", () => {
    expect(
      matchCancellation(refund({ knownCancellationIds: ["look-alike"] }), reading(5, [lookAlike])),
    ).toMatchObject({ kind: "clean" });
    const elsewhere = reading(5, [lookAlike], { linkedElsewhere: new Set(["look-alike"]) });
    expect(matchCancellation(refund(), elsewhere)).toMatchObject({ kind: "clean" });
  });
  test.each([
    ["an equal amount", [lookAlike]],
    ["an equal amount and no trigger", [{ ...lookAlike, trigger: null }]],
    ["two of an equal amount", [lookAlike, { ...lookAlike, id: "second" }]],
    ["another tax-free amount", [{ ...lookAlike, taxFreeAmount: 1 }]],
  ])("a cancellation without a number is a look-alike and proves nothing: %s", (_, made) => {
    expect(matchCancellation(refund(), reading(5, made))).toMatchObject({ kind: "look-alike" });
  });
  test.each([
    ["another amount", { ...lookAlike, totalAmount: 9_999 }],
    ["made in the console", { ...lookAlike, trigger: "CONSOLE" }],
    ["a chargeback", { ...lookAlike, trigger: "CHARGEBACK" }],
    ["a failed status", { ...lookAlike, status: "FAILED" as const }],
  ])("a cancellation is ruled out: %s", (_, made) => {
    expect(matchCancellation(refund(), reading(5, [made]))).toMatchObject({ kind: "clean" });
  });
  test("a full refund may have less than the expected amount, and not more", () => {
    const full = refund({ kind: "full" });
    const made = (totalAmount: number) =>
      matchCancellation(full, reading(5, [{ ...lookAlike, totalAmount }]));
    expect([9_999, 10_000, 10_001].map((amount) => made(amount).kind)).toEqual([
      "look-alike",
      "look-alike",
      "clean",
    ]);
  });
  test("without an expected amount no amount rules a cancellation out", () => {
    const unknown = refund({ expected: { amount: null, taxFreeAmount: 0 } });
    const other = reading(5, [{ ...lookAlike, totalAmount: 9_999 }]);
    expect(matchCancellation(unknown, other)).toMatchObject({ kind: "look-alike" });
  });
});

describe("a number ends a refund at once", () => {
  test.each([
    ["SUCCEEDED", "succeeded"],
    ["REQUESTED", "pending"],
  ] as const)("%s -> %s, also while the attempt is in flight", (status, state) => {
    const inFlight = refund({ attempts: [attemptAt(0, null, null)] });
    expect(decide(inFlight, reading(2, [ours(status)]))).toMatchObject({
      kind: "apply-cancellation",
      state,
      match: "number",
    });
  });
  test("an unknown status changes nothing", () => {
    expect(decide(refund(), reading(2, [ours("UNRECOGNIZED")]))).toMatchObject({ kind: "wait" });
  });
});

describe("rule 2: a refund without an attempt", () => {
  const unsent = refund({ attempts: [] });
  test("waits five minutes, then fails as not sent", () => {
    expect(decide(unsent, reading(299))).toEqual({ kind: "wait", until: at(300) });
    expect(decide(unsent, reading(300))).toEqual({ kind: "fail", why: "not-sent" });
  });
});

describe("rule 3: an unanswered attempt", () => {
  test("waits for a lease in flight", () => {
    expect(decide(refund({ attempts: [attemptAt(0, null, null)] }), reading(104))).toEqual({
      kind: "wait",
      until: at(105),
    });
  });
  test("is sent again after a lease that expired without an end, as after a crash", () => {
    expect(decide(refund({ attempts: [attemptAt(0, null, null)] }), reading(111))).toEqual({
      kind: "resend",
    });
  });
  test("waits between sends, longer each time", () => {
    expect(decide(refund(), reading(3))).toEqual({ kind: "wait", until: at(6) });
    expect(decide(refund(), reading(6))).toEqual({ kind: "resend" });
    expect([1, 2, 3, 7, 50].map(resendDelay)).toEqual([5_000, 15_000, 30_000, 600_000, 600_000]);
  });
  test("needs a reading that began after the attempt ended", () => {
    expect(decide(refund(), reading(0.5), at(10))).toMatchObject({ kind: "wait" });
  });
  test("is not ended by a look-alike while the same request can be sent again", () => {
    expect(decide(refund(), reading(10, [lookAlike]))).toEqual({ kind: "resend" });
  });
  test.each(["REQUESTED", "UNRECOGNIZED"] as const)(
    "is not sent again over a look-alike that is %s, which the balance lock does not notice",
    (status) => {
      const underWay = [{ ...lookAlike, status }];
      expect(decide(refund(), reading(10, underWay))).toEqual({ kind: "wait", until: at(70) });
      expect(decide(refund(), reading(149 * minute, underWay))).toEqual({
        kind: "wait",
        until: at(150 * minute),
      });
      expect(decide(refund(), reading(150 * minute, underWay))).toEqual({
        kind: "give-up",
        why: "look-alike",
      });
      expect(decide(refund(), reading(10, [...underWay, lookAlike]))).toMatchObject({ kind: "wait" });
    },
  );
  test("is sent again until two and a half hours after the first attempt, and not later", () => {
    const late = refund({ attempts: [attemptAt(0, unanswered), attemptAt(2 * hour, unanswered)] });
    expect(decide(late, reading(2.5 * hour - 1))).toEqual({ kind: "resend" });
    expect(decide(late, reading(2.5 * hour))).toEqual({ kind: "give-up", why: "window-over" });
  });
  test("is given to a person if a look-alike remains after the window", () => {
    expect(decide(refund(), reading(3 * hour, [lookAlike]))).toEqual({ kind: "give-up", why: "look-alike" });
  });
  test("has a window of one hour without the balance lock", () => {
    const unlocked = refund({ hasBalanceLock: false });
    expect(decide(unlocked, reading(59 * minute))).toEqual({ kind: "resend" });
    expect(decide(unlocked, reading(60 * minute))).toEqual({ kind: "give-up", why: "window-over" });
  });
  test("is not sent again over a look-alike without the balance lock", () => {
    expect(decide(refund({ hasBalanceLock: false }), reading(10, [lookAlike]))).toEqual({
      kind: "wait",
      until: at(60 * minute),
    });
  });
});

describe("rule 4: a refusal after an unanswered attempt", () => {
  const refusedAfter = (httpStatus: number) =>
    refund({ attempts: [attemptAt(0, unanswered), attemptAt(10, refusedBy(httpStatus))] });
  test("fails only by a clean reading a minute later", () => {
    expect(decide(refusedAfter(409), reading(30))).toMatchObject({ kind: "wait" });
    expect(decide(refusedAfter(409), reading(71))).toEqual({ kind: "fail", why: "refused" });
  });
  test("is a success if the first attempt worked", () => {
    expect(decide(refusedAfter(409), reading(12, [ours()]))).toMatchObject({
      kind: "apply-cancellation",
      state: "succeeded",
    });
  });
  test("is given to a person if another client's cancellation could be ours, and fails if none could", () => {
    expect(decide(refusedAfter(409), reading(80, [lookAlike]))).toEqual({
      kind: "give-up",
      why: "look-alike",
    });
    const console = reading(80, [{ ...lookAlike, trigger: "CONSOLE" }]);
    expect(decide(refusedAfter(409), console)).toEqual({ kind: "fail", why: "refused" });
  });
  test.each([401, 403, 404])("with status %d changes nothing", (status) => {
    expect(decide(refusedAfter(status), reading(10 * minute))).toEqual({ kind: "resend" });
  });
});

describe("rule 5: a refusal by the PG", () => {
  const by = (reads: "did-nothing" | "maybe-done" | "unknown", before: AttemptFacts[] = []) =>
    refund({ attempts: [...before, attemptAt(0, refusedByPg(reads))] });
  test("with a code that excludes a refund fails by the next clean reading", () => {
    expect(decide(by("did-nothing"), reading(0.5), at(2))).toMatchObject({ kind: "wait" });
    expect(decide(by("did-nothing"), reading(2))).toEqual({ kind: "fail", why: "pg-refused" });
  });
  test("with such a code after an unanswered attempt needs a reading a minute later", () => {
    const later = by("did-nothing", [attemptAt(-100, unanswered)]);
    expect(decide(later, reading(2))).toMatchObject({ kind: "wait" });
    expect(decide(later, reading(61))).toEqual({ kind: "fail", why: "pg-refused" });
  });
  test.each(["maybe-done", "unknown"] as const)(
    "that is %s is read at 0, 1 and 10 minutes, and never sent again",
    (reads) => {
      expect(decide(by(reads), reading(1))).toEqual({ kind: "wait", until: at(62) });
      expect(decide(by(reads), reading(62))).toEqual({ kind: "wait", until: at(602) });
      expect(decide(by(reads), reading(602))).toEqual({ kind: "give-up", why: "pg-unclear" });
      expect(decide(by(reads), reading(2, [ours()]))).toMatchObject({
        kind: "apply-cancellation",
        state: "succeeded",
      });
    },
  );
});

describe("rule 8: a request that cannot be decrypted", () => {
  test("is never sent: the number decides, otherwise a person", () => {
    const decrypted = refund({ encrypted: false });
    expect(decide(decrypted, reading(10))).toEqual({ kind: "give-up", why: "request-unreadable" });
    expect(decide(decrypted, reading(10, [lookAlike]))).toEqual({ kind: "give-up", why: "look-alike" });
    expect(decide(decrypted, reading(10, [ours()]))).toMatchObject({
      kind: "apply-cancellation",
      match: "number",
    });
  });
});

describe("pending and undecided", () => {
  const pending = refund({ state: "pending", cancellationId: "ours" });
  test.each([
    ["SUCCEEDED", "succeeded"],
    ["FAILED", "failed"],
  ] as const)("a pending refund ends with its own cancellation: %s", (status, state) => {
    expect(decide(pending, reading(100, [ours(status)]))).toMatchObject({
      kind: "apply-cancellation",
      state,
      match: "own",
    });
  });
  test("another cancellation does not end a pending refund", () => {
    expect(decide(pending, reading(100, [ours("REQUESTED"), lookAlike]))).toMatchObject({ kind: "wait" });
    expect(decide(pending, reading(100, []))).toMatchObject({ kind: "wait" });
  });
  test("an undecided refund is ended by later evidence and never sent again", () => {
    const undecided = refund({ state: "undecided" });
    expect(decide(undecided, reading(10))).toMatchObject({ kind: "wait" });
    expect(decide(undecided, reading(10, [ours()]))).toMatchObject({
      kind: "apply-cancellation",
      match: "number",
    });
    expect(decide(undecided, reading(10, [lookAlike]))).toMatchObject({ kind: "wait" });
  });
  test("an undecided refund fails once the look-alike that kept it open is ruled out", () => {
    const undecided = refund({
      state: "undecided",
      attempts: [attemptAt(0, unanswered), attemptAt(10, refusedBy(409))],
    });
    const requested = { ...lookAlike, status: "REQUESTED" as const };
    expect(decide(undecided, reading(100, [requested]))).toMatchObject({ kind: "wait" });
    const failed = { ...lookAlike, status: "FAILED" as const };
    expect(decide(undecided, reading(100, [failed]))).toEqual({ kind: "fail", why: "refused" });
  });
});

describe("a cancellation with our number that PortOne recorded as failed", () => {
  const failed = ours("FAILED");
  test("changes nothing while a send may be in flight or can be repeated", () => {
    expect(decide(refund({ attempts: [attemptAt(0, null, null)] }), reading(2, [failed]))).toMatchObject({
      kind: "wait",
    });
    expect(decide(refund(), reading(10, [failed]))).toEqual({ kind: "resend" });
  });
  test("ends the refund if no send is left, without a person", () => {
    expect(decide(refund(), reading(3 * hour, [failed]))).toMatchObject({
      kind: "apply-cancellation",
      state: "failed",
    });
    expect(decide(refund({ state: "undecided" }), reading(10, [failed]))).toMatchObject({
      kind: "apply-cancellation",
      state: "failed",
    });
  });
  test("shows that PortOne stores the number, so that no other cancellation is a look-alike", () => {
    const both = reading(3 * hour, [failed, lookAlike]);
    expect(matchCancellation(refund(), both)).toMatchObject({ kind: "clean", failed: { id: "ours" } });
    expect(decide(refund(), both)).toMatchObject({ kind: "apply-cancellation", state: "failed" });
  });
  test("is accepted after an unclear PG refusal only at the last of the three readings", () => {
    const unclear = refund({ attempts: [attemptAt(0, refusedByPg("maybe-done"))] });
    expect(decide(unclear, reading(2, [failed]))).toMatchObject({ kind: "wait" });
    expect(decide(unclear, reading(602, [failed]))).toMatchObject({
      kind: "apply-cancellation",
      state: "failed",
    });
  });
});

describe("whether a refund may still be sent", () => {
  test("a first send is allowed for five minutes, a repeat for the life of the key", () => {
    const unsent = refund({ attempts: [] });
    expect([299, 300].map((seconds) => mayStillSend(unsent, at(seconds)))).toEqual([true, false]);
    expect([2.5 * hour - 1, 2.5 * hour].map((seconds) => mayStillSend(refund(), at(seconds)))).toEqual([
      true,
      false,
    ]);
    const unlocked = refund({ hasBalanceLock: false });
    expect([hour - 1, hour].map((seconds) => mayStillSend(unlocked, at(seconds)))).toEqual([true, false]);
  });
});
