"use client";
// The receipt before a refund, and its outcome after. It stays until there is an answer and follows the refund
// for as long as it is open.
import { useLocale, useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog } from "@/components/ui/dialog";
import { formatMoney } from "@/lib/domain/money";
import type { PromotionTerms } from "@/lib/domain/refund/promotion";
import type { RefundRequest } from "@/lib/domain/refund/refund";
import type { PaymentDetail } from "@/lib/domain/views/payment-page";
import type { RefundView } from "@/lib/domain/views/refund";
import { TellCustomer } from "./customer-message";
import { figuresOf } from "./figures";
import { ManualRefundWarning } from "./manual-refund-warning";
import { Receipt, useRefundVerb } from "./receipt";
import { RefundOutcome } from "./refund-outcome";
import { RefundRejection, type Rejection } from "./refund-rejection";

export type RefundDialogProps = {
  /** The payment as it was when the receipt was shown: what is confirmed is what was read. */
  detail: PaymentDetail;
  /** The terms of the payment's promotion, where they are known and a first partial refund is still to come. */
  promotion: PromotionTerms | null;
  request: RefundRequest;
  /** The refund as it now is, once there is one. */
  refund: RefundView | null;
  rejection: Rejection | null;
  /** The balance that PortOne has now, where it is no longer the one on the receipt. */
  balanceNow: number | null;
  /** The call itself failed, so nobody knows whether the refund was asked for. */
  hasNoAnswer: boolean;
  isSending: boolean;
  onSend: () => void;
  onClose: () => void;
  signInHref: string;
};

export function RefundDialog(props: RefundDialogProps) {
  const { detail, promotion, request, refund, rejection, balanceNow, hasNoAnswer } = props;
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
        <TellCustomer
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

/** Nothing was done, or the same request id makes a repeat harmless: the very same request may go again. */
const repeatable: readonly Rejection["code"][] = ["signed-out", "unexpected", "portone-unreachable"];
