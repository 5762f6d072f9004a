import { describe, expect, test } from "vitest";
import { nextStepApplies, portoneRefusals, readAnswer } from "./failure-readings";
import type { SendResult, UnansweredCause } from "./send-result";

const refusedBy = (type: string, httpStatus = 409): SendResult => ({ kind: "refused", httpStatus, type });
const byPg = (pgCode: string, pgMessage = ""): SendResult => ({
  kind: "pg-refused",
  httpStatus: 502,
  pgCode,
  pgMessage,
});
const unanswered = (cause: UnansweredCause): SendResult => ({ kind: "unanswered", cause });

describe("the reading of an answer", () => {
  test.each([
    ["UNAUTHORIZED", 401, "developer"],
    ["FORBIDDEN", 403, "developer"],
    ["PAYMENT_NOT_FOUND", 404, "developer"],
    ["CANCEL_AMOUNT_EXCEEDS_CANCELLABLE_AMOUNT", 409, "operator"],
    ["MAX_CANCEL_COUNT_REACHED", 409, "portone"],
  ] as const)("%s %d is resolvable by: %s", (type, status, resolvableBy) => {
    expect(portoneRefusals[type]).toBe(status);
    expect(readAnswer(refusedBy(type, status), "KCP_V2")).toEqual({ kind: "portone", type, resolvableBy });
  });
  test("PortOne documents fourteen refusals, and two types that do not say whether money moved", () => {
    expect(Object.keys(portoneRefusals)).toHaveLength(14);
    expect(readAnswer(unanswered("outstanding"), null)).toMatchObject({
      type: "IDEMPOTENCY_OUTSTANDING_REQUEST",
    });
    expect(readAnswer(byPg("X-1", "처리 오류"), "TOSSPAYMENTS")).toMatchObject({
      type: "PG_PROVIDER",
      resolvableBy: "pg",
    });
  });
  test("a PG code is read by the code book of that PG, and is unknown without a PG", () => {
    expect(readAnswer(byPg("8178"), "KCP_V2")).toEqual({
      kind: "pg",
      meaning: "settlement-short",
      resolvableBy: "finance",
    });
    expect(readAnswer(byPg("8178"), "KSNET")).toMatchObject({ type: "PG_PROVIDER" });
    expect(readAnswer(byPg("8178"), null)).toMatchObject({ type: "PG_PROVIDER" });
  });
  test("an undocumented refusal type is read as an unrecognized answer", () => {
    expect(readAnswer(refusedBy("constructor"), null)).toMatchObject({ cause: "unrecognized-answer" });
  });
  test("an unanswered call has a cause, and an answer has no failure", () => {
    expect(readAnswer(unanswered("timeout"), null)).toMatchObject({ kind: "cause", cause: "timeout" });
    expect(
      readAnswer({ kind: "answered", httpStatus: 200, cancellationId: "c", status: "FAILED" }, null),
    ).toBeNull();
  });
});

test.each([
  ["submitting", null, false, unanswered("timeout"), true],
  ["submitting", null, false, byPg("8178"), false],
  ["submitting", null, false, refusedBy("UNAUTHORIZED"), false],
  ["failed", "refused", false, refusedBy("UNAUTHORIZED"), true],
  ["failed", "pg-refused", false, byPg("8178"), true],
  ["failed", "cancellation-failed", false, unanswered("timeout"), false],
  ["failed", "decided", false, byPg("8178"), false],
  ["failed", "refused", true, refusedBy("UNAUTHORIZED"), false],
  ["undecided", "pg-unclear", false, byPg("8178"), false],
  ["succeeded", null, false, refusedBy("UNAUTHORIZED"), false],
] as const)(
  "%s (%s), contradicted %s: the step of %o still applies: %s",
  (state, failure, contradicted, answer, is) => {
    expect(nextStepApplies({ state, failure, contradicted }, answer)).toBe(is);
  },
);
