"use client";
// The receipt before an act, and its outcome after. It stays until there is an answer and follows an act that is still
// being confirmed.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { paymentKey } from "@/components/live/payment-query";
import { newRequestId } from "@/components/refund-form/request-refund-context";
import { Button } from "@/components/ui/button";
import { Callout, type CalloutKind } from "@/components/ui/callout";
import { Dialog } from "@/components/ui/dialog";
import { FormAlert } from "@/components/ui/form-alert";
import { useAction } from "@/components/ui/use-action";
import type { ActRequest, ActState } from "@/lib/domain/refund/operation";
import type { PaymentDetail } from "@/lib/domain/views/payment-page";
import type { ActView } from "@/lib/domain/views/refund";
import type { ActOffer } from "./operation-offer";

type ActDialogProps = { offer: ActOffer; signInHref: string; onClose: () => void };

const looks: Record<ActState, CalloutKind> = {
  open: "progress",
  done: "success",
  refused: "warn",
  overtaken: "warn",
  "not-done": "warn",
};

export function ActDialog({ offer, signInHref, onClose }: ActDialogProps) {
  const { words, lines, paymentId } = offer;
  const queries = useQueryClient();
  const [requestId] = useState(newRequestId);
  const [answered, setAnswered] = useState<ActView | null>(null);
  const { run, isPending, refusal } = useAction(offer.requestAct);
  // The page asks; this only looks at what it got.
  const { data: detail } = useQuery<PaymentDetail>({ queryKey: paymentKey(paymentId), enabled: false });
  const act = answered && (detail?.acts.find(({ id }) => id === answered.id) ?? answered);

  async function send() {
    const answer = await run(requestOf(offer, requestId));
    if (answer.kind === "running") return;
    if (answer.kind === "done") setAnswered(answer.value);
    await queries.invalidateQueries({ queryKey: paymentKey(paymentId) });
  }

  // The same request id makes a repeat harmless.
  const maySend = act === null && (refusal === null || repeatable.includes(refusal.code));
  return (
    <Dialog
      isOpen
      mayClose={!isPending}
      onClose={onClose}
      title={act ? words.states[act.state].title : words.title}
    >
      <div className="mt-4 flex flex-col gap-3">
        {act && (
          <Callout kind={looks[act.state]} role="status">
            <span className="text-ink">{words.states[act.state].body}</span>
            <Said act={act} offer={offer} />
          </Callout>
        )}
        {!isPending && !act && refusal?.code === "no-answer" && (
          <Callout kind="warn" role="alert" title={words.noAnswer} />
        )}
        {!isPending && !act && refusal?.code !== "no-answer" && (
          <FormAlert
            refusal={refusal}
            words={(code: keyof typeof words.errors) => words.errors[code]}
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
          {!act && (
            <div className="border-t border-dashed border-line px-4 py-2.5 text-sm">
              <p>{words.will}</p>
              <p className="mt-1 font-semibold text-danger">{words.final}</p>
            </div>
          )}
        </div>
      </div>
      <div className="mt-5 flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
        <Button size="lg" isDisabled={isPending} onPress={onClose} takesFocus>
          {act ? words.close : words.goBack}
        </Button>
        {maySend && (
          <Button
            variant="danger"
            size="lg"
            isPending={isPending}
            pendingLabel={words.working}
            onPress={() => void send()}
          >
            {refusal ? words.sendAgain : words.button}
          </Button>
        )}
      </div>
    </Dialog>
  );
}

const repeatable: readonly string[] = ["no-answer", "signed-out", "unexpected", "portone-unreachable"];

function Said({ act: { answer, state }, offer: { words } }: { act: ActView; offer: ActOffer }) {
  if (answer?.kind === "pg-refused" && state !== "done") {
    return (
      <p className="mt-1">
        {words.saidByPg} “{answer.pgMessage}” {answer.pgCode}
      </p>
    );
  }
  if (answer?.kind !== "refused") return null;
  return (
    <p className="mt-1">
      {words.refused[answer.type]}{" "}
      <span className="text-xs text-faint">
        {answer.httpStatus} {answer.type}
      </span>
    </p>
  );
}

function requestOf({ kind, storeId, paymentId, cancellationId }: ActOffer, requestId: string): ActRequest {
  const target = { storeId, paymentId, requestId };
  if (kind !== "stop-cancellation") return { ...target, kind };
  return { ...target, kind, cancellationId: cancellationId ?? "" };
}
