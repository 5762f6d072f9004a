"use client";
// Receipt before a refund, outcome after. The dialog cannot be closed before the answer, and follows the refund while the
// dialog is open.
import { useLocale, useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog } from "@/components/ui/dialog";
import { formatMoney } from "@/lib/domain/money";
import type { PromotionTerms } from "@/lib/domain/refund/promotion";
import type { RefundRequest } from "@/lib/domain/refund/refund-request";
import type { PaymentDetail } from "@/lib/domain/views/payment-page";
import type { RefundView } from "@/lib/domain/views/refund";
import { balanceIn } from "./balance-now";
import { CustomerMessage } from "./customer-message";
import { figuresOf } from "./figures";
import { ManualRefundWarning } from "./manual-refund-warning";
import { Receipt, useRefundVerb } from "./receipt";
import { RefundOutcome } from "./refund-outcome";
import { RefundRejection, type Rejection } from "./refund-rejection";

export type RefundDialogProps = {
  /** The payment at the time of the receipt: the person confirms what they have read. */
  detail: PaymentDetail;
  /** Terms of the payment's promotion, if known and if no partial refund has been made yet. */
  promotion: PromotionTerms | null;
  request: RefundRequest;
  /** Current state of the refund, once it exists. */
  refund: RefundView | null;
  rejection: Rejection | null;
  /** The call itself failed, so the browser does not know whether the refund was requested. */
  hasNoAnswer: boolean;
  isSending: boolean;
  onSend: () => void;
  onClose: () => void;
  signInHref: string;
};

export function RefundDialog(props: RefundDialogProps) {
  const { detail, promotion, request, refund, rejection, hasNoAnswer } = props;
  const { isSending, onSend, onClose, signInHref } = props;
  const t = useTranslations("refund");
  const form = useTranslations("refundForm");
  const locale = useLocale();
  const figures = figuresOf(detail, request.cancel, request.refundAccount !== undefined, {
    terms: promotion,
    option: request.promotionDiscountRetainOption ?? null,
  });
  const verb = useRefundVerb(detail, request, figures);
  const money = (amount: number) => formatMoney(amount, detail.payment.currency, locale);
  /** PortOne's current balance, if different from the balance on the receipt. */
  const balanceNow = rejection?.code === "amount-changed" ? balanceIn(rejection.detail) : null;
  const maySendAgain = hasNoAnswer || (rejection !== null && repeatable.includes(rejection.code));
  return (
    <Dialog
      isOpen
      mayClose={!isSending}
      onClose={onClose}
      title={refund ? t(`badge.${refund.state}`) : t("confirmTitle")}
    >
      <div role="status" className="mt-4 empty:hidden">
        {refund && <RefundOutcome refund={refund} method={detail.payment.method} />}
        {!isSending &&
          !refund &&
          (balanceNow !== null ? (
            <Callout kind="warn" title={form("changed.title")}>
              {form("changed.body", { before: money(request.cancel.shown), after: money(balanceNow) })}
            </Callout>
          ) : (
            (rejection || hasNoAnswer) && <RefundRejection rejection={rejection} signInHref={signInHref} />
          ))}
      </div>
      {!refund && (
        <div className="mt-4 empty:hidden">
          <ManualRefundWarning detail={detail} />
        </div>
      )}
      <Receipt
        detail={detail}
        request={request}
        refund={refund}
        figures={figures}
        isSent={isSending || hasNoAnswer || rejection !== null || refund !== null}
      />
      {refund !== null && refund.state !== "failed" && refund.contradictedBy === null && (
        <CustomerMessage
          detail={detail}
          request={request}
          refund={{ ...refund, state: refund.state }}
          arrival={figures.arrival}
        />
      )}
      <div className="mt-5 flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
        {!refund && (
          <Button size="lg" isDisabled={isSending} onPress={onClose} takesFocus>
            {t("goBack")}
          </Button>
        )}
        {refund && (
          <Button size="lg" onPress={onClose} takesFocus className="sm:min-w-28">
            {t("close")}
          </Button>
        )}
        {!refund && (!rejection || maySendAgain) && (
          <Button
            variant="danger"
            size="lg"
            isPending={isSending}
            pendingLabel={t("sending")}
            onPress={onSend}
          >
            {maySendAgain ? t("sendAgain") : verb}
          </Button>
        )}
      </div>
    </Dialog>
  );
}

/** Codes after which the same request may be sent again: nothing was done, or the request id makes a repeat harmless. */
const repeatable: readonly Rejection["code"][] = ["signed-out", "unexpected", "portone-unreachable"];
