// The page of a payment id that leads nowhere: says so, says why it may be, and offers another search.
import { SearchX } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { linkButtonStyle } from "@/components/ui/button-style";
import { EmptyState } from "@/components/ui/empty-state";
import { PaymentSearch } from "./payment-search";

type PaymentNotFoundProps = {
  paymentId: string;
  /** PortOne could not be asked, so the payment may exist there. */
  unreachable?: boolean;
};

export function PaymentNotFound({ paymentId, unreachable = false }: PaymentNotFoundProps) {
  const t = useTranslations("payment");
  return (
    <div className="rounded-lg border border-line bg-surface shadow-card">
      <EmptyState
        heading="h1"
        icon={<SearchX className="size-8" />}
        title={t("notFound")}
        body={t(unreachable ? "notFoundUnreachable" : "notFoundBody", { id: paymentId })}
      >
        <PaymentSearch />
        <Link href="/payments" className={linkButtonStyle("quiet")}>
          {t("backToList")}
        </Link>
      </EmptyState>
    </div>
  );
}
