import type { SetOverride } from "./overrides";
import { type PortonePage, portonePages, type Scope } from "./portone-pages";
import type { About, Rule, Subject } from "./rule";
import type { RuleId } from "./rules";
import type { Deadline } from "./seoul-calendar";

/** `blocked`: documented to be refused. `warning`: may be refused. `unknown`: nothing is documented. */
export type Verdict = "allowed" | "warning" | "blocked" | "unknown";

export type Standing = "not-paid" | "waiting-for-deposit" | "already-cancelled" | "unrecognized" | "v1";

/** Days in `values` are YYYY-MM-DD in Seoul, times ISO instants. */
export type Title =
  | `standing-${Standing}`
  | `deadline-${"open" | "passed" | "usual" | "usual-passed" | "agreeing" | "conflict" | "none" | "unknown" | "stated"}`
  | `next-month-${"agreed" | "ask" | "not-agreed"}`
  | "refusal"
  | `partial-${"allowed" | "refused" | "may-be-refused" | "conflict" | "ask" | "agreed" | "not-agreed" | "unknown"}`
  | `partials-${"left" | "used-up" | "rest"}`
  | `hours-${"open" | "closed"}`
  | `contract-${"agreed" | "ask" | "not-agreed" | "not-needed"}`
  | `fee-${"none" | "on-top" | "kept" | "unknown"}`
  | `arrival-${"today" | "on" | "between" | "from" | "unknown" | "in-form"}`
  | `async-${"always" | "maybe"}`
  | `note-${Subject}`;

export type TitleValues = {
  lastDay?: string;
  days?: number;
  left?: number;
  most?: number;
  time?: string;
  amount?: number;
  from?: string;
  until?: string;
};

export type PolicyLine = {
  topic: Rule["topic"] | "standing";
  verdict: Verdict;
  about: About;
  title: Title;
  values: TitleValues;
  deadline: Deadline | null;
  rule: RuleId | null;
  pages: { key: PortonePage; url: string; scope: Scope }[];
  merchant: { by: string; at: string; note: string } | null;
};

type LineFields = Pick<PolicyLine, "topic" | "verdict" | "title"> &
  Partial<Pick<PolicyLine, "about" | "values" | "deadline">> & {
    by?: { id: RuleId; pages: readonly PortonePage[] } | null;
    set?: SetOverride | undefined;
  };

export function line({
  by = null,
  set,
  about = "every",
  values = {},
  deadline = null,
  ...fields
}: LineFields): PolicyLine {
  return {
    ...fields,
    about,
    values,
    deadline,
    rule: by?.id ?? null,
    pages: (by?.pages ?? []).map((key) => ({ key, ...portonePages[key] })),
    merchant: set === undefined ? null : { by: set.by, at: set.at, note: set.note },
  };
}

export function worst(verdicts: readonly Verdict[]): Verdict {
  return (
    (["blocked", "warning", "unknown"] as const).find((verdict) => verdicts.includes(verdict)) ?? "allowed"
  );
}
