// Which refunds a second person must approve. Rules are settings; the first matching rule that asks for most approvers holds.
import * as z from "zod/mini";
import { minorUnitDigits } from "../money";
import { methodTypes } from "../payment/payment-method";
import { idSchema } from "../text-schema";
import type { ApprovalThreshold } from "./threshold";

export const approvalKinds = ["refund", "manual-refund"] as const;
export type ApprovalKind = (typeof approvalKinds)[number];

export const mostApprovalRules = 50;
const mostRequesters = 200;
const mostPgs = 60;
const mostDays = 3_650;
/** Minor units. */
const mostAmount = 1_000_000_000_000_000;

const amountFrom = z
  .int("amount-not-whole")
  .check(z.gte(0, "amount-negative"), z.lte(mostAmount, "amount-too-large"));

export const approvalRuleSchema = z.object({
  /** What waits: refunds by PortOne, records of manual refunds, or both. */
  kinds: z.array(z.enum(approvalKinds)).check(z.minLength(1, "kinds-missing"), z.maxLength(2)),
  /** From this amount on, in minor units, by currency. Null: every amount in every currency. */
  amountFrom: z.nullable(
    z
      .record(
        z.string().check(z.refine((currency) => minorUnitDigits(currency) !== null, "currency-unknown")),
        amountFrom,
      )
      .check(z.refine((amounts) => Object.keys(amounts).length > 0, "amount-missing")),
  ),
  /** Null: every method. */
  methods: z.nullable(z.array(z.enum(methodTypes)).check(z.minLength(1, "methods-missing"))),
  /** Null: every PG. */
  pgs: z.nullable(z.array(idSchema(60)).check(z.minLength(1, "pgs-missing"), z.maxLength(mostPgs))),
  /** From this many days after the payment on. Null: refunds of every age. */
  daysSincePayment: z.nullable(
    z.int("days-not-whole").check(z.gte(1, "days-not-whole"), z.lte(mostDays, "days-too-many")),
  ),
  /** Only refunds that override the policy. */
  overridesOnly: z.boolean(),
  /** Only requests of these roles or people. Null: everybody's. */
  requesters: z.nullable(
    z
      .object({
        roleIds: z.array(idSchema(100)).check(z.maxLength(mostRequesters)),
        personIds: z.array(idSchema(100)).check(z.maxLength(mostRequesters)),
      })
      .check(
        z.refine(({ roleIds, personIds }) => roleIds.length + personIds.length > 0, "requesters-missing"),
      ),
  ),
  approvers: z.union([z.literal(1), z.literal(2)]),
});
export type RuleConditions = z.infer<typeof approvalRuleSchema>;
export type ApprovalRule = RuleConditions & { id: string };

/** Amounts in minor units of `currency`. */
export type RuledRefund = {
  kind: ApprovalKind;
  amount: number;
  currency: string;
  method: string | null;
  pg: string | null;
  /** Null where nobody knows it. */
  paidAt: Date | null;
  isOverride: boolean;
  requester: { id: string; roleId: string };
  /** By the approvers that a rule asks for: other refunds of the last 24 hours that fewer people have approved. */
  recent: Record<ApproverCount, RecentAmounts>;
};

export type ApproverCount = RuleConditions["approvers"];
/** Minor units in one currency: of the requester, and of the payment. */
export type RecentAmounts = { ofPerson: number; ofPayment: number };

/** Returns the rule that holds: among those that match, the first of those that ask for most approvers. Null: none matches. */
export function ruleOf(rules: readonly ApprovalRule[], refund: RuledRefund, now: Date): ApprovalRule | null {
  const matching = rules.filter((rule) => matches(rule, refund, now));
  return matching.find(({ approvers }) => approvers === 2) ?? matching[0] ?? null;
}

const dayMs = 86_400_000;

/** Returns what the rules ask of refunds whose amount is not known yet. */
export function thresholdsOf(
  rules: readonly ApprovalRule[],
  refund: Omit<RuledRefund, "amount" | "isOverride">,
  now: Date,
): ApprovalThreshold[] {
  return rules.flatMap((rule) => {
    const from = leastAmount(rule, refund);
    if (from === null || !matchesApartFromAmount(rule, refund, now)) return [];
    return [{ from, approvers: rule.approvers, overridesOnly: rule.overridesOnly }];
  });
}

function matches(rule: RuleConditions, refund: RuledRefund, now: Date): boolean {
  const from = leastAmount(rule, refund);
  return (
    from !== null &&
    refund.amount >= from &&
    (!rule.overridesOnly || refund.isOverride) &&
    matchesApartFromAmount(rule, refund, now)
  );
}

/** An unknown method, PG or time of payment matches: a person looks at it. */
function matchesApartFromAmount(
  rule: RuleConditions,
  { kind, method, pg, paidAt, requester }: Omit<RuledRefund, "amount" | "isOverride">,
  now: Date,
): boolean {
  return (
    rule.kinds.includes(kind) &&
    (rule.methods === null || method === null || rule.methods.some((one) => one === method)) &&
    (rule.pgs === null || pg === null || rule.pgs.includes(pg)) &&
    (rule.daysSincePayment === null ||
      paidAt === null ||
      now.getTime() - paidAt.getTime() >= rule.daysSincePayment * dayMs) &&
    (rule.requesters === null ||
      rule.requesters.personIds.includes(requester.id) ||
      rule.requesters.roleIds.includes(requester.roleId))
  );
}

/** Null where the rule is not of the currency. Refunds that are split to stay below the amount are counted together. */
function leastAmount(
  { amountFrom: from, approvers }: RuleConditions,
  { currency, recent }: Pick<RuledRefund, "currency" | "recent">,
): number | null {
  if (from === null) return 0;
  const least = Object.hasOwn(from, currency) ? from[currency] : undefined;
  const { ofPerson, ofPayment } = recent[approvers];
  return least === undefined ? null : Math.max(0, least - Math.max(ofPerson, ofPayment));
}

/** Of the rule as it was shown, so that nobody overwrites a change that they have not seen. */
const revision = z.int().check(z.gte(0), z.lte(1_000_000_000));

export const saveApprovalRuleInput = z.object({
  /** Absent for a new rule. */
  id: z.optional(z.uuid()),
  revision,
  conditions: approvalRuleSchema,
});
export type SaveApprovalRuleInput = z.infer<typeof saveApprovalRuleInput>;
export const deleteApprovalRuleInput = z.object({ id: z.uuid(), revision });
export type DeleteApprovalRuleInput = z.infer<typeof deleteApprovalRuleInput>;
/** `requester-unknown`: a role or a person of the rule is gone. */
export type ApprovalRuleError =
  | "rule-gone"
  | "rule-changed"
  | "rules-too-many"
  | "requester-unknown"
  | "not-permitted";
