// Shown wherever a cancel at the PG can be requested although a manual refund was recorded before.
import { useLocale, useTranslations } from "next-intl";
import { Callout } from "@/components/ui/callout";
import { formatMoney } from "@/lib/domain/money";
import { sumOfManualRefunds } from "@/lib/domain/refund/manual-refund-sum";
import type { PaymentDetail } from "@/lib/domain/views/payment-page";

export function ManualRefundWarning({ detail: { manualRefunds, payment } }: { detail: PaymentDetail }) {
  const t = useTranslations("refund");
  const locale = useLocale();
  const sum = sumOfManualRefunds(manualRefunds);
  if (sum === 0) return null;
  return (
    <Callout kind="danger" title={t("manualRefundWarning.title")}>
      {t("manualRefundWarning.body", { amount: formatMoney(sum, payment.currency, locale) })}
    </Callout>
  );
}
