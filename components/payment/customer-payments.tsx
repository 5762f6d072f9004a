// What else this customer has paid, so that nobody refunds the wrong one of two equal orders.
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Money } from "@/components/labels/money";
import { PaymentStatusBadge } from "@/components/labels/payment-status";
import { Card } from "@/components/ui/card";
import { Time } from "@/components/ui/time";
import { paymentHref } from "@/lib/domain/payment/payment-href";
import type { CustomerPayments as Found } from "@/lib/domain/views/payment-page";

export function CustomerPaymentsCard({ found: { rows, more } }: { found: Found }) {
  const t = useTranslations("payment");
  if (rows.length === 0) return null;
  return (
    <Card id="customer-payments" title={t("others")}>
      <ul className="mt-2 divide-y divide-line border-t border-line">
        {rows.map((row) => (
          <li key={row.id}>
            <Link
              href={paymentHref(row.id)}
              prefetch={false}
              className="flex items-start justify-between gap-3 px-5 py-2.5 hover:bg-hover"
            >
              <span className="min-w-0">
                <span className="block truncate font-medium">{row.orderName}</span>
                <span className="flex flex-wrap items-center gap-x-2 text-xs text-faint">
                  <Time at={row.requestedAt} style="minute" />
                  {!row.by.includes("id") && <span>{t(`othersBy.${row.by[0] ?? "id"}`)}</span>}
                </span>
              </span>
              <span className="shrink-0 text-right text-sm">
                <Money amount={row.total} currency={row.currency} className="block font-medium" />
                <PaymentStatusBadge status={row.status} rawStatus={row.rawStatus} as="dot" />
              </span>
            </Link>
          </li>
        ))}
      </ul>
      {more && <p className="px-5 py-2 text-xs text-faint">{t("othersMore")}</p>}
    </Card>
  );
}
