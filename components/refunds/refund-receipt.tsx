// The receipt of a refund that is about to be asked for: which payment, how much, where to, why.
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Money } from "@/components/payments/money";
import { meansOf } from "@/components/payments/words";
import { formatMoney } from "@/lib/domain/money";
import type { RefundRequest } from "@/lib/domain/refund";
import type { PaymentDetail, RefundView } from "@/lib/domain/views";

type RefundReceiptProps = { detail: PaymentDetail; request: RefundRequest; refund: RefundView | null };

export function RefundReceipt({ detail, request, refund }: RefundReceiptProps) {
  const t = useTranslations("refund");
  const payment = useTranslations("payment");
  const amount = useAmount(detail, refund);
  const { id, orderName, customer, method } = detail.payment;
  const locale = useLocale();
  const means = method && meansOf(payment, method, locale);
  return (
    <div className="mt-4 rounded-md border border-line">
      <p className="flex items-baseline justify-between gap-4 border-b border-dashed border-line px-4 py-3">
        <span className="text-sm text-muted">{t("receiptAmount")}</span>
        <span className="text-2xl font-bold tracking-tight">{amount}</span>
      </p>
      <dl className="flex flex-col gap-1.5 px-4 py-3 text-sm">
        {!refund && detail.cancellable.taxFree > 0 && (
          <Line label={t("ofTaxFree")}>
            <Money amount={detail.cancellable.taxFree} currency={detail.payment.currency} />
          </Line>
        )}
        {refund && <Line label={t("number")}>{refund.number}</Line>}
        <Line label={t("receiptPayment")}>{id}</Line>
        <Line label={t("receiptOrder")}>{orderName}</Line>
        {(customer.name ?? customer.id) && (
          <Line label={t("receiptCustomer")}>{customer.name ?? customer.id}</Line>
        )}
        <Line label={t("destination")}>
          {t("originalMethod")}
          {means && <span className="block font-normal text-muted">{means}</span>}
          {method?.maskedNumber && (
            <span className="block font-normal text-muted">{method.maskedNumber}</span>
          )}
        </Line>
        <Line label={t("requester")}>{t(`by.${request.requester}`)}</Line>
        <Line label={t("reason")}>{request.note}</Line>
      </dl>
      {!refund && (
        <p className="border-t border-dashed border-line px-4 py-2.5 text-sm font-semibold text-danger">
          {t("irreversible")}
        </p>
      )}
    </div>
  );
}

/** What the button does, in figures where they are known. */
export function useRefundVerb({ cancellable, payment }: PaymentDetail): string {
  const t = useTranslations("refund");
  const locale = useLocale();
  if (!cancellable.basisKnown) return t("refundAll");
  return t("refundAmount", { amount: formatMoney(cancellable.amount, payment.currency, locale) });
}

function useAmount({ cancellable, payment }: PaymentDetail, refund: RefundView | null): string {
  const t = useTranslations("refund");
  const locale = useLocale();
  const amount = refund ? refund.amount : cancellable.basisKnown ? cancellable.amount : null;
  return amount === null ? t("allLeft") : formatMoney(amount, payment.currency, locale);
}

function Line({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[5.5rem_minmax(0,1fr)] gap-3">
      <dt className="text-faint">{label}</dt>
      <dd className="font-medium wrap-anywhere">{children}</dd>
    </div>
  );
}
