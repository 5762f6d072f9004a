// What will happen: money back now, what remains, the tax-free part. Said before anything is asked for.
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Money } from "@/components/payments/money";
import type { PaymentDetail } from "@/lib/domain/views";

export function RefundSummary({ detail }: { detail: PaymentDetail }) {
  const t = useTranslations("refund");
  const { cancellable, payment } = detail;
  const { currency } = payment;
  return (
    <section aria-label={t("summary")} className="rounded-md bg-sunken px-4 py-3">
      <h3 className="mb-1.5 text-xs font-semibold text-muted">{t("summary")}</h3>
      <dl className="flex flex-col gap-1">
        <Line label={t("moneyBack")} strong>
          {cancellable.basisKnown ? <Money amount={cancellable.amount} currency={currency} /> : t("allLeft")}
        </Line>
        {cancellable.taxFree > 0 && (
          <Line label={t("ofTaxFree")}>
            <Money amount={cancellable.taxFree} currency={currency} />
          </Line>
        )}
        <Line label={t("remaining")}>
          <Money amount={0} currency={currency} />
        </Line>
        <Line label={t("destination")}>{t("originalMethod")}</Line>
      </dl>
      {!cancellable.basisKnown && <p className="mt-1.5 text-sm text-muted">{t("allLeftMeans")}</p>}
      <p className="mt-1.5 text-sm font-medium text-ink">{t("irreversible")}</p>
    </section>
  );
}

function Line({ label, strong = false, children }: { label: string; strong?: boolean; children: ReactNode }) {
  return (
    <div className="flex items-baseline justify-between gap-4">
      <dt className="text-sm text-muted">{label}</dt>
      <dd className={strong ? "text-lg font-bold" : "font-medium"}>{children}</dd>
    </div>
  );
}
