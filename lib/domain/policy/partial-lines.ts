import { agreed } from "./deadline-lines";
import { line, type PolicyLine, type Title, type Verdict } from "./line";
import { contractWith } from "./overrides";
import type { PolicyContext } from "./policy-context";
import { type RuleOf, rulesFor } from "./rules";

const outcomes: Record<RuleOf<"partial">["outcome"], [Verdict, Title]> = {
  allowed: ["allowed", "partial-allowed"],
  refuses: ["blocked", "partial-refused"],
  "may-refuse": ["warning", "partial-may-be-refused"],
  "documents-conflict": ["warning", "partial-conflict"],
};

export function partialLines(context: PolicyContext): PolicyLine[] {
  const lines = rulesFor("partial", context).map((rule) => partialLine(context, rule));
  const blocked = lines.filter(({ verdict }) => verdict === "blocked");
  const doubtful = lines.filter(({ verdict }) => verdict === "warning");
  const allowed = lines.filter(({ verdict }) => verdict === "allowed");
  const own = contractWith(context.overrides, "partial-cancel", context.pg);
  const known = [
    ...(blocked.length > 0 ? blocked : doubtful.length > 0 ? doubtful : allowed.slice(-1)),
    ...countLines(context),
  ];
  if (lines.length > 0) return known;
  const state = own === null ? "unknown" : own.value.has ? "agreed" : "not-agreed";
  const verdict = { unknown: "unknown", agreed: "allowed", "not-agreed": "blocked" } as const;
  return [
    line({
      topic: "partial",
      verdict: verdict[state],
      about: "part",
      title: `partial-${state}`,
      set: own?.set,
    }),
  ];
}

function partialLine(context: PolicyContext, rule: RuleOf<"partial">): PolicyLine {
  if (rule.contract !== undefined) {
    const { state, verdict, set } = agreed(context, { contract: rule.contract });
    if (state !== "ask")
      return line({ topic: "partial", verdict, about: "part", title: `partial-${state}`, by: rule, set });
    const title = rule.outcome === "documents-conflict" ? "partial-conflict" : "partial-ask";
    return line({ topic: "partial", verdict, about: "part", title, by: rule });
  }
  const [verdict, title] = outcomes[rule.outcome];
  return line({ topic: "partial", verdict, about: "part", title, by: rule });
}

/** Whether the rest counts as one more partial cancel is not documented. */
function countLines(context: PolicyContext): PolicyLine[] {
  return rulesFor("partial-count", context).flatMap((rule) => {
    const done = context.payment.cancellations.filter(({ status }) => status === "SUCCEEDED").length;
    const left = Math.max(0, rule.most - done);
    const count = line({
      topic: "partial-count",
      verdict: left > 0 ? "allowed" : "blocked",
      about: "part",
      title: left > 0 ? "partials-left" : "partials-used-up",
      values: { left, most: rule.most },
      by: rule,
    });
    if (left > 0) return [count];
    return [
      count,
      line({ topic: "partial-count", verdict: "warning", about: "rest", title: "partials-rest", by: rule }),
    ];
  });
}
