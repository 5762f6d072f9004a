import { describe, expect, test } from "vitest";
import { allRefunds } from "@/tests/support/test-rule";
import {
  type ApprovalRule,
  approvalRuleSchema,
  type RuledRefund,
  ruleOf,
  thresholdsOf,
} from "./approval-rule";
import { type MadeRefund, replayRule } from "./replay";
import { approversFor } from "./threshold";

const rule = (overrides: Partial<ApprovalRule> = {}): ApprovalRule => ({
  id: "1",
  ...allRefunds,
  amountFrom: { KRW: 50_000 },
  ...overrides,
});
const now = new Date("2026-12-01T03:00:00Z");
const day = 86_400_000;
const recently = (ofPerson: number, ofPayment: number) => {
  const amounts = { ofPerson, ofPayment };
  return { 1: amounts, 2: amounts };
};
const refund = (overrides: Partial<RuledRefund> = {}): RuledRefund => ({
  kind: "refund",
  amount: 50_000,
  currency: "KRW",
  method: "CARD",
  pg: "INICIS_V2",
  paidAt: new Date(now.getTime() - 3 * day),
  isOverride: false,
  requester: { id: "operator-1", roleId: "operator" },
  recent: recently(0, 0),
  ...overrides,
});

describe("a rule", () => {
  test.each<[string, Partial<ApprovalRule>, Partial<RuledRefund>, boolean]>([
    ["the amount itself", {}, {}, true],
    ["a unit less", {}, { amount: 49_999 }, false],
    ["a unit less, after a refund of the person", {}, { amount: 49_999, recent: recently(1, 0) }, true],
    ["a unit less, after a refund of the payment", {}, { amount: 49_999, recent: recently(0, 1) }, true],
    [
      "sums of person and payment, which are not added",
      {},
      { amount: 49_998, recent: recently(1, 1) },
      false,
    ],
    ["a currency without an amount", {}, { currency: "USD", amount: 1_000_000 }, false],
    ["a currency that is named as an inherited property", {}, { currency: "constructor" }, false],
    ["any amount", { amountFrom: null }, { amount: 1, currency: "USD" }, true],
    ["an amount from zero", { amountFrom: { KRW: 0 } }, { amount: 1 }, true],
    ["another method", { methods: ["TRANSFER"] }, {}, false],
    ["an unknown method", { methods: ["TRANSFER"] }, { method: null }, true],
    ["another PG", { pgs: ["NICE_V2"] }, {}, false],
    ["an unknown PG", { pgs: ["NICE_V2"] }, { pg: null }, true],
    ["exactly the days", { daysSincePayment: 3 }, {}, true],
    [
      "a millisecond before the days",
      { daysSincePayment: 3 },
      { paidAt: new Date(now.getTime() - 3 * day + 1) },
      false,
    ],
    ["an unknown time of payment", { daysSincePayment: 3 }, { paidAt: null }, true],
    ["an override", { overridesOnly: true }, { isOverride: true }, true],
    ["no override", { overridesOnly: true }, {}, false],
    ["a role", { requesters: { roleIds: ["operator"], personIds: [] } }, {}, true],
    ["a person", { requesters: { roleIds: [], personIds: ["operator-1"] } }, {}, true],
    ["manual refunds only", { kinds: ["manual-refund"] }, {}, false],
    ["both kinds", { kinds: ["refund", "manual-refund"] }, { kind: "manual-refund" }, true],
    ["another role and person", { requesters: { roleIds: ["admin"], personIds: ["admin-1"] } }, {}, false],
  ])("with %s matches as it says", (_, conditions, wanted, isMatch) => {
    expect(ruleOf([rule(conditions)], refund(wanted), now) !== null).toBe(isMatch);
  });

  test("that asks for two holds before one that asks for one; otherwise the first holds", () => {
    const rules = [rule({ id: "a" }), rule({ id: "b", approvers: 2 }), rule({ id: "c", approvers: 2 })];
    expect(ruleOf(rules, refund(), now)?.id).toBe("b");
    expect(ruleOf([rule({ id: "a" }), rule({ id: "d" })], refund(), now)?.id).toBe("a");
    expect(ruleOf([], refund(), now)).toBeNull();
  });

  test.each([
    { amountFrom: {} },
    { amountFrom: { KRW: -1 } },
    { amountFrom: { KRW: 1.5 } },
    { amountFrom: { KRW: 10 ** 16 } },
    { amountFrom: { NONSENSE: 1 } },
    { methods: [] },
    { methods: ["BARTER"] },
    { pgs: [] },
    { daysSincePayment: 0 },
    { requesters: { roleIds: [], personIds: [] } },
    { approvers: 3 },
  ])("is refused with %j", (wrong) => {
    const { id: _, ...conditions } = rule();
    expect(approvalRuleSchema.safeParse({ ...conditions, ...wrong }).success).toBe(false);
  });
});

test("refunds that one person has approved count for a rule that asks for two", () => {
  const rules = [rule({ id: "one" }), rule({ id: "two", amountFrom: { KRW: 90_000 }, approvers: 2 })];
  const recent = { 1: { ofPerson: 0, ofPayment: 0 }, 2: { ofPerson: 80_000, ofPayment: 0 } };
  expect(ruleOf(rules, refund({ amount: 9_999, recent }), now)).toBeNull();
  expect(ruleOf(rules, refund({ amount: 10_000, recent }), now)?.id).toBe("two");
});

test("the thresholds of a person say the same as the rules, for every amount", () => {
  const rules = [
    rule({ amountFrom: { KRW: 30_000 } }),
    rule({ amountFrom: { KRW: 60_000 }, approvers: 2 }),
    rule({ amountFrom: null, overridesOnly: true }),
    rule({ amountFrom: { USD: 1 } }),
  ];
  for (const ofPerson of [0, 10_000, 40_000])
    for (const isOverride of [false, true])
      for (const amount of [1, 19_999, 20_000, 29_999, 30_000, 59_999, 60_000]) {
        const wanted = refund({ amount, isOverride, recent: recently(ofPerson, 0) });
        expect(approversFor(thresholdsOf(rules, wanted, now), amount, isOverride)).toBe(
          ruleOf(rules, wanted, now)?.approvers ?? 0,
        );
      }
});

test("a replay counts the refunds of 24 hours that did not wait together, by person and by payment", () => {
  const { id: _, ...conditions } = rule();
  const made = (
    number: string,
    hours: number,
    amount: number,
    more: Partial<MadeRefund> = {},
  ): MadeRefund => ({
    ...refund({ amount }),
    number,
    paymentId: number,
    at: new Date(now.getTime() + hours * 3_600_000),
    ...more,
  });
  const other = { requester: { id: "operator-2", roleId: "operator" } };
  const waiting = replayRule(conditions, [
    made("R1", 0, 30_000),
    made("R2", 1, 10_000, other),
    made("R3", 2, 20_000),
    made("R4", 3, 40_000, { ...other, paymentId: "R1" }),
    made("R5", 25, 30_000),
    made("R6", 60, 50_000),
  ]);
  expect(waiting.map(({ number }) => number)).toEqual(["R3", "R4", "R6"]);
});
