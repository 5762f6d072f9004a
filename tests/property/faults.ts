// The sandbox's faults as the sequences draw them: faults of a cancel, of a read and of a webhook.
import fc from "fast-check";
import type { FaultInput } from "@/sandbox/control/faults";

/** A fault. With `lie`, PortOne breaks a documented promise: the answer says that nothing was done, but it was done. */
export type RandomFault = { fault: FaultInput; lie: boolean };

/** Returns a fault under which PortOne keeps its documented promises. */
export const honest = (fault: FaultInput): RandomFault => ({ fault, lie: false });
const rejections = [
  [400, "INVALID_REQUEST"],
  [409, "PAYMENT_NOT_PAID"],
  [409, "PAYMENT_ALREADY_CANCELLED"],
  [409, "CANCELLABLE_AMOUNT_CONSISTENCY_BROKEN"],
  [409, "MAX_CANCEL_COUNT_REACHED"],
] as const;
/** Answers without information: a client must not conclude success or failure from them. */
const uninformative = [
  [500, "INTERNAL"],
  [503, "UNAVAILABLE"],
  [429, "TOO_MANY_REQUESTS"],
  [409, "SOMETHING_NEW"],
  [409, "IDEMPOTENCY_OUTSTANDING_REQUEST"],
  [404, "SOMETHING_NEW"],
  [200, "SOMETHING_NEW"],
] as const;
const unauthorized = [
  [401, "UNAUTHORIZED"],
  [403, "FORBIDDEN"],
  [404, "PAYMENT_NOT_FOUND"],
] as const;

/** Faults of a cancel. Silence has a low weight only because it takes long. */
export const cancelFault: fc.Arbitrary<RandomFault> = fc.oneof(
  { weight: 3, arbitrary: fc.constant(honest({ kind: "reset" })) },
  { weight: 4, arbitrary: fc.constant(honest({ kind: "answer-then-drop" })) },
  { weight: 1, arbitrary: fc.constant(honest({ kind: "execute-then-silence" })) },
  { weight: 1, arbitrary: fc.constant(honest({ kind: "silence" })) },
  {
    weight: 3,
    arbitrary: fc
      .record({
        ms: fc.constantFrom(10, 40, 150),
        executeAt: fc.constantFrom("start" as const, "end" as const),
      })
      .map((late) => honest({ kind: "delay", ...late })),
  },
  {
    weight: 4,
    arbitrary: fc
      // The codes mean: nothing happened, may have happened, unknown. Each also comes after an executed cancel.
      .record({ pgCode: fc.constantFrom("8178", "8133", "UNKNOWN-1"), executed: fc.boolean() })
      .map((error) => honest({ kind: "pg-error", ...error })),
  },
  {
    weight: 2,
    arbitrary: fc.boolean().map((executed) => honest({ kind: "html", executed })),
  },
  {
    weight: 2,
    arbitrary: fc
      .record({ answer: fc.constantFrom(...uninformative), executed: fc.boolean() })
      .map(({ answer: [status, type], executed }) =>
        honest({ kind: "status", status, body: { type }, executed }),
      ),
  },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom(...rejections, ...unauthorized)
      .map(([status, type]) => honest({ kind: "status", status, body: { type }, executed: false })),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(...rejections).map(
      ([status, type]): RandomFault => ({
        fault: { kind: "status", status, body: { type }, executed: true },
        lie: true,
      }),
    ),
  },
  { weight: 2, arbitrary: fc.boolean().map((executed) => honest({ kind: "unknown-status", executed })) },
  { weight: 2, arbitrary: fc.boolean().map((executed) => honest({ kind: "malformed", executed })) },
  {
    weight: 4,
    arbitrary: fc
      .option(
        fc.record({
          afterMs: fc.constantFrom(0, 60_000, 7_200_000),
          as: fc.constantFrom("succeed" as const, "fail" as const),
        }),
        { nil: undefined },
      )
      .map((autoSettle) => honest({ kind: "async-cancel", ...(autoSettle ? { autoSettle } : {}) })),
  },
  { weight: 2, arbitrary: fc.constant(honest({ kind: "fail-cancel" })) },
);

export const readFault: fc.Arbitrary<RandomFault> = fc
  .oneof(
    fc.constantFrom<FaultInput>(
      { kind: "reset" },
      { kind: "html" },
      { kind: "malformed" },
      { kind: "delay", ms: 30 },
    ),
    fc.constantFrom<FaultInput>({ kind: "answer-then-drop" }),
    fc
      .constantFrom(...uninformative, ...unauthorized)
      .map(([status, type]): FaultInput => ({ kind: "status", status, body: { type } })),
  )
  .chain((fault) =>
    fc
      .constantFrom(1, 2, 5)
      .map((count) => honest({ ...fault, operation: "getPayment", count } as FaultInput)),
  );

export const webhookFault: fc.Arbitrary<RandomFault> = fc
  .constantFrom<FaultInput>(
    { kind: "webhook-lost" },
    { kind: "webhook-delay", ms: 600_000 },
    { kind: "webhook-twice" },
    { kind: "webhook-out-of-order" },
    { kind: "webhook-before-answer" },
  )
  .map(honest);
