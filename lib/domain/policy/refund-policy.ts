import { cancellableAmount, type Payment } from "../payment/payment";
import { contractLines, deadlineLines, refusalLines } from "./deadline-lines";
import { line, type PolicyLine, type Standing, type Verdict, worst } from "./line";
import { type ArrivalDays, arrivalLine, feeLine } from "./money-lines";
import type { SetOverride } from "./overrides";
import { partialLines } from "./partial-lines";
import type { PolicyContext } from "./policy-context";
import { checkedOn } from "./portone-pages";
import type { About } from "./rule";
import { rulesFor } from "./rules";
import type { Deadline } from "./seoul-calendar";

/** `answer`: for all that remains; `because` decided it. `fee`: in minor units, besides the returned money. */
export type RefundPolicy = {
  answer: { verdict: Verdict; deadline: Deadline | null; because: PolicyLine | null };
  partial: Verdict;
  lines: PolicyLine[];
  fee: { onTop: number | null; isDocumented: boolean };
  arrival: { whole: ArrivalDays | null; part: ArrivalDays | null };
  asynchronous: "no" | "maybe" | "always";
  checkedOn: string;
};

// https://developers.portone.io/opi/ko/integration/cancel/v2/readme
export function refundPolicy(payment: Payment, now: Date, overrides: readonly SetOverride[]): RefundPolicy {
  const context: PolicyContext = { payment, pg: payment.channel?.pgProvider ?? "", now, overrides };
  const standing = standingOf(payment);
  if (standing !== null) return onlyStanding(standing);
  const fee = feeLine(context);
  const arrival = arrivalLine(context);
  const lines = [
    ...refusalLines(context),
    ...deadlineLines(context),
    ...contractLines(context),
    ...partialLines(context),
    ...noteLines(context, (subject) => subject !== "setup"),
    fee.line,
    arrival.line,
    ...asyncLines(context),
    ...noteLines(context, (subject) => subject === "setup"),
  ];
  const verdict = verdictOf(lines, payment.status === "PARTIAL_CANCELLED" ? "rest" : "every");
  return {
    answer: {
      verdict,
      deadline: lines.find(({ deadline }) => deadline !== null && deadline.daysLeft >= 0)?.deadline ?? null,
      because:
        verdict === "allowed" ? null : (deciding(lines).find((one) => one.verdict === verdict) ?? null),
    },
    partial: verdictOf(lines, "part"),
    lines,
    fee: { onTop: fee.onTop, isDocumented: fee.isDocumented },
    arrival: { whole: arrival.whole, part: arrival.part },
    asynchronous: asynchronousOf(lines),
    checkedOn,
  };
}

/** Returns the verdict on one cancel. `amount`: order amount in minor units. `blockedBy`: the lines that refuse it. */
export function policyVerdict(
  payment: Payment,
  cancel: { kind: "full" } | { kind: "partial"; amount: number },
  now: Date,
  overrides: readonly SetOverride[],
): { verdict: Verdict; blockedBy: PolicyLine[] } {
  const { lines } = refundPolicy(payment, now, overrides);
  const takesAll = cancel.kind === "full" || cancel.amount >= cancellableAmount(payment).amount;
  const about = !takesAll ? "part" : payment.status === "PARTIAL_CANCELLED" ? "rest" : "every";
  return {
    verdict: verdictOf(lines, about),
    blockedBy: lines.filter((one) => one.verdict === "blocked" && speaksOf(one, about)),
  };
}

/** Topics whose `unknown` verdict does not count. */
const additionalTopics: readonly PolicyLine["topic"][] = ["fee", "arrival", "note"];

function verdictOf(lines: readonly PolicyLine[], about: About): Verdict {
  return worst(
    lines
      .filter((one) => speaksOf(one, about))
      .filter(({ topic, verdict }) => verdict !== "unknown" || !additionalTopics.includes(topic))
      .map(({ verdict }) => verdict),
  );
}

function speaksOf(one: PolicyLine, about: About): boolean {
  return one.about === "every" || one.about === about;
}

function deciding(lines: readonly PolicyLine[]): PolicyLine[] {
  return lines.filter(({ about }) => about !== "part");
}

function noteLines(context: PolicyContext, wanted: (subject: string) => boolean): PolicyLine[] {
  return rulesFor("note", context)
    .filter(({ subject }) => wanted(subject))
    .map((rule) =>
      line({
        topic: "note",
        verdict: rule.warns ? "warning" : "allowed",
        about: rule.about,
        title: `note-${rule.subject}`,
        by: rule,
      }),
    );
}

function asyncLines(context: PolicyContext): PolicyLine[] {
  return rulesFor("async", context).map((rule) =>
    line({
      topic: "async",
      verdict: "allowed",
      title: rule.always ? "async-always" : "async-maybe",
      by: rule,
    }),
  );
}

function asynchronousOf(lines: readonly PolicyLine[]): RefundPolicy["asynchronous"] {
  const [first] = lines.filter(({ topic }) => topic === "async");
  if (first === undefined) return "no";
  return first.title === "async-always" ? "always" : "maybe";
}

/** Reading a V1 payment is documented, cancelling it is not. */
function standingOf(payment: Payment): Standing | null {
  if (payment.version !== "V2") return "v1";
  switch (payment.status) {
    case "PAID":
    case "PARTIAL_CANCELLED":
      return null;
    case "VIRTUAL_ACCOUNT_ISSUED":
      return "waiting-for-deposit";
    case "CANCELLED":
      return "already-cancelled";
    case "UNRECOGNIZED":
      return "unrecognized";
    case "READY":
    case "PAY_PENDING":
    case "FAILED":
      return "not-paid";
  }
}

function onlyStanding(standing: Standing): RefundPolicy {
  const verdict = standing === "unrecognized" || standing === "v1" ? "unknown" : "blocked";
  const because = line({ topic: "standing", verdict, title: `standing-${standing}` });
  return {
    answer: { verdict, deadline: null, because },
    partial: verdict,
    lines: [because],
    fee: { onTop: null, isDocumented: false },
    arrival: { whole: null, part: null },
    asynchronous: "no",
    checkedOn,
  };
}
