import { type Ahead, businessDaysAfter, weekdayOf } from "./business-days";
import { line, type PolicyLine, type Title, type TitleValues } from "./line";
import { ownAccountFee } from "./overrides";
import type { PolicyContext } from "./policy-context";
import type { Arrival } from "./rule";
import { type RuleOf, rulesFor } from "./rules";
import { seoulCalendarDay } from "./seoul-calendar";

/** YYYY-MM-DD in Seoul; `until` is null where only the minimum is documented. */
export type ArrivalDays = {
  from: string;
  until: string | null;
  exact: boolean;
};

export function feeLine(context: PolicyContext): {
  line: PolicyLine;
  onTop: number | null;
  isDocumented: boolean;
} {
  const [rule] = rulesFor("fee", context);
  const own =
    context.payment.method?.type === "VIRTUAL_ACCOUNT" ? ownAccountFee(context.overrides, context.pg) : null;
  const onTop = own === null ? (rule?.onTop ?? null) : own.value.amount;
  const [title, verdict] = feeTitle(context, rule, onTop);
  return {
    line: line({
      topic: "fee",
      verdict,
      title,
      values: onTop === null || onTop === 0 ? {} : { amount: onTop },
      by: rule ?? null,
      set: own?.set,
    }),
    onTop,
    isDocumented: own === null && onTop !== null,
  };
}

function feeTitle(
  context: PolicyContext,
  rule: RuleOf<"fee"> | undefined,
  onTop: number | null,
): [Title, "allowed" | "unknown"] {
  if (rule === undefined && onTop === null) return ["fee-unknown", "unknown"];
  if (onTop !== null && onTop > 0) return ["fee-on-top", "allowed"];
  const kept = rule?.kept === "first-fee" || (rule?.kept === "first-fee-later" && !isDayOfPayment(context));
  if (kept) return ["fee-kept", "allowed"];
  return onTop === null ? ["fee-unknown", "unknown"] : ["fee-none", "allowed"];
}

export function arrivalLine(context: PolicyContext): {
  line: PolicyLine;
  whole: ArrivalDays | null;
  part: ArrivalDays | null;
} {
  const [rule] = rulesFor("arrival", context);
  if (rule === undefined) {
    const unknown = line({ topic: "arrival", verdict: "unknown", title: "arrival-unknown" });
    return { line: unknown, whole: null, part: null };
  }
  const today = isDayOfPayment(context) ? rule.whenSameDay : undefined;
  const whole = daysOf(context, today?.whole ?? rule.arrival);
  const part = daysOf(context, today?.part ?? rule.arrival);
  const [title, values] = arrivalTitle(context, whole);
  return { line: line({ topic: "arrival", verdict: "allowed", title, values, by: rule }), whole, part };
}

function arrivalTitle(context: PolicyContext, { from, until }: ArrivalDays): [Title, TitleValues] {
  if (until === null) return ["arrival-from", { from }];
  if (from !== until) return ["arrival-between", { from, until }];
  return from === seoulCalendarDay(context.now).toString() ? ["arrival-today", {}] : ["arrival-on", { from }];
}

function daysOf({ now }: PolicyContext, arrival: Arrival): ArrivalDays {
  const today = seoulCalendarDay(now);
  switch (arrival.kind) {
    case "same-day":
      return { from: today.toString(), until: today.toString(), exact: true };
    case "business-days": {
      const from = businessDaysAfter(today, arrival.from);
      const until: Ahead | null = arrival.until === null ? null : businessDaysAfter(today, arrival.until);
      return { from: from.day, until: until?.day ?? null, exact: from.exact && (until?.exact ?? true) };
    }
    case "thursdays": {
      const ahead = (4 - weekdayOf(today) + 7) % 7;
      const day = today.add({ days: ahead < 2 ? ahead + 7 : ahead }).toString();
      return { from: day, until: day, exact: true };
    }
  }
}

function isDayOfPayment({ payment, now }: PolicyContext): boolean {
  return (
    payment.paidAt !== null && seoulCalendarDay(new Date(payment.paidAt)).compare(seoulCalendarDay(now)) === 0
  );
}
