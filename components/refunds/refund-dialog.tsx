"use client";
// The receipt before a refund, and its outcome after. It stays until there is an answer and follows the refund
// for as long as it is open.
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { RefundRequest } from "@/lib/domain/refund";
import type { PaymentDetail, RefundView } from "@/lib/domain/views";
import { OwnRefundWarning } from "./own-refund-warning";
import { RefundOutcome } from "./refund-outcome";
import { RefundReceipt, useRefundVerb } from "./refund-receipt";
import { RefundRejection, type Rejection } from "./refund-rejection";

type RefundDialogProps = {
  detail: PaymentDetail;
  request: RefundRequest;
  /** The refund as it now is, once there is one. */
  refund: RefundView | null;
  rejection: Rejection | null;
  /** The call itself failed, so nobody knows whether the refund was asked for. */
  hasNoAnswer: boolean;
  isSending: boolean;
  onSend: () => void;
  onClose: () => void;
  signInHref: string;
};

export function RefundDialog(props: RefundDialogProps) {
  const { detail, request, refund, rejection, hasNoAnswer, isSending, onSend, onClose, signInHref } = props;
  const t = useTranslations("refund");
  const verb = useRefundVerb(detail);
  const maySendAgain = hasNoAnswer || (rejection !== null && repeatable.includes(rejection.code));
  return (
    <Dialog
      isOpen
      mayClose={!isSending}
      onClose={onClose}
      title={refund ? t(`badge.${refund.state}`) : t("confirmTitle")}
    >
      <div role="status" className="mt-4 empty:hidden">
        {refund && <RefundOutcome refund={refund} />}
        {!isSending && !refund && (rejection || hasNoAnswer) && (
          <RefundRejection rejection={rejection} signInHref={signInHref} />
        )}
      </div>
      {!refund && (
        <div className="mt-4 empty:hidden">
          <OwnRefundWarning detail={detail} />
        </div>
      )}
      <RefundReceipt detail={detail} request={request} refund={refund} />
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
