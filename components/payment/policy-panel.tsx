"use client";
// Whether the payment can be refunded now: the answer, then each line with its source.
import { ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { usePolicyLabels } from "@/components/labels/policy-labels";
import { verdictStyle } from "@/components/labels/verdict-style";
import { Card } from "@/components/ui/card";
import { toneText } from "@/components/ui/tone";
import type { PolicyLine } from "@/lib/domain/policy/line";
import type { RefundPolicy } from "@/lib/domain/policy/refund-policy";
import { arrivalKind, refundRoute } from "@/lib/domain/refund/refund-route";
import type { PaymentDetail } from "@/lib/domain/views/payment-page";
import { PolicyRow } from "./policy-row";

type PolicyPanelProps = {
  detail: PaymentDetail;
  /** The form on the same page says when what is chosen in it arrives. */
  hasForm: boolean;
};

export function PolicyPanel({ detail, hasForm }: PolicyPanelProps) {
  const { policy, payment, needs } = detail;
  const { currency } = payment;
  const as = arrivalKind(refundRoute(payment.method, needs.account?.need === "required"));
  const shared = { policy, currency, as, hasForm };
  const t = useTranslations("policy");
  const { textOf, day } = usePolicyLabels(currency, as);
  const { verdict, deadline, because } = policy.answer;
  const { icon: Icon, tone } = verdictStyle[verdict];
  const { first, more, settings } = sorted(policy);
  return (
    <Card id="policy" title={t("title")}>
      <div className="px-5 pt-2 pb-4">
        <p className="flex items-start gap-2">
          <Icon className={`mt-1 size-5 shrink-0 ${toneText[tone]}`} aria-hidden="true" />
          <span className="min-w-0">
            <span className="block text-lg leading-snug font-bold text-balance">
              {t(`answer.${verdict}`)}
            </span>
            {verdict === "allowed" && deadline !== null && (
              <span className="block text-muted">
                {t("until", { lastDay: day(deadline.lastDay), days: deadline.daysLeft })}
              </span>
            )}
            {because !== null && <span className="block text-muted">{textOf(because)}</span>}
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

type PolicyRowsProps = {
  lines: readonly PolicyLine[];
  policy: RefundPolicy;
  currency: string;
  as: ReturnType<typeof arrivalKind>;
  hasForm: boolean;
};

function PolicyRows({ lines, policy, currency, as, hasForm }: PolicyRowsProps) {
  if (lines.length === 0) return null;
  return (
    <ul className="mt-3 flex flex-col divide-y divide-line border-y border-line">
      {lines.map((line) => (
        <PolicyRow
          key={`${line.title}:${line.rule}`}
          line={hasForm ? withoutArrival(line) : line}
          checkedOn={policy.checkedOn}
          currency={currency}
          as={as}
          exact={line.topic !== "arrival" || policy.arrival.whole?.exact !== false}
        />
      ))}
    </ul>
  );
}

function withoutArrival(line: PolicyLine): PolicyLine {
  const isDated = line.topic === "arrival" && line.title !== "arrival-unknown";
  return isDated ? { ...line, title: "arrival-in-form", values: {} } : line;
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

/** What decides and what it costs stay in sight, and of a no only its reasons; the rest is folded away. */
function sorted({ answer, lines }: RefundPolicy) {
  const settings = lines.filter(({ title }) => title === "note-setup");
  const others = lines.filter(({ topic, title }) => topic !== "standing" && title !== "note-setup");
  const inSight = ({ verdict, topic }: PolicyLine) =>
    verdict === "warning" ||
    verdict === "blocked" ||
    (answer.verdict !== "blocked" && topic !== "note" && topic !== "async");
  return { first: others.filter(inSight), more: others.filter((line) => !inSight(line)), settings };
}
