// What a rule would have asked of refunds that were made.
import { type RuleConditions, type RuledRefund, ruleOf } from "./approval-rule";

export type MadeRefund = Omit<RuledRefund, "recent"> & {
  number: string | null;
  paymentId: string;
  at: Date;
};

const dayMs = 86_400_000;

/** Returns the refunds that would have waited. `made`: in the order of their requests. */
export function replayRule(conditions: RuleConditions, made: readonly MadeRefund[]): MadeRefund[] {
  const rule = [{ id: "", ...conditions }];
  const waiting: MadeRefund[] = [];
  const others: MadeRefund[] = [];
  /** Amounts of `others` in the last 24 hours, by person and by payment. */
  const sums = new Map<string, number>();
  const add = (refund: MadeRefund, amount: number) => {
    for (const key of keysOf(refund)) sums.set(key, (sums.get(key) ?? 0) + amount);
  };
  let first = 0;
  for (const refund of made) {
    for (let old = others[first]; old !== undefined && isOlder(old, refund); old = others[first]) {
      add(old, -old.amount);
      first += 1;
    }
    const [ofPerson = 0, ofPayment = 0] = keysOf(refund).map((key) => sums.get(key));
    const amounts = { ofPerson, ofPayment };
    if (ruleOf(rule, { ...refund, recent: { 1: amounts, 2: amounts } }, refund.at) !== null) {
      waiting.push(refund);
      continue;
    }
    others.push(refund);
    add(refund, refund.amount);
  }
  return waiting;
}

function isOlder(one: MadeRefund, refund: MadeRefund): boolean {
  return one.at.getTime() < refund.at.getTime() - dayMs;
}

function keysOf({ requester, paymentId, currency }: MadeRefund): [person: string, payment: string] {
  return [`person ${currency} ${requester.id}`, `payment ${currency} ${paymentId}`];
}
