// What payment this is: name, sum, status, the ids that people ask for on the phone.
import { ChevronLeft } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Money } from "@/components/labels/money";
import { PaymentStatusBadge, TestBadge } from "@/components/labels/payment-status";
import { CopyButton } from "@/components/ui/copy-button";
import type { PaymentDetail } from "@/lib/domain/views/payment-page";

export function PaymentHeader({ payment, charged }: Pick<PaymentDetail, "payment" | "charged">) {
  const t = useTranslations("payment");
  return (
    <header className="mb-5">
      <Link
        href="/payments"
        aria-keyshortcuts="u"
        className="-ml-1 inline-flex min-h-8 items-center gap-0.5 text-sm text-muted hover:text-ink"
      >
        <ChevronLeft className="size-4" aria-hidden="true" />
        {t("backToList")}
      </Link>
      <div className="mt-1 flex flex-wrap items-start justify-between gap-x-8 gap-y-2">
        <div className="min-w-0">
          <h1 className="text-xl font-bold tracking-tight">{payment.orderName}</h1>
          <div className="mt-1 flex flex-wrap items-center gap-x-5 gap-y-0.5 text-sm">
            <Id label={t("paymentId")} id={payment.id} copyLabel={t("copyPaymentId")} shortcut="c" />
            <Id label={t("transactionId")} id={payment.transactionId} copyLabel={t("copyTransactionId")} />
          </div>
        </div>
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <PaymentStatusBadge as="badge" status={payment.status} rawStatus={payment.rawStatus} />
          <TestBadge size="md" channelType={payment.channel?.type ?? null} />
          <div className="text-right">
            <p className="text-2xl font-bold tracking-tight">
              <span className="sr-only">{t("totalAmount")} </span>
              <Money amount={payment.amount.total} currency={payment.currency} />
            </p>
            {charged !== null && Number(charged) !== payment.amount.total && (
              <p className="text-sm text-muted">
                {t("chargedOf")}{" "}
                <Money amount={charged} currency={payment.currency} className="font-semibold" />
              </p>
            )}
          </div>
        </div>
      </div>
    </header>
  );
}

type IdProps = { label: string; id: string; copyLabel: string; shortcut?: string };

function Id({ label, id, copyLabel, shortcut }: IdProps) {
  return (
    <span className="inline-flex min-w-0 items-center gap-1.5">
      <span className="shrink-0 text-faint">{label}</span>
      <span className="min-w-0 wrap-anywhere text-muted">{id}</span>
      <CopyButton text={id} label={copyLabel} {...(shortcut && { shortcut })} />
    </span>
  );
}
