import { describe, expect, test } from "vitest";
import type { ApprovalRule } from "@/lib/domain/approval/approval-rule";
import { type RuleValues, readRule, ruleValues } from "./approval-rule-values";

const rule: ApprovalRule = {
  id: "6f1b1f0a-6c55-4f6e-9d53-0d2f2c1f4a11",
  kinds: ["refund", "manual-refund"],
  amountFrom: { KRW: 300_000, USD: 10_050 },
  methods: ["CARD"],
  pgs: ["NICE_V2"],
  daysSincePayment: 30,
  overridesOnly: true,
  requesters: { roleIds: ["operator"], personIds: ["a:b"] },
  approvers: 2,
};
const blank = ruleValues(null);
const read = (values: Partial<RuleValues>) => readRule({ ...blank, ...values });
const krw = (from: string) => ({ amounts: [{ currency: "KRW", from }] });

describe("the form of a rule", () => {
  test.each<ApprovalRule>([
    rule,
    {
      ...rule,
      amountFrom: null,
      methods: null,
      pgs: null,
      daysSincePayment: null,
      requesters: null,
      approvers: 1,
    },
  ])("reads back what it shows: %j", (shown) => {
    const { id: _, ...conditions } = shown;
    expect(readRule(ruleValues(shown))).toEqual({ ok: true, value: conditions });
  });

  test.each([
    ["300,000", 300_000],
    ["300000원", 300_000],
    ["３０００００", 300_000],
  ])("reads %j", (typed, from) => {
    expect(read(krw(typed))).toMatchObject({ value: { amountFrom: { KRW: from } } });
  });

  test.each<[Partial<RuleValues>, string, string]>([
    [{}, "amounts", "amount-missing"],
    [krw("만원"), "amounts.0.from", "amount-not-number"],
    [krw("1.5"), "amounts.0.from", "amount-no-decimals"],
    [{ isAnyAmount: true, days: "0" }, "days", "days-not-whole"],
    [{ isAnyAmount: true, days: "열흘" }, "days", "days-not-whole"],
    [{ isAnyAmount: true, days: "1.5" }, "days", "days-not-whole"],
    [{ isAnyAmount: true, kinds: [] }, "kinds", "kinds-missing"],
    [{ isAnyAmount: true, methods: [] }, "methods", "methods-missing"],
    [{ isAnyAmount: true, pgs: [] }, "pgs", "pgs-missing"],
    [{ isAnyAmount: true, requesters: [] }, "requesters", "requesters-missing"],
  ])("says what is wrong with %j", (values, field, code) => {
    expect(read(values)).toEqual({ ok: false, error: { code: "rule-unreadable", detail: { field, code } } });
  });
});
