"use client";
// Whether the payment can be refunded now: the answer, then each line with its source.
import { ChevronRight, CircleCheck, CircleHelp, Hourglass, type LucideIcon } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { usePolicyLabels } from "@/components/labels/policy-labels";
import { verdictStyle } from "@/components/labels/verdict-style";
import type { RefundChoice } from "@/components/refund-form/refund-panel";
import { Card } from "@/components/ui/card";
import { type Tone, toneText } from "@/components/ui/tone";
import type { PolicyLine } from "@/lib/domain/policy/line";
import type { RefundPolicy } from "@/lib/domain/policy/refund-policy";
import { arrivalKind, refundRoute } from "@/lib/domain/refund/refund-route";
import type { PaymentDetail } from "@/lib/domain/views/payment-page";
import { PolicyRow } from "./policy-row";

type PolicyPanelProps = {
  detail: PaymentDetail;
  /** What the form on the same page is set to. Null without a form, which also states the arrival of what is chosen. */
  choice: RefundChoice;
};

export function PolicyPanel({ detail, choice }: PolicyPanelProps) {
  const { policy, payment, needs } = detail;
  const hasForm = choice !== null;
  const { currency } = payment;
  const as = arrivalKind(refundRoute(payment.method, needs.account?.need === "required"));
  const t = useTranslations("policy");
  const { textOf } = usePolicyLabels(currency, as);
  const { icon: Icon, tone, title, body } = useHeadline(detail, choice);
  const { first, more, settings } = sorted(policy);
  const shared = { policy, currency, as, hasForm, stated: body };
  return (
    <Card id="policy" title={t("title")}>
      <div className="px-5 pt-2 pb-4">
        <p className="flex items-start gap-2">
          <Icon className={`mt-1 size-5 shrink-0 ${toneText[tone]}`} aria-hidden="true" />
          <span className="min-w-0">
            <span className="block text-lg leading-snug font-bold text-balance">{title}</span>
            {body !== null && <span className="block text-muted">{textOf(body)}</span>}
          </span>
        </p>
        <PolicyRows lines={first} {...shared} />
        <Folded labels={t("details", { count: more.length })} count={more.length}>
          <PolicyRows lines={more} {...shared} />
        </Folded>
        <Folded labels={t("settings", { count: settings.length })} count={settings.length}>
          <PolicyRows lines={settings} {...shared} />
        </Folded>
      </div>
    </Card>
  );
}

type Headline = {
  icon: LucideIcon;
  tone: Tone;
  title: string;
  /** The line that says why or until when. */
  body: PolicyLine | null;
};

/** Returns the state of our own refund, the end of the payment, or the answer for what the form is set to. */
function useHeadline({ policy, refunds }: PaymentDetail, choice: RefundChoice): Headline {
  const t = useTranslations("policy");
  const until = policy.lines.find(({ deadline }) => deadline !== null && deadline.daysLeft >= 0) ?? null;
  const latest = refunds.toSorted((a, b) => a.createdAt.localeCompare(b.createdAt)).at(-1);
  switch (latest?.state) {
    case "submitting":
    case "pending":
      return { icon: Hourglass, tone: "progress", title: t(`own.${latest.state}`), body: until };
    case "undecided":
      return { icon: CircleHelp, tone: "warn", title: t("own.undecided"), body: until };
  }
  const { verdict, because } = policy.answer;
  if (because?.title === "standing-already-cancelled") {
    const title = t(latest?.state === "succeeded" ? "own.refunded" : "own.cancelled");
    return { icon: CircleCheck, tone: "neutral", title, body: null };
  }
  if (choice === "partial") {
    const line = policy.lines.find(
      (one) => one.verdict === policy.partial && policy.partial !== "allowed" && one.about !== "rest",
    );
    return {
      ...verdictStyle[policy.partial],
      title: t(`partialAnswer.${policy.partial}`),
      body: line ?? until,
    };
  }
  return {
    ...verdictStyle[verdict],
    title: t(`answer.${verdict}`),
    body: because ?? until,
  };
}

type PolicyRowsProps = {
  lines: readonly PolicyLine[];
  policy: RefundPolicy;
  currency: string;
  as: ReturnType<typeof arrivalKind>;
  hasForm: boolean;
  /** The line that the headline states. */
  stated: PolicyLine | null;
};

function PolicyRows({ lines, policy, currency, as, hasForm, stated }: PolicyRowsProps) {
  if (lines.length === 0) return null;
  return (
    <ul className="mt-3 flex flex-col divide-y divide-line border-y border-line">
      {lines.map((line) => (
        <PolicyRow
          key={`${line.title}:${line.rule}`}
          line={unrepeated(line, hasForm, line === stated)}
          checkedOn={policy.checkedOn}
          currency={currency}
          as={as}
          exact={line.topic !== "arrival" || policy.arrival.whole?.exact !== false}
        />
      ))}
    </ul>
  );
}

/** Returns the line without the day that the headline or the form on the same page states. */
function unrepeated(line: PolicyLine, hasForm: boolean, isStated: boolean): PolicyLine {
  if (isStated && line.topic === "deadline") return { ...line, title: "deadline-stated" };
  const isDated = line.topic === "arrival" && line.title !== "arrival-unknown";
  return hasForm && isDated ? { ...line, title: "arrival-in-form", values: {} } : line;
}

function Folded({ labels, count, children }: { labels: string; count: number; children: ReactNode }) {
  if (count === 0) return null;
  return (
    <details className="group mt-2">
      <summary className="flex min-h-9 cursor-pointer items-center gap-1 text-sm font-medium text-muted hover:text-ink">
        <ChevronRight className="size-4 group-open:rotate-90" aria-hidden="true" />
        {labels}
      </summary>
      {children}
    </details>
  );
}

/** Divides the lines: what decides and what it costs is shown, of a refusal only its reasons; the rest is folded. */
function sorted({ answer, lines }: RefundPolicy) {
  const settings = lines.filter(({ title }) => title === "note-setup");
  const others = lines.filter(({ topic, title }) => topic !== "standing" && title !== "note-setup");
  const inSight = ({ verdict, topic }: PolicyLine) =>
    verdict === "warning" ||
    verdict === "blocked" ||
    (answer.verdict !== "blocked" && topic !== "note" && topic !== "async");
  // A cancellation in progress is the last line: it leaves without moving the others.
  const isPassing = ({ title }: PolicyLine) => title === "note-pending";
  const first = others.filter(inSight);
  return {
    first: [...first.filter((line) => !isPassing(line)), ...first.filter(isPassing)],
    more: others.filter((line) => !inSight(line)),
    settings,
  };
}
