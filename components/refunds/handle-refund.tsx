"use client";
// Takes a failed refund from the worklist. The row stays in place until the list is opened again, so that nothing moves
// under the pointer.
import { standardSchemaResolver } from "@hookform/resolvers/standard-schema";
import { Check } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { useForm } from "react-hook-form";
import * as z from "zod/mini";
import type { Action } from "@/components/ui/action";
import { Button } from "@/components/ui/button";
import { FormAlert } from "@/components/ui/form-alert";
import { TextField } from "@/components/ui/text-field";
import { useAction } from "@/components/ui/use-action";
import {
  type HandleRefundError,
  type HandleRefundInput,
  handleRefundInput,
  handlingNoteLength,
} from "@/lib/domain/views/refund-list";

const form = z.object({ note: handleRefundInput.shape.note });

export type HandleRefundAction = Action<HandleRefundInput, null, HandleRefundError>;

type HandleRefundProps = {
  refundId: string;
  /** Names the refund for screen readers, which read the button without its row. */
  label: string;
  handle: HandleRefundAction;
  signInHref: string;
};

/** Holds the row while the focus is in it, even if the refund has left the list meanwhile. */
export function HandleRefund(props: HandleRefundProps) {
  return (
    <div data-hold className="md:pb-1.5">
      <Steps {...props} />
    </div>
  );
}

function Steps({ refundId, label, handle, signInHref }: HandleRefundProps) {
  const t = useTranslations("refundHandling");
  const { run, isPending, refusal } = useAction(handle);
  const [step, setStep] = useState<"closed" | "open" | "done">("closed");
  const { control, handleSubmit, setFocus } = useForm<z.infer<typeof form>>({
    resolver: standardSchemaResolver(form),
    defaultValues: { note: "" },
  });
  // The button that opened the form had the focus, and is gone.
  useEffect(() => {
    if (step === "open") setFocus("note");
  }, [step, setFocus]);

  async function submit({ note }: z.infer<typeof form>) {
    const outcome = await run({ refundId, note });
    if (outcome.kind === "done") setStep("done");
  }

  if (step === "done") return <Done labels={t("done")} />;
  if (step === "closed")
    return (
      <div className="mt-2">
        <Button size="sm" aria-label={label} onPress={() => setStep("open")}>
          {t("handle")}
        </Button>
      </div>
    );
  return (
    <form noValidate onSubmit={handleSubmit(submit)} className="mt-2 flex flex-col gap-1.5">
      <TextField
        control={control}
        name="note"
        label={t("note")}
        placeholder={t("notePlaceholder")}
        errorMessages={() => t("noteTooLong", { max: String(handlingNoteLength) })}
        autoComplete="off"
        isRequired={false}
      />
      <FormAlert refusal={refusal} labels={(code) => t(`error.${code}`)} signInHref={signInHref} />
      <div className="flex gap-2">
        <Button size="sm" type="submit" variant="primary" isPending={isPending} pendingLabel={t("working")}>
          {t("confirm")}
        </Button>
        <Button size="sm" variant="quiet" onPress={() => setStep("closed")}>
          {t("back")}
        </Button>
      </div>
    </form>
  );
}

function Done({ labels }: { labels: string }) {
  const place = useRef<HTMLParagraphElement>(null);
  useEffect(() => place.current?.focus(), []);
  return (
    <p
      ref={place}
      tabIndex={-1}
      role="status"
      className="mt-2 flex items-center gap-1.5 font-medium text-ok outline-none"
    >
      <Check className="size-4" aria-hidden="true" />
      {labels}
    </p>
  );
}
