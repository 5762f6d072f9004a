// The page of a payment id that leads nowhere: says so, says why it may be, and offers another search.
import { SearchX } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { LazyPaymentSearch } from "@/components/payment-list/payment-search-later";
import { linkButtonStyle } from "@/components/ui/button-style";
import { EmptyState } from "@/components/ui/empty-state";
import type { Freshness } from "@/lib/domain/views/payment-page";

type PaymentNotFoundProps = {
  paymentId: string;
  /** Why PortOne could not be asked, so that the payment may exist there; null where PortOne does not know it. */
  cause?: Extract<Freshness, { fresh: false }>["cause"] | null;
};

export function PaymentNotFound({ paymentId, cause = null }: PaymentNotFoundProps) {
  const t = useTranslations("payment");
  return (
    <div className="rounded-lg border border-line bg-surface shadow-card">
      <EmptyState
        heading="h1"
        icon={<SearchX className="size-8" />}
        title={t("notFound")}
        body={t(notFoundMessages(cause), { id: paymentId })}
      >
        <LazyPaymentSearch />
        <Link href="/payments" className={linkButtonStyle("quiet")}>
          {t("backToList")}
        </Link>
      </EmptyState>
    </div>
  );
}

function notFoundMessages(cause: PaymentNotFoundProps["cause"]) {
  if (cause == null) return "notFoundBody";
  return cause === "rate-limited" ? "notFoundAskedTooOften" : "notFoundUnreachable";
}
