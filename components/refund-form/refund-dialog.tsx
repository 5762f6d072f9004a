"use client";
// Receipt before a refund, outcome after. The dialog cannot be closed before the answer, and follows the refund while the
// dialog is open.
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog } from "@/components/ui/dialog";
import { askBeforeUnload } from "@/components/ui/leave-guard";
import { formatMoney } from "@/lib/domain/money";
import type { PromotionTerms } from "@/lib/domain/refund/promotion";
import type { RefundRequest } from "@/lib/domain/refund/refund-request";
import { refundRoute } from "@/lib/domain/refund/refund-route";
import type { PaymentDetail } from "@/lib/domain/views/payment-page";
import type { RefundView } from "@/lib/domain/views/refund";
import { balanceIn } from "./balance-now";
import { CustomerMessage, customerMessage } from "./customer-message";
import type { CustomerLanguage } from "./customer-text";
import { figuresOf } from "./figures";
import { ManualRefundWarning } from "./manual-refund-warning";
import { Receipt, useRefundVerb } from "./receipt";
import { RefundOutcome } from "./refund-outcome";
import { RefundRejection, type Rejection } from "./refund-rejection";
import { type SubmitRefund, submitRefund } from "./submit-refund";

export type RefundDialogProps = {
  /** The payment at the time of the receipt: the person confirms what they have read. */
  detail: PaymentDetail;
  /** Terms of the payment's promotion, if known and if no partial refund has been made yet. */
  promotion: PromotionTerms | null;
  request: RefundRequest;
  /** Current state of the refund, once it exists. */
  refund: RefundView | null;
  rejection: Rejection | null;
  isSending: boolean;
  /** Called with the function that sends, which loads with the dialog. */
  onSend: (by: SubmitRefund) => void;
  /** Asks for approval instead, after the server has said that a rule asks for it. */
  onAsk: () => void;
  onClose: () => void;
  signInHref: string;
};

export function RefundDialog(props: RefundDialogProps) {
  const { detail, promotion, request, refund, rejection } = props;
  const { isSending, onSend, onAsk, onClose, signInHref } = props;
  const t = useTranslations("refund");
  const form = useTranslations("refundForm");
  const common = useTranslations("common");
  const locale = useLocale();
  const figures = figuresOf(detail, request.cancel, request.refundAccount !== undefined, {
    terms: promotion,
    option: request.promotionDiscountRetainOption ?? null,
  });
  const verb = useRefundVerb(detail, request, figures);
  const money = (amount: number) => formatMoney(amount, detail.payment.currency, locale);
  /** PortOne's current balance, if different from the balance on the receipt. */
  const balanceNow = rejection?.code === "amount-changed" ? balanceIn(rejection.detail) : null;
  const maySendAgain = rejection !== null && repeatable.includes(rejection.code);
  const [language, setLanguage] = useState<CustomerLanguage>("ko");
  const message =
    refund === null || refund.state === "failed" || refund.contradictedBy !== null
      ? null
      : customerMessage(
          { detail, request, refund: { ...refund, state: refund.state }, arrival: figures.arrival },
          language,
        );
  const mustReload = rejection?.code === "not-taken" || rejection?.code === "earlier-may-be-taken";
  return (
    <Dialog
      isOpen
      mayClose={!isSending}
      onClose={onClose}
      title={refund ? t(`badge.${refund.state}`) : t("confirmTitle")}
      footer={
        <div className="grid grid-cols-[auto_minmax(0,1fr)] gap-2 *:only:col-span-2 sm:grid-cols-[auto_minmax(0,14rem)] sm:justify-end">
          {!refund && (
            <Button size="lg" isDisabled={isSending} onPress={onClose} takesFocus>
              {t("goBack")}
            </Button>
          )}
          {message !== null && (
            <CopyButton text={message.body} label={form("customerMessage.copy")} labelSize="lg" />
          )}
          {refund && (
            <Button size="lg" onPress={onClose} takesFocus className="sm:min-w-28">
              {t("close")}
            </Button>
          )}
          {mustReload && (
            <Button variant="primary" size="lg" onPress={reloadUnasked} takesFocus>
              {common("reload")}
            </Button>
          )}
          {!refund && rejection?.code === "approval-needed" && (
            <Button variant="primary" size="lg" onPress={onAsk} takesFocus>
              {t("ask.button")}
            </Button>
          )}
          {!refund && (!rejection || maySendAgain) && (
            <Button
              variant="danger"
              size="lg"
              isPending={isSending}
              pendingLabel={t("sending")}
              onPress={() => onSend(submitRefund)}
            >
              {maySendAgain ? t("sendAgain") : verb}
            </Button>
          )}
        </div>
      }
    >
      {/* The outcome takes the place of the warning: the receipt below does not move when the answer arrives. */}
      <div role="status" className="mt-4 flex min-h-28 flex-col *:flex-1 sm:min-h-24">
        {refund && <RefundOutcome refund={refund} method={detail.payment.method} />}
        {!refund && (isSending || rejection === null) && (
          <Callout
            kind={isSending ? "progress" : "warn"}
            title={isSending ? t("sending") : form("irreversible")}
          >
            <p>
              {t(`outcome.way.${refundRoute(detail.payment.method, request.refundAccount !== undefined)}`)}
            </p>
          </Callout>
        )}
        {!isSending &&
          !refund &&
          (balanceNow !== null ? (
            <Callout kind="warn" title={form("changed.title")}>
              {form("changed.body", { before: money(request.cancel.shown), after: money(balanceNow) })}
            </Callout>
          ) : (
            rejection && (
              <RefundRejection
                rejection={rejection}
                hasCustomerData={Boolean(request.refundAccount ?? request.refundEmail)}
                signInHref={signInHref}
              />
            )
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
        isSent={isSending || (rejection !== null && rejection.code !== "not-taken") || refund !== null}
      />
      {message !== null && (
        <CustomerMessage
          message={message}
          email={detail.seesCustomer ? detail.payment.customer.email : null}
          language={language}
          onLanguage={setLanguage}
        />
      )}
    </Dialog>
  );
}

/** Codes after which the same request may be sent again: nothing was done, or the request id makes a repeat harmless. */
const repeatable: readonly Rejection["code"][] = [
  "signed-out",
  "unexpected",
  "no-answer",
  "portone-unreachable",
];

/** Reloads the page without the question of the leave guard: the draft is kept, and the dialog says what is not. */
function reloadUnasked(): void {
  window.removeEventListener("beforeunload", askBeforeUnload);
  window.location.reload();
}
