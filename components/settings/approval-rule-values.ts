// Converts the typed values of the form of a rule of approval.
import {
  type ApprovalKind,
  type ApprovalRule,
  approvalRuleSchema,
  type RuleConditions,
} from "@/lib/domain/approval/approval-rule";
import { readAmount, writeAmount } from "@/lib/domain/parse-amount";
import { err, ok, type Result } from "@/lib/domain/result";
import { countIn } from "./typed-count";

export type RuleValues = {
  approvers: "1" | "2";
  kinds: ApprovalKind[];
  isAnyAmount: boolean;
  amounts: { currency: string; from: string }[];
  methods: string[] | null;
  pgs: string[] | null;
  days: string;
  overridesOnly: boolean;
  /** `role:` or `person:` with the id. Null: everybody. */
  requesters: string[] | null;
};

export type RuleField =
  | "kinds"
  | "methods"
  | "pgs"
  | "days"
  | "requesters"
  | "amounts"
  | `amounts.${number}.from`;
export type RuleProblem = { field: RuleField; code: string };

/** The currency of a new form. */
const usualCurrency = "KRW";

export function ruleValues(rule: ApprovalRule | null): RuleValues {
  const currencies = [...new Set([usualCurrency, ...Object.keys(rule?.amountFrom ?? {})])];
  return {
    approvers: rule?.approvers === 2 ? "2" : "1",
    kinds: rule?.kinds ?? ["refund"],
    isAnyAmount: rule !== null && rule.amountFrom === null,
    amounts: currencies.map((currency) => {
      const from = rule?.amountFrom?.[currency];
      return { currency, from: from === undefined ? "" : writeAmount(from, currency) };
    }),
    methods: rule?.methods ?? null,
    pgs: rule?.pgs ?? null,
    days: rule?.daysSincePayment == null ? "" : String(rule.daysSincePayment),
    overridesOnly: rule?.overridesOnly ?? false,
    requesters:
      rule?.requesters == null
        ? null
        : [
            ...rule.requesters.roleIds.map((id) => `role:${id}`),
            ...rule.requesters.personIds.map((id) => `person:${id}`),
          ],
  };
}

/** Returns the conditions, or the first field that is wrong. */
export function readRule(values: RuleValues): Result<RuleConditions, "rule-unreadable", RuleProblem> {
  const amountFrom: Record<string, number> = {};
  for (const [at, { currency, from }] of values.amounts.entries()) {
    if (values.isAnyAmount || from.trim() === "") continue;
    const read = readAmount(from, currency);
    if (!read.ok) return wrong(`amounts.${at}.from`, read.error.code);
    amountFrom[currency] = read.value;
  }
  const days = values.days.trim() === "" ? null : countIn(values.days);
  const chosen = (kind: "role:" | "person:") =>
    (values.requesters ?? []).filter((one) => one.startsWith(kind)).map((one) => one.slice(kind.length));
  const parsed = approvalRuleSchema.safeParse({
    kinds: values.kinds,
    amountFrom: values.isAnyAmount ? null : amountFrom,
    methods: values.methods,
    pgs: values.pgs,
    daysSincePayment: days,
    overridesOnly: values.overridesOnly,
    requesters:
      values.requesters === null ? null : { roleIds: chosen("role:"), personIds: chosen("person:") },
    approvers: Number(values.approvers),
  });
  if (parsed.success) return ok(parsed.data);
  const [issue] = parsed.error.issues;
  return wrong(fieldOf(String(issue?.path[0])), issue?.message ?? "");
}

function fieldOf(path: string): RuleField {
  switch (path) {
    case "amountFrom":
      return "amounts";
    case "daysSincePayment":
      return "days";
    case "kinds":
    case "methods":
    case "pgs":
      return path;
    default:
      return "requesters";
  }
}

function wrong(field: RuleField, code: string) {
  return err("rule-unreadable" as const, { field, code });
}
