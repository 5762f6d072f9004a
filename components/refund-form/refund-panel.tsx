"use client";
// Refund of a payment. The typed text and the dialog survive every change of the payment: a refusal that arrives by polling
// hides the fields, but no typed text is lost.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { useWatch } from "react-hook-form";
import { isDone } from "@/components/labels/refund-labels";
import { paymentKey } from "@/components/live/payment-query";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { optionalPart } from "@/components/ui/optional-part";
import { PartNotLoaded } from "@/components/ui/part-not-loaded";
import type { PromotionTerms } from "@/lib/domain/refund/promotion";
import { isOpenRefund } from "@/lib/domain/refund/refund";
import type { RefundRequest } from "@/lib/domain/refund/refund-request";
import type { PaymentPageView } from "@/lib/domain/views/payment-page";
import type { RefundView } from "@/lib/domain/views/refund";
import { FormPresence } from "./form-presence";
import type { RefundFormValues } from "./form-values";
import { useLateParts } from "./late-parts";
import { RefundForm } from "./refund-form";
import { BlockedNotice, mayHaveOtherWays, RefusalNotice, ViewerNotice } from "./refusal-notice";
import { type AskApproval, newRequestId, type RequestRefund } from "./request-id";
import type { SubmitRefund } from "./submit-refund";
import { type RefundPerson, useRefundForm } from "./use-refund-form";

const ManualRefundWarning = optionalPart(
  dynamic(() => import("./manual-refund-warning").then((file) => file.ManualRefundWarning)),
);
const LatestRefund = optionalPart(dynamic(() => import("./latest-refund").then((file) => file.LatestRefund)));
const OtherWays = optionalPart(dynamic(() => import("./other-ways").then((file) => file.OtherWays)));

type RefundPanelProps = {
  /** The payment as the page shows it; `live` is newer while the dialog is open. */
  detail: PaymentPageView;
  live: PaymentPageView;
  person: RefundPerson;
  promotion: PromotionTerms | null;
  requestRefund: RequestRefund;
  /** Absent for people who may not request refunds. */
  askApproval?: AskApproval | undefined;
  /** The request of the person's own that the form amends. */
  amending: { ask: AskApproval; onAmended: () => void } | null;
  signInHref: string;
  /** While the dialog is open, the page below keeps its content, so that nothing moves when the answer arrives. */
  onDialog: (isOpen: boolean) => void;
  /** What the form is set to; null without a form. */
  onChoice: (choice: RefundChoice) => void;
};

export type RefundChoice = RefundFormValues["kind"] | null;

type Reviewed = { request: RefundRequest; detail: PaymentPageView };

