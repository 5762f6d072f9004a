// Until when, and whether it is open now.
import type { Asked } from "./asked";
import { line, type PolicyLine, type Title, type Verdict } from "./line";
import { contractWith, type DeadlineMethod, deadlineMethods, ownDeadline, periodOf } from "./overrides";
import type { Where } from "./rule";
import { type RuleOf, rulesFor } from "./rules";
import { type Deadline, deadlineOf, openingHours } from "./seoul-calendar";
import { holdsFor } from "./where";

type DeadlineRule = RuleOf<"deadline">;
type Dated = { rule: DeadlineRule; deadline: Deadline };

/** The deadline, and what there is after it. */
export function deadlineLines(asked: Asked): PolicyLine[] {
  const found = mostSpecific(rulesFor("deadline", asked));
  const own = ownDeadlineOf(asked);
  const unknown = line({
    topic: "deadline",
    verdict: "unknown",
    title: "deadline-unknown",
    by: found[0] ?? null,
  });
  if (asked.payment.paidAt === null) return [unknown];
  const paidAt = new Date(asked.payment.paidAt);

  if (own !== null) {
    const within = periodOf(own.value.within);
    const by = found[0] ?? null;
    if (within === null)
      return [line({ topic: "deadline", verdict: "allowed", title: "deadline-none", by, set: own.set })];
    return [said(deadlineOf(paidAt, within, asked.now), "refuses", by, own.set)];
  }
  const dated = found.flatMap((rule): Dated[] =>
    rule.within === null ? [] : [{ rule, deadline: deadlineOf(paidAt, rule.within, asked.now) }],
  );
  const [first] = dated
    .filter(({ rule, deadline }) => rule.firmness === "refuses" && deadline.daysLeft < 0)
    .concat(dated.toSorted((a, b) => a.deadline.endsAt.localeCompare(b.deadline.endsAt)));
  if (first !== undefined) {
    const { rule, deadline } = first;
    if (deadline.daysLeft < 0 && rulesMonth(rule)) return [afterTheMonth(asked, rule, deadline)];
    return [said(deadline, rule.firmness, rule)];
  }
  const [none] = found;
  return none === undefined
    ? [unknown]
    : [line({ topic: "deadline", verdict: "allowed", title: "deadline-none", by: none })];
}

/** A PG's own deadline goes before what the documents say of a method in general, unless that refuses. */
function mostSpecific(found: readonly DeadlineRule[]): DeadlineRule[] {
  const isOwn = ({ where }: { where: Where }) => where.pgs !== undefined;
  return found.some(isOwn) ? found.filter((rule) => isOwn(rule) || rule.firmness === "refuses") : [...found];
}

/** What is refused whatever is asked, and the hours in which the PG works. */
export function refusalLines(asked: Asked): PolicyLine[] {
  const refusals = rulesFor("refusal", asked).map((rule) =>
    line({ topic: "refusal", verdict: "blocked", title: "refusal", by: rule }),
  );
  const hours = rulesFor("hours", asked).map((rule) => {
    const { open, changesAt } = openingHours(rule.hours, asked.now);
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

/** The contract without which the PG pays nothing back to an account. */
export function contractLines(asked: Asked): PolicyLine[] {
  return rulesFor("contract", asked).map((rule) => {
    if (!rule.needed)
      return line({ topic: "contract", verdict: "allowed", title: "contract-not-needed", by: rule });
    const { state, verdict, set } = agreed(asked, rule);
    return line({ topic: "contract", verdict, title: `contract-${state}`, by: rule, set });
  });
}

/** What the merchant says of a rule's contract, and what follows from it. */
export function agreed(asked: Asked, rule: { contract: RuleOf<"contract">["contract"] }) {
  const own = contractWith(asked.overrides, rule.contract, asked.pg);
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

function said(
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

/** After the month of a mobile payment some PGs pay to an account, where it is agreed. */
function afterTheMonth(asked: Asked, rule: DeadlineRule, deadline: Deadline): PolicyLine {
  const [offer] = rulesFor("next-month", asked);
  const { state, verdict, set } = agreed(asked, { contract: "mobile-next-month" });
  if (offer === undefined && state !== "agreed") return said(deadline, rule.firmness, rule);
  return line({
    topic: "next-month",
    verdict,
    title: `next-month-${state}`,
    deadline,
    by: offer ?? rule,
    set,
  });
}

function ownDeadlineOf(asked: Asked): ReturnType<typeof ownDeadline> {
  const type = deadlineMethods.find((known) => known === asked.payment.method?.type);
  const byCard = holdsFor({ paidBy: "CARD" }, asked.payment, asked.now);
  const methods: DeadlineMethod[] = [
    ...(type === undefined ? [] : [type]),
    ...(byCard ? (["CARD"] as const) : []),
  ];
  return ownDeadline(asked.overrides, methods, asked.pg);
}
