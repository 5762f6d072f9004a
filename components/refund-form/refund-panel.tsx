"use client";
// Refunds of a payment. The typed text and the dialog survive every change of the payment: a refusal that arrives by polling
// hides the fields, but no typed text is lost.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { paymentKey } from "@/components/live/payment-query";
import { Card } from "@/components/ui/card";
import { optionalPart } from "@/components/ui/optional-part";
import { PartNotLoaded } from "@/components/ui/part-not-loaded";
import type { PromotionTerms } from "@/lib/domain/refund/promotion";
import type { RefundRequest } from "@/lib/domain/refund/refund-request";
import type { PaymentDetail } from "@/lib/domain/views/payment-page";
import { FormPresence } from "./form-presence";
import type { RefundFormValues } from "./form-values";
import { useLateParts } from "./late-parts";
import { RefundForm } from "./refund-form";
import { RefusalNotice, ViewerNotice } from "./refusal-notice";
import { newRequestId, type RequestRefund } from "./request-id";
import type { SendRefund } from "./send-refund";
import { type RefundPerson, useRefundForm } from "./use-refund-form";
import { storeUsedBank } from "./used-banks";

const ManualRefundWarning = optionalPart(
  dynamic(() => import("./manual-refund-warning").then((file) => file.ManualRefundWarning)),
);
const RefundHistory = optionalPart(
  dynamic(() => import("./refund-history").then((file) => file.RefundHistory)),
);

type RefundPanelProps = {
  detail: PaymentDetail;
  person: RefundPerson;
  promotion: PromotionTerms | null;
  requestRefund: RequestRefund;
  signInHref: string;
};

export function RefundPanel(props: RefundPanelProps) {
  const { detail, person, promotion, requestRefund, signInHref } = props;
  const t = useTranslations("refund");
  const queries = useQueryClient();
  const panel = useRef<HTMLDivElement>(null);
  const sending = useRef(false);
  const landing = useRef(false);
  const [requestId, setRequestId] = useState(newRequestId);
  const [reviewed, setReviewed] = useState<{ request: RefundRequest; detail: PaymentDetail } | null>(null);
  /** Refund with the form's request id, known after the answer. */
  const [answeredId, setAnsweredId] = useState<string | null>(null);
  const late = useLateParts();
  const { payment, refusal } = detail;
  const isOpen = person.mayRefund && refusal === null;
  const { form, context, notice, startOver } = useRefundForm(detail, person, late.load);

  const mutation = useMutation({
    mutationFn: ({ by, request }: { by: SendRefund; request: RefundRequest }) => by(requestRefund, request),
    retry: false,
    onSettled: (result) => {
      sending.current = false;
      // The request is in the ledger now. Only a refund that failed at once may be requested again without changes.
      if (result?.ok && result.value.state !== "failed") startOver();
      // Not awaited: the answer is shown at once, the page follows.
      void queries.invalidateQueries({ queryKey: paymentKey(payment.id) });
    },
  });

  const answer = mutation.data;
  const answered = answer?.ok ? answer.value : null;
  // The page follows the payment by itself, so it has the latest state of this refund.
  const followed = answered && (detail.refunds.find(({ id }) => id === answered.id) ?? answered);
  const rejection = answer?.ok === false ? answer.error : null;

  // The button that opened the dialog may be gone after an answer; the panel with the outcome is not.
  useEffect(() => {
    if (reviewed !== null || !landing.current) return;
    landing.current = false;
    panel.current?.focus();
  }, [reviewed]);

  function send(by: SendRefund, request: RefundRequest) {
    // React updates the state with the next render; the second press of a double click comes sooner.
    if (sending.current) return;
    sending.current = true;
    if (request.refundAccount) storeUsedBank(request.refundAccount.bank);
    mutation.mutate({ by, request });
  }

  /** Opens the receipt. The request id is renewed only after its refund has ended: before, a repeat is the same refund. */
  async function review(values: RefundFormValues) {
    const parts = await late.load();
    if (parts === null) return;
    const state = detail.refunds.find(({ id }) => id === answeredId)?.state;
    const hasEnded = state === "succeeded" || state === "failed";
    const id = hasEnded ? newRequestId() : requestId;
    const read = parts.readForm(values, context, id);
    if (!("request" in read)) return;
    if (hasEnded) {
      setRequestId(id);
      setAnsweredId(null);
    }
    setReviewed({ request: read.request, detail });
  }

  function close() {
    if (answer?.ok) setAnsweredId(answer.value.id);
    if (rejection?.code === "request-id-reused") setRequestId(newRequestId());
    mutation.reset();
    setReviewed(null);
    landing.current = answer !== undefined;
  }

  const latest = detail.refunds.toSorted((a, b) => a.createdAt.localeCompare(b.createdAt)).at(-1);
  const isUnfinished = latest !== undefined && latest.state !== "succeeded";
  // The open refund shows more than the general refusal.
  const openIsShown = refusal === "refund-open" && isUnfinished && latest.state !== "failed";
  const history = detail.refunds.length > 0 && <RefundHistory detail={detail} />;
  return (
    <Card id="refund-panel" title={t("title")}>
      <div
        ref={panel}
        tabIndex={-1}
        {...(isOpen && { "aria-keyshortcuts": "r", "data-key-name": t("title") })}
        className="flex flex-col gap-4 px-5 pt-3 pb-5 outline-none"
      >
        {isUnfinished && history}
        {!person.mayRefund && <ViewerNotice />}
        {person.mayRefund && refusal !== null && !openIsShown && <RefusalNotice code={refusal} />}
        {refusal === null && detail.manualRefunds.length > 0 && <ManualRefundWarning detail={detail} />}
        {refusal === null && <FormPresence control={form.control} detail={detail} />}
        {late.hasFailed && <PartNotLoaded />}
        {isOpen && (
          <RefundForm
            form={form}
            context={context}
            detail={detail}
            promotion={promotion}
            notice={notice}
            readForm={late.parts?.readForm ?? null}
            requestId={requestId}
            onStart={() => void late.load()}
            onReview={review}
          />
        )}
        {!isUnfinished && history}
      </div>
      {reviewed && late.parts && (
        <late.parts.RefundDialog
          detail={reviewed.detail}
          promotion={promotion}
          request={reviewed.request}
          refund={followed}
          rejection={rejection}
          isSending={mutation.isPending}
          onSend={(by) => send(by, reviewed.request)}
          onClose={close}
          signInHref={signInHref}
        />
      )}
    </Card>
  );
}

/** Loads the dialog while the form is filled in, so that a failure is known before the dialog is needed. */
