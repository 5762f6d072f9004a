// Which payment this is, for a person on the phone: order, customer, when and how it was paid, amount, status, IDs.
import { ChevronLeft } from "lucide-react";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { Money } from "@/components/labels/money";
import { meansOf } from "@/components/labels/payment-labels";
import { PaymentStatusBadge, TestBadge } from "@/components/labels/payment-status";
import { CopyButton } from "@/components/ui/copy-button";
import { Time } from "@/components/ui/time";
import type { PaymentDetail } from "@/lib/domain/views/payment-page";

type PaymentHeaderProps = Pick<PaymentDetail, "payment" | "charged" | "personalDataRemovedAt">;

export function PaymentHeader({ payment, charged, personalDataRemovedAt }: PaymentHeaderProps) {
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
          <Buyer payment={payment} />
          {personalDataRemovedAt !== null && (
            <p className="mt-1 text-sm text-muted">
              {t.rich("customerRemoved", { time: () => <Time at={personalDataRemovedAt} style="day" /> })}
            </p>
          )}
          <p className="mt-1 flex min-w-0 items-center gap-1.5 text-sm">
            <span className="shrink-0 text-faint">{t("paymentId")}</span>
            <span className="min-w-0 wrap-anywhere text-muted">{payment.id}</span>
            <CopyButton text={payment.id} label={t("copyPaymentId")} shortcut="c" />
          </p>
        </div>
        {/* The amount stays in place when the state changes: on a phone it is in front of the state. */}
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1 max-md:flex-row-reverse">
          <span className="md:min-w-20">
            <PaymentStatusBadge as="badge" status={payment.status} rawStatus={payment.rawStatus} />
          </span>
          <TestBadge size="md" channelType={payment.channel?.type ?? null} />
          <div className="md:text-right">
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

function Buyer({ payment: { customer, method, paidAt, requestedAt } }: Pick<PaymentDetail, "payment">) {
  const t = useTranslations("payment");
  const locale = useLocale();
  const name = customer.name ?? customer.id;
  const at = paidAt ?? requestedAt;
  return (
    <p className="mt-1 flex flex-wrap items-baseline gap-x-3 gap-y-0.5 text-muted">
      {name !== null && <span className="font-semibold text-ink wrap-anywhere">{name}</span>}
      {customer.phoneNumber !== null && <span className="text-ink tabular-nums">{customer.phoneNumber}</span>}
      <span>
        {t.rich(paidAt === null ? "requestedOn" : "paidOn", { time: () => <Time at={at} style="second" /> })}
      </span>
      {method !== null && (
        <span>
          {meansOf(t, method, locale)}
          {method.maskedNumber !== null && <> {method.maskedNumber}</>}
        </span>
      )}
    </p>
  );
}
