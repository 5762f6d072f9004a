"use client";
// The receipt of a refund that waits for other people, before the request. Loads when a person reviews such a refund.
import { standardSchemaResolver } from "@hookform/resolvers/standard-schema";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useForm } from "react-hook-form";
import * as z from "zod/mini";
import type { Action } from "@/components/ui/action";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog } from "@/components/ui/dialog";
import { TextArea } from "@/components/ui/text-area";
import { useAction } from "@/components/ui/use-action";
import type { AmendApprovalError } from "@/lib/domain/approval/approval-errors";
import type { PromotionTerms } from "@/lib/domain/refund/promotion";
import { reasonLength } from "@/lib/domain/refund/refund";
import type { RefundRequest } from "@/lib/domain/refund/refund-request";
import { textSchema } from "@/lib/domain/text-schema";
import type { PaymentDetail } from "@/lib/domain/views/payment-page";
import { figuresOf } from "./figures";
import { Receipt } from "./receipt";
import { RefundRejection } from "./refund-rejection";
import { storeUsedBank } from "./used-banks";

type AskDialogProps = {
  detail: PaymentDetail;
  promotion: PromotionTerms | null;
  request: RefundRequest;
  /** How many people must approve. */
  approvers: number;
  /** Asks for approval, or amends the request that waits. */
  ask: Action<RefundRequest, { id: string }, AmendApprovalError>;
  onAsked: () => void;
  /** Called when the request id is of another request: the form needs a new one. */
  onReused: () => void;
  /** Sends without approval, with the reason. Absent for people who may not. */
  onEmergency?: (why: string) => void;
  onClose: () => void;
  signInHref: string;
};

export function AskDialog(props: AskDialogProps) {
  const { detail, promotion, request, approvers, ask, onAsked, onReused, onEmergency, onClose, signInHref } =
    props;
  const t = useTranslations("refund");
  const { run, isPending, refusal } = useAction(ask);
  const [isEmergency, setEmergency] = useState(false);
  const figures = figuresOf(detail, request.cancel, request.refundAccount !== undefined, {
    terms: promotion,
    option: request.promotionDiscountRetainOption ?? null,
  });

  async function send() {
    if (request.refundAccount) storeUsedBank(request.refundAccount.bank);
    const outcome = await run(request);
    if (outcome.kind === "done") onAsked();
    if (outcome.kind === "refused" && outcome.refusal.code === "request-id-reused") onReused();
  }

  return (
    <Dialog
      isOpen
      mayClose={!isPending}
      onClose={onClose}
      title={t("ask.title")}
      footer={
        <div className="grid grid-cols-[auto_minmax(0,1fr)] gap-2 sm:grid-cols-[auto_minmax(0,14rem)] sm:justify-end">
          <Button size="lg" isDisabled={isPending} onPress={onClose} takesFocus>
            {t("goBack")}
          </Button>
          <Button
            variant="primary"
            size="lg"
            isPending={isPending}
            pendingLabel={t("ask.asking")}
            onPress={() => void send()}
          >
            {t("ask.button")}
          </Button>
        </div>
      }
    >
      <div role="status" className="mt-4">
        {refusal === null ? (
          <Callout kind="info" title={t("ask.means", { count: approvers })}>
            <p>{t("ask.body")}</p>
          </Callout>
        ) : (
          <RefundRejection
            rejection={{ ...refusal, code: refusal.code === "desk-updated" ? "not-taken" : refusal.code }}
            hasCustomerData={Boolean(request.refundAccount ?? request.refundEmail)}
            signInHref={signInHref}
          />
        )}
      </div>
      <Receipt detail={detail} request={request} refund={null} figures={figures} isSent={isPending} />
      {onEmergency && (
        <div className="mt-4">
          {isEmergency ? (
            <Emergency onSend={onEmergency} />
          ) : (
            <Button variant="quiet" isDisabled={isPending} onPress={() => setEmergency(true)}>
              {t("emergency.open")}
            </Button>
          )}
        </div>
      )}
    </Dialog>
  );
}

const emergencyReason = z.object({
  why: textSchema({ max: reasonLength.max, tooLong: "reason-too-long", missing: "why-missing" }),
});

/** The refund is reviewed once more before it is sent. */
function Emergency({ onSend }: { onSend: (why: string) => void }) {
  const t = useTranslations("refund");
  const { control, handleSubmit } = useForm({
    resolver: standardSchemaResolver(emergencyReason),
    defaultValues: { why: "" },
  });
  return (
    <form
      noValidate
      onSubmit={handleSubmit(({ why }) => onSend(why))}
      className="flex flex-col gap-3 rounded-md border border-line p-4"
    >
      <p className="font-semibold">{t("emergency.title")}</p>
      <TextArea
        control={control}
        name="why"
        label={t("emergency.why")}
        hint={t("emergency.hint")}
        max={reasonLength.max}
        countLabel={(count) => `${count}/${reasonLength.max}`}
        errorMessages={(code) =>
          code === "why-missing"
            ? t("emergency.whyMissing")
            : t("emergency.whyTooLong", { max: reasonLength.max })
        }
      />
      <Button type="submit" variant="danger">
        {t("emergency.review")}
      </Button>
    </form>
  );
}
