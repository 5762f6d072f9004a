import { line, type PolicyLine, type Title, type Verdict } from "./line";
import { contractWith, type DeadlineMethod, deadlineMethods, ownDeadline, periodOf } from "./overrides";
import type { PolicyContext } from "./policy-context";
import type { Where } from "./rule";
import { type RuleOf, rulesFor } from "./rules";
import { type Deadline, deadlineOf, openingHours } from "./seoul-calendar";
import { ruleApplies } from "./where";

type DeadlineRule = RuleOf<"deadline">;
type Dated = { rule: DeadlineRule; deadline: Deadline };

export function deadlineLines(context: PolicyContext): PolicyLine[] {
  const found = mostSpecific(rulesFor("deadline", context));
  const own = ownDeadlineOf(context);
  const unknown = line({
    topic: "deadline",
    verdict: "unknown",
    title: "deadline-unknown",
    by: found[0] ?? null,
  });
  if (context.payment.paidAt === null) return [unknown];
  const paidAt = new Date(context.payment.paidAt);

  if (own !== null) {
    const within = periodOf(own.value.within);
    const by = found[0] ?? null;
    if (within === null)
      return [line({ topic: "deadline", verdict: "allowed", title: "deadline-none", by, set: own.set })];
    return [deadlineLine(deadlineOf(paidAt, within, context.now), "refuses", by, own.set)];
  }
  const dated = found.flatMap((rule): Dated[] =>
    rule.within === null ? [] : [{ rule, deadline: deadlineOf(paidAt, rule.within, context.now) }],
  );
  const [first] = dated
    .filter(({ rule, deadline }) => rule.firmness === "refuses" && deadline.daysLeft < 0)
    .concat(dated.toSorted((a, b) => a.deadline.endsAt.localeCompare(b.deadline.endsAt)));
  if (first !== undefined) {
    const { rule, deadline } = first;
    if (deadline.daysLeft < 0 && rulesMonth(rule)) return [afterTheMonth(context, rule, deadline)];
    return [deadlineLine(deadline, rule.firmness, rule)];
  }
  const [none] = found;
  return none === undefined
    ? [unknown]
    : [line({ topic: "deadline", verdict: "allowed", title: "deadline-none", by: none })];
}

/** A PG's own deadline takes precedence over the general deadline of a method, unless the general one refuses. */
function mostSpecific(found: readonly DeadlineRule[]): DeadlineRule[] {
  const isOwn = ({ where }: { where: Where }) => where.pgs !== undefined;
  return found.some(isOwn) ? found.filter((rule) => isOwn(rule) || rule.firmness === "refuses") : [...found];
}

export function refusalLines(context: PolicyContext): PolicyLine[] {
  const refusals = rulesFor("refusal", context).map((rule) =>
    line({ topic: "refusal", verdict: "blocked", title: "refusal", by: rule }),
  );
  const hours = rulesFor("hours", context).map((rule) => {
    const { open, changesAt } = openingHours(rule.hours, context.now);
    return line({
      topic: "hours",
      verdict: open ? "allowed" : "blocked",
      title: open ? "hours-open" : "hours-closed",
      values: { time: changesAt },
      by: rule,
    });
  });
  return [...refusals, ...hours];
}

export function contractLines(context: PolicyContext): PolicyLine[] {
  return rulesFor("contract", context).map((rule) => {
    if (!rule.needed)
      return line({ topic: "contract", verdict: "allowed", title: "contract-not-needed", by: rule });
    const { state, verdict, set } = agreed(context, rule);
    return line({ topic: "contract", verdict, title: `contract-${state}`, by: rule, set });
  });
}

export function agreed(context: PolicyContext, rule: { contract: RuleOf<"contract">["contract"] }) {
  const own = contractWith(context.overrides, rule.contract, context.pg);
  if (own === null) return { state: "ask", verdict: "warning", set: undefined } as const;
  return own.value.has
    ? ({ state: "agreed", verdict: "allowed", set: own.set } as const)
    : ({ state: "not-agreed", verdict: "blocked", set: own.set } as const);
}

const titles: Record<DeadlineRule["firmness"], [open: Title, passed: Title, afterwards: Verdict]> = {
  refuses: ["deadline-open", "deadline-passed", "blocked"],
  "may-refuse": ["deadline-usual", "deadline-usual-passed", "warning"],
  "documents-conflict": ["deadline-agreeing", "deadline-conflict", "warning"],
};

function deadlineLine(
  deadline: Deadline,
  firmness: DeadlineRule["firmness"],
  by: DeadlineRule | null,
  set?: NonNullable<ReturnType<typeof ownDeadline>>["set"],
): PolicyLine {
  const [open, passed, afterwards] = titles[firmness];
  const isOpen = deadline.daysLeft >= 0;
  return line({
    topic: "deadline",
    verdict: isOpen ? "allowed" : afterwards,
    title: isOpen ? open : passed,
    values: { lastDay: deadline.lastDay, days: Math.abs(deadline.daysLeft) },
    deadline,
    by,
    set,
  });
}

function rulesMonth(rule: DeadlineRule): boolean {
  return rule.within !== null && "month" in rule.within;
}

function afterTheMonth(context: PolicyContext, rule: DeadlineRule, deadline: Deadline): PolicyLine {
  const [offer] = rulesFor("next-month", context);
  const { state, verdict, set } = agreed(context, { contract: "mobile-next-month" });
  if (offer === undefined && state !== "agreed") return deadlineLine(deadline, rule.firmness, rule);
  return line({
    topic: "next-month",
    verdict,
    title: `next-month-${state}`,
    deadline,
    by: offer ?? rule,
    set,
  });
}

function ownDeadlineOf(context: PolicyContext): ReturnType<typeof ownDeadline> {
  const type = deadlineMethods.find((known) => known === context.payment.method?.type);
  const byCard = ruleApplies({ paidBy: "CARD" }, context.payment, context.now);
  const methods: DeadlineMethod[] = [
    ...(type === undefined ? [] : [type]),
    ...(byCard ? (["CARD"] as const) : []),
  ];
  return ownDeadline(context.overrides, methods, context.pg);
}
