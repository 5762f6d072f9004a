// Receipt of a refund before the request: payment, amount, destination, reason.
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { type FigureLabels, useFigureLabels } from "@/components/labels/figure-labels";
import { meansOf } from "@/components/labels/payment-labels";
import { noFigures } from "@/lib/domain/amounts";
import { bankName } from "@/lib/domain/bank/bank-names";
import { formatMoney } from "@/lib/domain/money";
import { groupedNumber, groupedPhone, maskedNumber } from "@/lib/domain/refund/refund-account";
import type { RefundReason } from "@/lib/domain/refund/refund-reason";
import type { RefundRequest } from "@/lib/domain/refund/refund-request";
import { arrivalKind, refundRoute } from "@/lib/domain/refund/refund-route";
import type { PaymentDetail } from "@/lib/domain/views/payment-page";
import type { RefundView } from "@/lib/domain/views/refund";
import { useArrivalMessages } from "./arrival-messages";
import type { Figures } from "./figures";

type ReceiptProps = {
  detail: PaymentDetail;
  request: RefundRequest;
  refund: RefundView | null;
  /** Figures of the request, for the time before the refund exists. */
  figures: Figures;
  /** Whether the request has left the browser. Before that, the account is not masked, to be read back to the customer. */
  isSent: boolean;
};

export function Receipt({ detail, request, refund, figures, isSent }: ReceiptProps) {
  const t = useTranslations("refundForm");
  const locale = useLocale();
  const arrival = useArrivalMessages();
  const { sum, isMoney, notes } = useLabelsOf(detail, request, refund, figures);
  const { payment } = detail;
  const { id, orderName, customer, currency } = payment;
  const money = (value: number) => formatMoney(value, currency, locale);
  const { taxFree, vat } = partsOf(detail, request);
  return (
    <div className="mt-4 rounded-md border border-line">
      <div className="border-b border-dashed border-line px-4 py-3">
        <p className="flex items-baseline justify-between gap-4">
          <span className="text-sm text-muted">{t(isMoney ? "receipt.amount" : "receipt.cancelAmount")}</span>
          <span className="text-right text-2xl font-bold tracking-tight">{sum}</span>
        </p>
        {notes.map((note) => (
          <p key={note} className="text-right text-sm text-muted">
            {note}
          </p>
        ))}
      </div>
      <dl className="flex flex-col gap-1.5 px-4 py-3 text-sm">
        {taxFree !== null && <Line label={t("receipt.taxFree")}>{money(taxFree)}</Line>}
        {vat !== null && <Line label={t("receipt.vat")}>{money(vat)}</Line>}
        {figures.cost !== null && figures.fee !== 0 && (
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
        {refund?.state !== "failed" && (
          <Line
            label={t("receipt.arrival", {
              as: arrivalKind(refundRoute(payment.method, request.refundAccount !== undefined)),
            })}
          >
            {arrival(figures.arrival)}
          </Line>
        )}
        {request.promotionDiscountRetainOption && (
          <Line label={t("receipt.discount")}>{t(`promotion.${request.promotionDiscountRetainOption}`)}</Line>
        )}
        <Line label={t("receipt.requester")}>{t(`by.${request.requester}`)}</Line>
        <Line label={t("receipt.reason")}>{reasonOf(detail.reasons, request, locale)}</Line>
        {request.internalNote && <Line label={t("receipt.internalNote")}>{request.internalNote}</Line>}
        {request.emergency && <Line label={t("receipt.emergency")}>{request.emergency.why}</Line>}
        {request.override && <Line label={t("receipt.override")}>{request.override.why}</Line>}
        {/* Last, so that no line moves when the number is known. */}
        {refund && <Line label={t("receipt.number")}>{refund.number}</Line>}
      </dl>
    </div>
  );
}

/** Returns the label of the button, with the figures if known. */
export function useRefundVerb(detail: PaymentDetail, request: RefundRequest, figures: Figures): string {
  const t = useTranslations("refundForm");
  const locale = useLocale();
  const { sum, isMoney } = useLabelsOf(detail, request, null, figures);
  const { cancel } = request;
  if (isMoney) return t("verb.amount", { amount: sum });
  if (figures.sent !== null && figures.sent.order !== null) return t("verb.cancel", { sum });
  return cancel.kind === "full"
    ? t("verb.all")
    : t("verb.cancel", { sum: formatMoney(cancel.amount, detail.payment.currency, locale) });
}

function useLabelsOf(
  { payment: { currency } }: PaymentDetail,
  { cancel }: RefundRequest,
  refund: RefundView | null,
  { sent }: Figures,
): FigureLabels {
  const labels = useFigureLabels();
  if (refund !== null) return labels({ ...refund, stated: refund.requested.amount });
  const figures = sent === null ? noFigures : { ...sent, points: null };
  return labels({ figures, stated: cancel.kind === "full" ? null : cancel.amount, currency });
}

/** Returns the tax-free part and the VAT (minor units) to show; null for a part that does not apply. */
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
  const t = useTranslations("refundForm");
  const labels = useTranslations("payment");
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
        {account.holderPhoneNumber && (
          <span className="block font-normal text-muted tabular-nums">
            {t("receipt.phone", {
              phone: isSent
                ? maskedNumber(account.holderPhoneNumber)
                : groupedPhone(account.holderPhoneNumber),
            })}
          </span>
        )}
      </>
    );
  }
  if (refundEmail) return refundEmail;
  return (
    <>
      {t("destination.same")}
      {method && <span className="block font-normal text-muted">{meansOf(labels, method, locale)}</span>}
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
