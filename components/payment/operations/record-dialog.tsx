"use client";
// The frame of a dialog that records something with a person's name: what it asks for, what was refused, two buttons. It
// reads the payment again after every answer, and closes when the record is made.
import { useQueryClient } from "@tanstack/react-query";
import type { FormEventHandler, ReactNode } from "react";
import { paymentKey } from "@/components/live/payment-query";
import type { Action } from "@/components/ui/action";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { FormAlert } from "@/components/ui/form-alert";
import { type Refusal, useAction } from "@/components/ui/use-action";

type RecordDialogProps<Code extends string> = {
  labels: { title: string; button: string; working: string; goBack: string };
  isPending: boolean;
  refusal: Refusal<Code> | null;
  /** Words of the action's own codes. */
  refusalMessages: (code: Code) => string;
  signInHref: string;
  onClose: () => void;
  onSubmit: FormEventHandler;
  children: ReactNode;
};

export function RecordDialog<Code extends string>(props: RecordDialogProps<Code>) {
  const { labels, isPending, refusal, refusalMessages, signInHref, onClose, onSubmit, children } = props;
  return (
    <Dialog isOpen mayClose={!isPending} onClose={onClose} title={labels.title}>
      <form noValidate onSubmit={onSubmit} className="mt-3 flex flex-col gap-4">
        {children}
        <FormAlert refusal={refusal} labels={refusalMessages} signInHref={signInHref} />
        <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
          <Button size="lg" isDisabled={isPending} onPress={onClose}>
            {labels.goBack}
          </Button>
          <Button
            type="submit"
            variant="primary"
            size="lg"
            isPending={isPending}
            pendingLabel={labels.working}
          >
            {labels.button}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** `record` makes the record, reads the payment again, and closes the dialog where it was made. Returns the refusal, or null. */
export function useRecord<Input, Code extends string>(
  action: Action<Input, null, Code>,
  paymentId: string,
  onClose: () => void,
) {
  const queries = useQueryClient();
  const { run, isPending, refusal } = useAction(action);
  async function record(input: Input): Promise<Refusal<Code>["code"] | null> {
    const answer = await run(input);
    if (answer.kind === "running") return null;
    await queries.invalidateQueries({ queryKey: paymentKey(paymentId) });
    if (answer.kind === "done") onClose();
    return answer.kind === "refused" ? answer.refusal.code : null;
  }
  return { record, isPending, refusal };
}
