import { deadlineRules } from "./deadline-rules";
import { handlingRules } from "./handling-rules";
import { moneyRules } from "./money-rules";
import { partialRules } from "./partial-rules";
import type { PolicyContext } from "./policy-context";
import type { Rule } from "./rule";
import { ruleApplies } from "./where";

export const rules = [...deadlineRules, ...partialRules, ...moneyRules, ...handlingRules] as const;
export type RuleId = (typeof rules)[number]["id"];

type Known = Rule & { id: RuleId };
export type RuleOf<Topic extends Rule["topic"]> = Extract<Known, { topic: Topic }>;

export function rulesFor<Topic extends Rule["topic"]>(topic: Topic, context: PolicyContext): RuleOf<Topic>[] {
  const all: readonly Known[] = rules;
  return all.filter(
    (rule): rule is RuleOf<Topic> =>
      rule.topic === topic && ruleApplies(rule.where, context.payment, context.now),
  );
}
