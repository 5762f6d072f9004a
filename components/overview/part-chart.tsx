// Refunds by a division, as a table whose rows have a bar: the same markup for eyes and screen readers.
import { useLocale, useTranslations } from "next-intl";
import { Money } from "@/components/labels/money";
import { type OverviewScope, refundedHref } from "@/components/labels/overview-href";
import { methodName } from "@/components/labels/payment-labels";
import { pgName } from "@/components/labels/pg-names";
import { Card } from "@/components/ui/card";
import { PrefetchLink } from "@/components/ui/prefetch-on-hover";
import { cancellationTimes } from "@/lib/domain/payment/payment-filter";
import { methodTypes, term } from "@/lib/domain/payment/payment-method";
import { madeElsewhere, noneOfThem, type RefundFilter } from "@/lib/domain/refund/refund-filter";
import type { CurrencyOverview, Division } from "@/lib/domain/views/overview";
import { figureAttributes } from "./figure-attributes";

export type ReasonNames = readonly { code: string; ko: string; en: string }[];
type PartChartProps = {
  division: Division;
  overview: CurrencyOverview;
  reasons: ReasonNames;
  /** Scope of the figures. */
  scope: OverviewScope;
};

export function PartChart({ division, overview, reasons, scope }: PartChartProps) {
  const t = useTranslations("overview");
  const nameOf = useNames(division, reasons);
  const parts = overview.parts[division];
  // The time taken is about the number of late refunds; the other divisions are about money.
  const measure = division === "took" ? "count" : "amount";
  const largest = Math.max(...parts.map((part) => part[measure]), 1);
  return (
    <Card id={`part-${division}`} title={t(`division.${division}`)}>
      <div className="px-5 pt-2 pb-4">
        {parts.length === 0 ? (
          <p className="py-4 text-muted">{t("noRefunds")}</p>
        ) : (
          // Rows are sorted by their sums. `data-hold`: no row changes its place while the focus is in the table.
          <table data-hold className="w-full">
            <caption className="sr-only">{t(`division.${division}`)}</caption>
            <thead className="sr-only">
              <tr>
                <th scope="col">{t(`division.${division}`)}</th>
                <th scope="col">{t("refunded")}</th>
                <th scope="col">{t("refundCount")}</th>
              </tr>
            </thead>
            <tbody>
              {parts.map((part) => (
                <tr key={part.key} className="relative">
                  <th scope="row" className="w-full max-w-0 py-1.5 pr-3 text-left align-top font-normal">
                    <span className="block truncate text-sm">
                      <PrefetchLink
                        href={refundedHref(scope, filterOf(division, part.key))}
                        className="hover:underline"
                        {...figureAttributes(part)}
                      >
                        {nameOf(part.key)}
                      </PrefetchLink>
                    </span>
                    <Bar share={part[measure] / largest} />
                  </th>
                  <td className="py-1.5 text-right align-top text-sm font-semibold whitespace-nowrap">
                    <Money amount={part.amount} currency={overview.currency} />
                  </td>
                  <td className="py-1.5 pl-3 text-right align-top text-sm whitespace-nowrap text-muted">
                    {t("times", { count: part.count.toLocaleString("en") })}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
    </Card>
  );
}

/** Returns the filter of the list behind a part. */
function filterOf(division: Division, key: string): Partial<RefundFilter> {
  switch (division) {
    case "method":
      return { methods: [key || noneOfThem] };
    case "pg":
      return { pgs: [key || noneOfThem] };
    case "reason":
      return key === "" ? { person: madeElsewhere } : { reason: key };
    case "took":
      return { took: cancellationTimes.find((known) => known === key) ?? null };
  }
}

function Bar({ share }: { share: number }) {
  return (
    <svg viewBox="0 0 100 4" preserveAspectRatio="none" className="mt-1 h-1.5 w-full" aria-hidden="true">
      <rect width="100" height="4" rx="1" fill="var(--sunken)" />
      <rect width={Math.max(share * 100, 0.5)} height="4" rx="1" fill="var(--accent)" />
    </svg>
  );
}

function useNames(division: Division, reasons: ReasonNames): (key: string) => string {
  const t = useTranslations("overview");
  const payment = useTranslations("payment");
  const locale = useLocale();
  switch (division) {
    case "method":
      return (key) =>
        methodName(payment, {
          type: term(methodTypes, key).value,
          rawType: payment("otherMethod"),
        });
    case "pg":
      return (key) => (key === "" ? t("noPg") : pgName(key, locale));
    case "reason":
      return (key) => {
        if (key === "") return t("madeElsewhere");
        const reason = reasons.find(({ code }) => code === key);
        if (reason === undefined) return t("noReason");
        return locale === "ko" ? reason.ko : reason.en;
      };
    case "took":
      return (key) => t(`took.${cancellationTimes.find((known) => known === key) ?? "unknown"}`);
  }
}
