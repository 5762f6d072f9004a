// The receipt of a refund that is about to be asked for: which payment, how much, where to, why.
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { meansOf } from "@/components/payments/words";
import { bankName } from "@/lib/domain/bank-names";
import { formatMoney } from "@/lib/domain/money";
import type { RefundRequest } from "@/lib/domain/refund";
import { groupedNumber, groupedPhone, maskedNumber } from "@/lib/domain/refund-account";
import type { RefundReason } from "@/lib/domain/refund-reason";
import type { PaymentDetail, RefundView } from "@/lib/domain/views";
import { useArrivalWords } from "./arrival-words";
import { figuresOf } from "./figures";

type ReceiptProps = {
  detail: PaymentDetail;
  request: RefundRequest;
  refund: RefundView | null;
  /** Whether the request has ever left the browser. Until then the account is shown whole, to be read back to the customer. */
  isSent: boolean;
};

export function Receipt({ detail, request, refund, isSent }: ReceiptProps) {
  const t = useTranslations("form");
  const locale = useLocale();
  const arrival = useArrivalWords();
  const amount = useReceiptAmount(detail, request, refund);
  const { payment } = detail;
  const { id, orderName, customer, currency } = payment;
  const money = (value: number) => formatMoney(value, currency, locale);
  const figures = figuresOf(detail, request.cancel, request.refundAccount !== undefined);
  const { taxFree, vat } = partsOf(detail, request);
  const isOrderAmount = request.promotionDiscountRetainOption !== undefined;
  return (
    <div className="mt-4 rounded-md border border-line">
      <p className="flex items-baseline justify-between gap-4 border-b border-dashed border-line px-4 py-3">
        <span className="text-sm text-muted">
          {t(isOrderAmount ? "receipt.orderAmount" : "receipt.amount")}
        </span>
        <span className="text-2xl font-bold tracking-tight">{amount}</span>
      </p>
      <dl className="flex flex-col gap-1.5 px-4 py-3 text-sm">
        {refund && <Line label={t("receipt.number")}>{refund.number}</Line>}
        {!refund && taxFree !== null && <Line label={t("receipt.taxFree")}>{money(taxFree)}</Line>}
        {!refund && vat !== null && <Line label={t("receipt.vat")}>{money(vat)}</Line>}
        {!refund && figures.cost !== null && figures.fee !== 0 && (
          <Line label={t("receipt.cost")}>{money(figures.cost)}</Line>
        )}
        <Line label={t("receipt.payment")}>{id}</Line>
        <Line label={t("receipt.order")}>{orderName}</Line>
        {(customer.name ?? customer.id) && (
          <Line label={t("receipt.customer")}>{customer.name ?? customer.id}</Line>
        )}
        <Line label={t("receipt.destination")}>
          <Destination detail={detail} request={request} isSent={isSent} />
        </Line>
        {!refund && <Line label={t("receipt.arrival")}>{arrival(figures.arrival)}</Line>}
        {request.promotionDiscountRetainOption && (
          <Line label={t("receipt.discount")}>{t(`promotion.${request.promotionDiscountRetainOption}`)}</Line>
        )}
        <Line label={t("receipt.requester")}>{t(`by.${request.requester}`)}</Line>
        <Line label={t("receipt.reason")}>{reasonOf(detail.reasons, request, locale)}</Line>
        {request.internalNote && <Line label={t("receipt.internalNote")}>{request.internalNote}</Line>}
        {request.override && <Line label={t("receipt.override")}>{request.override.why}</Line>}
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
export function useRefundVerb(detail: PaymentDetail, request: RefundRequest): string {
  const t = useTranslations("form");
  const locale = useLocale();
  const { amount } = figuresOf(detail, request.cancel, request.refundAccount !== undefined);
  if (amount === null) return t("verb.all");
  const written = formatMoney(amount, detail.payment.currency, locale);
  return request.promotionDiscountRetainOption === undefined
    ? t("verb.amount", { amount: written })
    : t("verb.orderAmount", { amount: written });
}

function useReceiptAmount(detail: PaymentDetail, request: RefundRequest, refund: RefundView | null): string {
  const t = useTranslations("form");
  const locale = useLocale();
  const amount = refund
    ? refund.amount
    : figuresOf(detail, request.cancel, request.refundAccount !== undefined).amount;
  return amount === null ? t("summary.allLeft") : formatMoney(amount, detail.payment.currency, locale);
}

/** The parts that are stated; null where there are none to speak of. */
function partsOf({ needs, cancellable }: PaymentDetail, { cancel }: RefundRequest) {
  const taxFree = cancel.kind === "full" ? cancellable.taxFree : (cancel.taxFreeAmount ?? 0);
  const vat = cancel.kind === "full" ? null : (cancel.vatAmount ?? null);
  return { taxFree: needs.taxFree ? taxFree : null, vat };
}

function reasonOf(reasons: readonly RefundReason[], request: RefundRequest, locale: string): string {
  const chosen = reasons.find(({ code }) => code === request.reasonCode);
  const label = chosen === undefined ? request.reasonCode : locale.startsWith("ko") ? chosen.ko : chosen.en;
  return request.note === "" ? label : `${label}: ${request.note}`;
}

function Destination({ detail, request, isSent }: Pick<ReceiptProps, "detail" | "request" | "isSent">) {
  const t = useTranslations("form");
  const words = useTranslations("payment");
  const locale = useLocale();
  const { refundAccount: account, refundEmail } = request;
  const { method } = detail.payment;
  if (account) {
    return (
      <>
        {bankName(account.bank, locale)}{" "}
        <span className="tabular-nums">
          {isSent ? maskedNumber(account.number) : groupedNumber(account.number)}
        </span>
        <span className="block font-normal text-muted">
          {t("receipt.holder", { holder: account.holderName })}
        </span>
        {account.holderPhoneNumber && !isSent && (
          <span className="block font-normal text-muted tabular-nums">
            {t("receipt.phone", { phone: groupedPhone(account.holderPhoneNumber) })}
          </span>
        )}
      </>
    );
  }
  if (refundEmail) return refundEmail;
  return (
    <>
      {t("destination.same")}
      {method && <span className="block font-normal text-muted">{meansOf(words, method, locale)}</span>}
      {method?.maskedNumber && <span className="block font-normal text-muted">{method.maskedNumber}</span>}
    </>
  );
}

function Line({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[6.5rem_minmax(0,1fr)] gap-3">
      <dt className="text-faint">{label}</dt>
      <dd className="font-medium wrap-anywhere">{children}</dd>
    </div>
  );
}
