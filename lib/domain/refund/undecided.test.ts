import { describe, expect, test } from "vitest";
import { testCancellation } from "../../../tests/support/test-payment";
import { compare, isCandidate, namingRefusal } from "./undecided";

const refund = { number: "R7F3K2M", knownCancellationIds: ["before"] };

describe("naming a cancellation as this refund's:", () => {
  test.each([
    ["done and without a number", {}, null, null],
    ["still requested", { status: "REQUESTED" }, null, null],
    ["with our number", { reason: "고객 변심 #R7F3K2M" }, null, null],
    ["made in the console, because a person knows why", { trigger: "CONSOLE" }, null, null],
    ["linked to this refund already", {}, "R7F3K2M", null],
    ["linked to another refund", {}, "RAAAAAA", "cancellation-taken"],
    ["with another refund's number", { reason: "고객 변심 #RAAAAAA" }, null, "cancellation-not-this"],
    ["there before the first send", { id: "before" }, null, "cancellation-not-this"],
    ["failed", { status: "FAILED" }, null, "cancellation-failed"],
    ["in an unknown status", { status: "UNRECOGNIZED" }, null, "cancellation-failed"],
  ] as const)("a cancellation %s", (_, overrides, linkedTo, refusal) => {
    expect(namingRefusal(refund, testCancellation(overrides), linkedTo)).toBe(refusal);
  });
  test.each([
    ["c1", null, true],
    ["c1", "R7F3K2M", true],
    ["c1", "RAAAAAA", false],
    ["before", null, false],
  ])("%s, linked to %s, is shown: %s", (id, linkedTo, shown) => {
    expect(isCandidate(refund, id, linkedTo)).toBe(shown);
  });
});

describe("the marks of a cancellation", () => {
  const startedAt = new Date("2026-11-22T05:00:00Z");
  const requested = {
    amount: 10_000,
    taxFreeAmount: 1_000,
    reason: "고객 변심 #R7F3K2M",
    attempts: [
      { startedAt, endedAt: new Date("2026-11-22T05:01:00Z") },
      { startedAt: new Date("2026-11-22T06:00:00Z"), endedAt: new Date("2026-11-22T06:01:00Z") },
    ],
  };
  const equal = testCancellation({
    totalAmount: 10_000,
    taxFreeAmount: 1_000,
    reason: "고객 변심 #R7F3K2M",
    requestedAt: "2026-11-22T05:00:10Z",
  });
  test("agree for an equal cancellation", () => {
    expect(compare(requested, equal)).toEqual({
      amount: "agrees",
      taxFree: "agrees",
      reason: "agrees",
      trigger: "agrees",
      time: "agrees",
    });
  });
  test.each([
    ["another amount", { totalAmount: 9_999 }, { amount: "differs" }],
    ["another tax-free part", { taxFreeAmount: 0 }, { taxFree: "differs" }],
    ["another reason", { reason: "관리자페이지취소" }, { reason: "differs" }],
    ["a reason that was cut", { reason: "고객 변심" }, { reason: "unknown" }],
    ["no reason", { reason: "" }, { reason: "unknown" }],
    ["the console", { trigger: "CONSOLE" }, { trigger: "differs" }],
    ["no trigger", { trigger: null }, { trigger: "unknown" }],
    ["a minute before an attempt", { requestedAt: "2026-11-22T04:59:00Z" }, { time: "agrees" }],
    ["longer before an attempt", { requestedAt: "2026-11-22T04:58:59Z" }, { time: "differs" }],
    ["a minute after its end", { requestedAt: "2026-11-22T05:02:00Z" }, { time: "agrees" }],
    ["between the attempts", { requestedAt: "2026-11-22T05:02:01Z" }, { time: "differs" }],
    ["during the second attempt", { requestedAt: "2026-11-22T06:00:30Z" }, { time: "agrees" }],
  ])("differ or agree for %s", (_, overrides, marks) => {
    expect(compare(requested, { ...equal, ...overrides })).toMatchObject(marks);
  });
  test("are unknown for an amount that PortOne derives itself", () => {
    expect(compare({ ...requested, amount: null }, equal)).toMatchObject({ amount: "unknown" });
  });
});
