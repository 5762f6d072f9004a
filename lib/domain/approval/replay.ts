// What a rule would have asked of refunds that were made.
import { type RuleConditions, type RuledRefund, ruleOf } from "./approval-rule";

export type MadeRefund = Omit<RuledRefund, "recent"> & {
  number: string;
  paymentId: string;
  at: Date;
};

const dayMs = 86_400_000;

/** Returns the refunds that would have waited. `made`: in the order of their requests. */
export function replayRule(conditions: RuleConditions, made: readonly MadeRefund[]): MadeRefund[] {
  const rule = [{ id: "", ...conditions }];
  let first = 0;
  return made.filter((refund, at) => {
    while ((made[first]?.at.getTime() ?? 0) < refund.at.getTime() - dayMs) first += 1;
    const earlier = made.slice(first, at).filter(({ currency }) => currency === refund.currency);
    const recent = {
      ofPerson: sumOf(earlier.filter(({ requester }) => requester.id === refund.requester.id)),
      ofPayment: sumOf(earlier.filter(({ paymentId }) => paymentId === refund.paymentId)),
    };
    return ruleOf(rule, { ...refund, recent }, refund.at) !== null;
  });
}

function sumOf(refunds: readonly MadeRefund[]): number {
  return refunds.reduce((sum, { amount }) => sum + amount, 0);
}