/** Returns two cards: the state of the latest refund or why there is no form, and the form. */
export function RefundPanel(props: RefundPanelProps) {
  const { detail, live, person, promotion, requestRefund, askApproval, amending } = props;
  const { signInHref, onDialog, onChoice } = props;
  const t = useTranslations("refund");
  const queries = useQueryClient();
  const statePanel = useRef<HTMLDivElement>(null);
  const formPanel = useRef<HTMLDivElement>(null);
  const sending = useRef(false);
  const landing = useRef(false);
  const [requestId, setRequestId] = useState(newRequestId);
  const [reviewed, setReviewed] = useState<Reviewed | null>(null);
  /** Refund with the form's request id, as the answer said. */
  const [last, setLast] = useState<Pick<RefundView, "id" | "state"> | null>(null);
  const late = useLateParts();
  /** The refund that this page has seen in progress. */
  const [seenOpen, setSeenOpen] = useState<string | null>(null);
  const { payment, refusal } = detail;
  const { form, context, notice, discardDraft, startOver } = useRefundForm(detail, person, late.load);
  const kind = useWatch({ control: form.control, name: "kind" });

  const latest = detail.refunds.toSorted((a, b) => a.createdAt.localeCompare(b.createdAt)).at(-1);
  const lastRead = last && detail.refunds.find(({ id }) => id === last.id);
  /** The page has a reading from before the answer for a moment: the balance and the state of the refund are out of date. */
  const isBehind = last !== null && (!lastRead || (isOpenRefund(lastRead) && !isOpenRefund(last)));
  const isInProgress = latest !== undefined && isOpenRefund(latest) && !isBehind;
  if (isInProgress && seenOpen !== latest.id) setSeenOpen(latest.id);
  // A refund that ends while the page is open keeps its place: a form in its place would move what a person reads.
  const hasJustEnded = latest !== undefined && !isInProgress && latest.id === seenOpen;
  const mayRequest =
    person.mayRefund && (refusal === null || (amending !== null && refusal === "approval-open"));
  /** The policy blocks every refund that the person may request. */
  const isBlocked = mayRequest && context.blocked.full && context.blocked.partial && !context.mayOverride;
  const hasForm = mayRequest && !isBlocked && !hasJustEnded;
  const choice = hasForm ? kind : null;
  useEffect(() => onChoice(choice), [onChoice, choice]);

  const mutation = useMutation({
    mutationFn: ({ by, request }: { by: SubmitRefund; request: RefundRequest }) => by(requestRefund, request),
    retry: false,
    onSettled: (result) => {
      sending.current = false;
      // The request is in the ledger now. Only a refund that failed at once may be requested again without changes.
      if (result?.ok && result.value.state !== "failed") discardDraft();
      // Not awaited: the answer is shown at once, the page follows.
      void queries.invalidateQueries({ queryKey: paymentKey(payment.id) });
    },
  });

  const answer = mutation.data;
  const answered = answer?.ok ? answer.value : null;
  // The page follows the payment by itself, so it has the latest state of this refund.
  const followed = answered && (live.refunds.find(({ id }) => id === answered.id) ?? answered);
  const rejection = answer?.ok === false ? answer.error : null;

  // The button that opened the dialog may be gone after an answer; the panel with the outcome is not.
  useEffect(() => {
    if (reviewed !== null || !landing.current) return;
    landing.current = false;
    (statePanel.current ?? formPanel.current)?.focus();
  }, [reviewed]);

  function send(by: SubmitRefund, request: RefundRequest) {
    // React updates the state with the next render; the second press of a double click comes sooner.
    if (sending.current) return;
    sending.current = true;
    mutation.mutate({ by, request });
  }

  /** Opens the receipt. The request id is renewed only after its refund has ended: before, a repeat is the same refund. */
  async function review(values: RefundFormValues) {
    const parts = await late.load();
    if (parts === null) return;
    const hasEnded = lastRead && !isOpenRefund(lastRead);
    const id = hasEnded ? newRequestId() : requestId;
    const read = parts.readForm(values, context, id);
    if (!("request" in read)) return;
    if (hasEnded) {
      setRequestId(id);
      setLast(null);
    }
    setReviewed({ request: read.request, detail });
    onDialog(true);
  }

  function asked() {
    discardDraft();
    startOver();
    setRequestId(newRequestId());
    setReviewed(null);
    onDialog(false);
    landing.current = true;
    amending?.onAmended();
    void queries.invalidateQueries({ queryKey: paymentKey(payment.id) });
  }

  function close() {
    if (answered) setLast(answered);
    if (answered && answered.state !== "failed") startOver();
    if (rejection?.code === "request-id-reused") setRequestId(newRequestId());
    mutation.reset();
    setReviewed(null);
    onDialog(false);
    landing.current = answer !== undefined;
  }

  const showsLatest = latest !== undefined && (latest.state !== "succeeded" || hasJustEnded);
  // The latest refund says more than the general refusal.
  const isExplained =
    refusal === null ||
    refusal === "approval-open" ||
    (refusal === "refund-open" && isInProgress) ||
    (hasJustEnded && isDone(refusal));
  const presence = refusal === null && <FormPresence control={form.control} detail={detail} />;
  // The request that waits, and what the person may do with it, stand above.
  const lacksPermission = !person.mayRefund && refusal !== "approval-open";
  const hasState = showsLatest || !isExplained || isBlocked || lacksPermission;
  return (
    <>
      {hasState && (
        <Card id="refund-state" title={t("stateTitle")} className="order-1">
          <div ref={statePanel} tabIndex={-1} className="flex flex-col gap-4 px-5 pt-3 pb-5 outline-none">
            {showsLatest && (
              <LatestRefund refund={latest} method={payment.method}>
                {hasJustEnded && mayRequest && !isBlocked && (
                  <Button size="sm" onPress={() => setSeenOpen(null)}>
                    {t(latest.state === "failed" ? "refundAgain" : "refundRest")}
                  </Button>
                )}
              </LatestRefund>
            )}
            {lacksPermission && <ViewerNotice />}
            {person.mayRefund && refusal !== null && !isExplained && <RefusalNotice code={refusal} />}
            {isBlocked && <BlockedNotice />}
            {!hasForm && presence}
            {person.mayRefund && (isBlocked || (!isExplained && mayHaveOtherWays(refusal))) && (
              <OtherWays detail={detail} mayOverride={person.mayOverride} />
            )}
          </div>
        </Card>
      )}
      {hasForm && (
        <Card id="refund-panel" title={t("title")} className="order-2">
          <div
            ref={formPanel}
            tabIndex={-1}
            aria-keyshortcuts="r"
            data-key-name={t("title")}
            className="flex flex-col gap-4 px-5 pt-3 pb-5 outline-none"
          >
            {detail.manualRefunds.length > 0 && <ManualRefundWarning detail={detail} />}
            {presence}
            {late.hasFailed && <PartNotLoaded />}
            <RefundForm
              form={form}
              context={context}
              detail={detail}
              promotion={promotion}
              notice={notice}
              readForm={late.parts?.readForm ?? null}
              requestId={requestId}
              isBehind={isBehind}
              onStart={() => void late.load()}
              onReview={review}
            />
          </div>
        </Card>
      )}
      {reviewed && late.parts && (
        <late.parts.ReviewDialog
          detail={reviewed.detail}
          promotion={promotion}
          request={reviewed.request}
          refund={followed}
          rejection={rejection}
          isSending={mutation.isPending}
          ask={amending?.ask ?? askApproval}
          isAmending={amending !== null}
          maySkipApproval={person.maySkipApproval}
          onAsked={asked}
          onReused={() => setRequestId(newRequestId())}
          onSend={send}
          onAskInstead={() => mutation.reset()}
          onClose={close}
          signInHref={signInHref}
        />
      )}
    </>
  );
}
