// Whether a part may go back, and how many times.

import type { Asked } from "./asked";
import { agreed } from "./deadline-lines";
import { line, type PolicyLine, type Title, type Verdict } from "./line";
import { contractWith } from "./overrides";
import { type RuleOf, rulesFor } from "./rules";

const said: Record<RuleOf<"partial">["says"], [Verdict, Title]> = {
  allowed: ["allowed", "partial-allowed"],
  refuses: ["blocked", "partial-refused"],
  "may-refuse": ["warning", "partial-may-be-refused"],
  "documents-conflict": ["warning", "partial-conflict"],
};

/** One line where parts are allowed, refused or not spoken of; one for each reason to doubt. */
export function partialLines(asked: Asked): PolicyLine[] {
  const lines = rulesFor("partial", asked).map((rule) => partialLine(asked, rule));
  const blocked = lines.filter(({ verdict }) => verdict === "blocked");
  const doubtful = lines.filter(({ verdict }) => verdict === "warning");
  const allowed = lines.filter(({ verdict }) => verdict === "allowed");
  const own = contractWith(asked.overrides, "partial-cancel", asked.pg);
  const known = [
    ...(blocked.length > 0 ? blocked : doubtful.length > 0 ? doubtful : allowed.slice(-1)),
    ...countLines(asked),
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

function partialLine(asked: Asked, rule: RuleOf<"partial">): PolicyLine {
  if (rule.contract !== undefined) {
    const { state, verdict, set } = agreed(asked, { contract: rule.contract });
    if (state !== "ask")
      return line({ topic: "partial", verdict, about: "part", title: `partial-${state}`, by: rule, set });
    const title = rule.says === "documents-conflict" ? "partial-conflict" : "partial-ask";
    return line({ topic: "partial", verdict, about: "part", title, by: rule });
  }
  const [verdict, title] = said[rule.says];
  return line({ topic: "partial", verdict, about: "part", title, by: rule });
}

/** Whether the rest counts as one more partial cancel is not documented. */
function countLines(asked: Asked): PolicyLine[] {
  return rulesFor("partial-count", asked).flatMap((rule) => {
    const done = asked.payment.cancellations.filter(({ status }) => status === "SUCCEEDED").length;
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
