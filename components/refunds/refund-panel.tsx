"use client";
// The place of a payment where money is given back. It keeps the form's text and the dialog alive whatever the
// payment does meanwhile: a refusal that arrives by polling hides the fields but loses nothing typed.
import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { useForm } from "react-hook-form";
import { paymentKey } from "@/components/payments/queries";
import { Card } from "@/components/ui/card";
import { otherReason, type RefundRequest, refundRequest } from "@/lib/domain/refund";
import type { PaymentDetail } from "@/lib/domain/views";
import { FormPresence } from "./form-presence";
import { OwnRefundWarning } from "./own-refund-warning";
import { RefundDialog } from "./refund-dialog";
import { RefundForm } from "./refund-form";
import { RefundHistory } from "./refund-history";
import { RefusalNotice, ViewerNotice } from "./refusal-notice";
import { newRequestId, type RequestRefund } from "./request-refund";

/** What a refund needs and this form does not ask for. */
function unaskedNeed({ needs }: PaymentDetail): "account-missing" | "email-missing" | null {
  if (needs.email) return "email-missing";
  return needs.account === null ? null : "account-missing";
}

type RefundPanelProps = {
  detail: PaymentDetail;
  mayRefund: boolean;
  requestRefund: RequestRefund;
  signInHref: string;
};

export function RefundPanel({ detail, mayRefund, requestRefund, signInHref }: RefundPanelProps) {
  const t = useTranslations("refund");
  const queries = useQueryClient();
  const panel = useRef<HTMLDivElement>(null);
  const sending = useRef(false);
  const landing = useRef(false);
  const [firstRequestId] = useState(newRequestId);
  const [reviewed, setReviewed] = useState<RefundRequest | null>(null);
  /** The refund that the form's request id stands for, once there was an answer. */
  const [answeredId, setAnsweredId] = useState<string | null>(null);
  const { payment } = detail;
  const refusal = detail.refusal ?? unaskedNeed(detail);

  const form = useForm<RefundRequest>({
    resolver: zodResolver(refundRequest),
    defaultValues: {
      storeId: payment.storeId,
      paymentId: payment.id,
      requestId: firstRequestId,
      cancel: { kind: "full", shown: detail.cancellable.amount },
      reasonCode: otherReason,
      note: "",
      requester: "CUSTOMER",
    },
  });

  const mutation = useMutation({
    mutationFn: requestRefund,
    retry: false,
    onSettled: () => {
      sending.current = false;
      // Not awaited: the answer is shown at once, the page follows.
      void queries.invalidateQueries({ queryKey: paymentKey(payment.id) });
    },
  });

  const answered = mutation.data?.ok ? mutation.data.value : null;
  // The page follows the payment by itself, so the newest word on this refund is there.
  const followed = answered && (detail.refunds.find(({ id }) => id === answered.id) ?? answered);

  // The button that opened the dialog may be gone after an answer; the panel that tells the outcome is not.
  useEffect(() => {
    if (reviewed !== null || !landing.current) return;
    landing.current = false;
    panel.current?.focus();
  }, [reviewed]);

  function send(request: RefundRequest) {
    // State follows a render later; the second press of a double click comes sooner.
    if (sending.current) return;
    sending.current = true;
    mutation.mutate(request);
  }

  /** A request id is renewed only when its refund has come to its end: until then a repeat is the same refund. */
  function review(typed: RefundRequest) {
    // What the receipt shows is what is confirmed: the server refuses when the balance is another by then.
    const request = { ...typed, cancel: { kind: "full" as const, shown: detail.cancellable.amount } };
    const state = detail.refunds.find(({ id }) => id === answeredId)?.state;
    if (state !== "succeeded" && state !== "failed") return setReviewed(request);
    const requestId = newRequestId();
    form.setValue("requestId", requestId);
    setAnsweredId(null);
    setReviewed({ ...request, requestId });
  }

  function close() {
    const { data: answer } = mutation;
    if (answer?.ok) setAnsweredId(answer.value.id);
    if (followed?.state === "succeeded") form.resetField("note");
    if (answer?.ok === false && answer.error.code === "request-id-reused") {
      form.setValue("requestId", newRequestId());
    }
    mutation.reset();
    setReviewed(null);
    landing.current = answer !== undefined;
  }

  const latest = detail.refunds.toSorted((a, b) => a.createdAt.localeCompare(b.createdAt)).at(-1);
  const isUnsettled = latest !== undefined && latest.state !== "succeeded";
  // The open refund says more about itself than the general refusal does.
  const openIsShown = refusal === "refund-open" && isUnsettled && latest.state !== "failed";
  const history = <RefundHistory refunds={detail.refunds} />;

  return (
    <Card id="refund-panel" title={t("title")}>
      <div ref={panel} tabIndex={-1} className="flex flex-col gap-4 px-5 pt-3 pb-5 outline-none">
        {isUnsettled && history}
        {!mayRefund && <ViewerNotice />}
        {mayRefund && refusal !== null && !openIsShown && <RefusalNotice code={refusal} />}
        {refusal === null && <OwnRefundWarning detail={detail} />}
        {refusal === null && <FormPresence control={form.control} detail={detail} />}
        {mayRefund && refusal === null && <RefundForm form={form} detail={detail} onReview={review} />}
        {!isUnsettled && history}
      </div>
      {reviewed && (
        <RefundDialog
          detail={detail}
          request={reviewed}
          refund={followed}
          rejection={mutation.data?.ok === false ? mutation.data.error : null}
          hasNoAnswer={mutation.isError}
          isSending={mutation.isPending}
          onSend={() => send(reviewed)}
          onClose={close}
          signInHref={signInHref}
        />
      )}
    </Card>
  );
}
