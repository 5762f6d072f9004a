// A cancellation at PortOne that might be the refund in question, each line marked by whether it agrees.
import { useLocale, useTranslations } from "next-intl";
import { cancellationStatusName, cancellationTone, triggerName } from "@/components/labels/payment-labels";
import { StatusDot } from "@/components/ui/badge";
import { CopyButton } from "@/components/ui/copy-button";
import { MiddleEllipsis } from "@/components/ui/middle-ellipsis";
import { Time } from "@/components/ui/time";
import { formatMoney } from "@/lib/domain/money";
import type { UndecidedEvidence } from "@/lib/domain/views/refund";
import { EvidenceRow } from "./evidence-row";

type UndecidedCandidateProps = {
  cancellation: UndecidedEvidence["candidates"][number];
  currency: string;
};

export function UndecidedCandidate({ cancellation, currency }: UndecidedCandidateProps) {
  const t = useTranslations("evidence");
  const payment = useTranslations("payment");
  const locale = useLocale();
  const { id, marks, rawStatus, reason, status, trigger } = cancellation;
  const money = (amount: number) => formatMoney(amount, currency, locale);
  return (
    <dl className="flex flex-col gap-1.5">
      <EvidenceRow label={t("amount")} mark={marks.amount}>
        <span className="font-semibold">{money(cancellation.totalAmount)}</span>
      </EvidenceRow>
      <EvidenceRow label={t("taxFree")} mark={marks.taxFree}>
        {money(cancellation.taxFreeAmount)}
      </EvidenceRow>
      <EvidenceRow label={t("vat")}>{money(cancellation.vatAmount)}</EvidenceRow>
      <EvidenceRow label={t("reason")} mark={marks.reason}>
        {reason === "" ? t("noReason") : reason}
      </EvidenceRow>
      <EvidenceRow label={t("trigger")} mark={marks.trigger}>
        {trigger === null ? t("noTrigger") : triggerName(payment, trigger)}
      </EvidenceRow>
      <EvidenceRow label={t("requestedAt")} mark={marks.time}>
        <Time at={cancellation.requestedAt} style="second" />
      </EvidenceRow>
      <EvidenceRow label={t("status")}>
        <StatusDot tone={cancellationTone[status]}>
          {cancellationStatusName(payment, status, rawStatus)}
        </StatusDot>
      </EvidenceRow>
      <EvidenceRow label={t("id")}>
        <span className="flex items-center text-sm">
          <MiddleEllipsis text={id} />
          <CopyButton text={id} label={payment("copyCancellationId")} />
        </span>
      </EvidenceRow>
    </dl>
  );
}
