"use client";
// The receipt before an operation, and its outcome after. The dialog stays until there is an answer and follows an operation
// that is still being confirmed.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { paymentKey } from "@/components/live/payment-query";
import { newRequestId } from "@/components/refund-form/request-id";
import { Button } from "@/components/ui/button";
import { Callout, type CalloutKind } from "@/components/ui/callout";
import { Dialog } from "@/components/ui/dialog";
import { FormAlert } from "@/components/ui/form-alert";
import { useAction } from "@/components/ui/use-action";
import type { OperationRequest, OperationState } from "@/lib/domain/refund/operation";
import type { PaymentPageView } from "@/lib/domain/views/payment-page";
import type { OperationView } from "@/lib/domain/views/refund";
import { useOperationLabels } from "./operation-labels";
import type { OperationOffer } from "./operation-offer";
import { usePaymentActions } from "./payment-actions";

type OperationDialogProps = { offer: OperationOffer; signInHref: string; onClose: () => void };

const calloutKinds: Record<OperationState, CalloutKind> = {
  open: "progress",
  done: "success",
  refused: "warn",
  overtaken: "warn",
  "not-done": "warn",
};

export function OperationDialog({ offer, signInHref, onClose }: OperationDialogProps) {
  const { kind, lines, paymentId, will } = offer;
  const { requestOperation } = usePaymentActions();
  if (requestOperation === undefined)
    throw new Error("an operation is offered to a person who may not ask for it");
  const labels = useOperationLabels(kind);
  const queries = useQueryClient();
  const [requestId] = useState(newRequestId);
  const [answered, setAnswered] = useState<OperationView | null>(null);
  const { run, isPending, refusal } = useAction(requestOperation);
  // The page reads the payment; the dialog uses what the page has.
  const { data: detail } = useQuery<PaymentPageView>({ queryKey: paymentKey(paymentId), enabled: false });
  const operation = answered && (detail?.operations.find(({ id }) => id === answered.id) ?? answered);

  async function send() {
    const answer = await run(requestOf(offer, requestId));
    if (answer.kind === "running") return;
    if (answer.kind === "done") setAnswered(answer.value);
    await queries.invalidateQueries({ queryKey: paymentKey(paymentId) });
  }

  // The same request id makes a repeat harmless.
  const maySend = operation === null && (refusal === null || repeatable.includes(refusal.code));
  return (
    <Dialog
      isOpen
      mayClose={!isPending}
      onClose={onClose}
      title={operation ? labels.states[operation.state].title : labels.title}
    >
      <div className="mt-4 flex flex-col gap-3">
        {operation && (
          <Callout kind={calloutKinds[operation.state]} role="status">
            <span className="text-ink">{labels.states[operation.state].body}</span>
            <Said operation={operation} />
          </Callout>
        )}
        {!isPending && !operation && refusal?.code === "no-answer" && (
          <Callout kind="warn" role="alert" title={labels.noAnswer} />
        )}
        {!isPending && !operation && refusal?.code !== "no-answer" && (
          <FormAlert
            refusal={refusal}
            labels={(code: keyof typeof labels.errors) => labels.errors[code]}
            signInHref={signInHref}
          />
        )}
        <div className="rounded-md border border-line">
          <dl className="flex flex-col gap-1.5 px-4 py-3 text-sm">
            {lines.map(({ label, value }) => (
              <div key={label} className="grid grid-cols-[5.5rem_minmax(0,1fr)] gap-3">
                <dt className="text-faint">{label}</dt>
                <dd className="font-medium wrap-anywhere">{value}</dd>
              </div>
            ))}
          </dl>
          {!operation && (
            <div className="border-t border-dashed border-line px-4 py-2.5 text-sm">
              <p>{will ?? labels.will}</p>
              <p className="mt-1 font-semibold text-danger">{labels.final}</p>
            </div>
          )}
        </div>
      </div>
      <div className="mt-5 flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
        <Button size="lg" isDisabled={isPending} onPress={onClose} takesFocus>
          {operation ? labels.close : labels.goBack}
        </Button>
        {maySend && (
          <Button
            variant="danger"
            size="lg"
            isPending={isPending}
            pendingLabel={labels.working}
            onPress={() => void send()}
          >
            {refusal ? labels.sendAgain : labels.button}
          </Button>
        )}
      </div>
    </Dialog>
  );
}

const repeatable: readonly string[] = ["no-answer", "signed-out", "unexpected", "portone-unreachable"];

function Said({ operation: { kind, answer, state } }: { operation: OperationView }) {
  const labels = useOperationLabels(kind);
  if (answer?.kind === "pg-refused" && state !== "done") {
    return (
      <p className="mt-1">
        {labels.saidByPg} “{answer.pgMessage}” {answer.pgCode}
      </p>
    );
  }
  if (answer?.kind !== "refused") return null;
  return (
    <p className="mt-1">
      {labels.refused[answer.type]}{" "}
      <span className="text-xs text-faint">
        {answer.httpStatus} {answer.type}
      </span>
    </p>
  );
}

function requestOf(
  { kind, storeId, paymentId, cancellationId }: OperationOffer,
  requestId: string,
): OperationRequest {
  const target = { storeId, paymentId, requestId };
  if (kind !== "stop-cancellation") return { ...target, kind };
  return { ...target, kind, cancellationId: cancellationId ?? "" };
}
