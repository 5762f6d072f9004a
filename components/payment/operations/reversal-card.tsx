// On the day of a cancel: whether a mistaken one can be taken back, and by whom.
import { useTranslations } from "next-intl";
import { reversalGuide } from "@/components/labels/guides";
import { Card } from "@/components/ui/card";
import { OutLink } from "@/components/ui/out-link";
import { reversalOf } from "@/lib/domain/refund/reversal";
import type { PaymentDetail } from "@/lib/domain/views/payment-page";

export function ReversalCard({ detail }: { detail: PaymentDetail }) {
  const t = useTranslations("operations");
  const { payment, cancellations } = detail;
  const reversal = reversalOf(payment, cancellations, new Date(detail.readAt));
  if (reversal === null) return null;
  return (
    <Card id="reversal" title={t("reversal.title")}>
      <div className="flex flex-col gap-1.5 px-5 pt-2 pb-4 text-sm text-muted">
        {reversal.kind === "barred" ? (
          <p>{t(`reversal.barred.${reversal.by}`)}</p>
        ) : (
          <>
            <p className="font-medium text-ink">{t("reversal.today")}</p>
            <p>{t(`reversal.by.${reversal.pg ?? "other"}`)}</p>
          </>
        )}
        <OutLink url={reversalGuide}>{t("reversal.guide")}</OutLink>
      </div>
    </Card>
  );
}
