"use client";
// Expected outcome beside the form: money back now, remaining amount, tax, cost, arrival.
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { classes } from "@/components/ui/classes";
import { formatMoney } from "@/lib/domain/money";
import type { arrivalKind } from "@/lib/domain/refund/refund-route";
import { useArrivalMessages } from "./arrival-messages";
import type { Figures } from "./figures";

type SummaryProps = {
  currency: string;
  figures: Figures;
  /** Parts of the amount (minor units); undefined if the payment has none, null while unknown. */
  taxFree: number | null | undefined;
  vat: number | null | undefined;
  destination: ReactNode;
  /** The typed part as sent to PortOne; null for all that is left, and while nothing is typed. */
  stated: number | null;
  /** Name of the arrival. */
  as: ReturnType<typeof arrivalKind>;
  /** Amount settled at the payment after the issue fee, if all of the payment goes back now. */
  settled: number | null;
};

export function Summary(props: SummaryProps) {
  const { currency, figures, taxFree, vat, destination, stated, as, settled } = props;
  const t = useTranslations("refundForm");
  const locale = useLocale();
  const arrival = useArrivalMessages();
  const written = (amount: number) => formatMoney(amount, currency, locale);
  const money = (amount: number | null) =>
    amount === null ? <span className="text-faint">–</span> : written(amount);
  const { sent } = figures;
  const isOrderAmount = sent !== null && sent.order !== null && Number(sent.order) !== sent.money;
  const isMoneyOpen = sent !== null && sent.money === null;
  return (
    <section aria-label={t("summary.title")} className="rounded-lg bg-sunken px-4 py-3.5">
      <h3 className="mb-2 text-sm font-semibold">{t("summary.title")}</h3>
      <dl className="flex flex-col gap-1.5">
        {isOrderAmount && <Line label={t("summary.orderAmount")}>{money(sent.order)}</Line>}
        {isMoneyOpen && sent.order === null && (
          <Line label={t("summary.cancelAmount")}>
            {stated === null ? t("summary.allLeft") : money(stated)}
          </Line>
        )}
        <Line label={t("summary.back")} strong={!isMoneyOpen}>
          {isMoneyOpen ? t("summary.byPortone") : money(sent?.money ?? null)}
        </Line>
        {taxFree !== undefined && <Line label={t("summary.taxFree")}>{money(taxFree)}</Line>}
        {vat !== undefined && <Line label={t("summary.vat")}>{money(vat)}</Line>}
        <Line label={t(isOrderAmount ? "summary.remainingOrder" : "summary.remaining")}>
          {money(figures.remaining)}
        </Line>
        {figures.fee !== null && figures.fee > 0 && (
          <>
            <Line label={t("summary.fee")}>{money(figures.fee)}</Line>
            <Line label={t("summary.cost")}>{money(figures.cost)}</Line>
          </>
        )}
        <Line label={t("summary.destination")}>{destination}</Line>
        <Line label={t("summary.arrival", { as })}>{arrival(figures.arrival)}</Line>
      </dl>
      {figures.fee !== null && figures.fee > 0 && figures.isFeeDocumented && (
        <p className="mt-2 text-sm text-muted">
          {settled !== null && figures.cost !== null && (
            <>{t("summary.accountMath", { settled: written(settled), cost: written(figures.cost) })} </>
          )}
          {t("summary.vatExtra")}
        </p>
      )}
      {isMoneyOpen && <p className="mt-2 text-sm text-muted">{t("summary.byPortoneMeans")}</p>}
    </section>
  );
}

function Line({ label, strong = false, children }: { label: string; strong?: boolean; children: ReactNode }) {
  return (
    <div className="flex items-baseline justify-between gap-4">
      <dt className="shrink-0 text-sm text-muted">{label}</dt>
      <dd
        className={classes("min-w-0 text-right wrap-anywhere", strong ? "text-lg font-bold" : "font-medium")}
      >
        {children}
      </dd>
    </div>
  );
}
