"use client";
// Takes a failed refund from the worklist. The row stays where it is until the list is opened anew, so that nothing
// jumps under the hand.
import { Check } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { fieldBox, fieldLabel } from "@/components/ui/field-style";
import { FormAlert } from "@/components/ui/form-alert";
import { useAction } from "@/components/ui/use-action";
import { type HandleRefundError, type HandleRefundInput, noteLength } from "@/lib/domain/worklist";
import type { Action } from "../door";

export type HandleRefundAction = Action<HandleRefundInput, null, HandleRefundError>;

type HandleRefundProps = {
  refundId: string;
  /** Which one, for those who cannot see the row that the button stands in. */
  label: string;
  handle: HandleRefundAction;
  signInHref: string;
};

/** Its row stays while the person is at it, also when it has left the list meanwhile. */
export function HandleRefund(props: HandleRefundProps) {
  return (
    <div data-hold>
      <Steps {...props} />
    </div>
  );
}

function Steps({ refundId, label, handle, signInHref }: HandleRefundProps) {
  const t = useTranslations("worklistActs");
  const { run, isPending, refusal } = useAction(handle);
  const [step, setStep] = useState<"closed" | "open" | "done">("closed");
  const [note, setNote] = useState("");
  const noteId = useId();

  async function submit(event: FormEvent) {
    event.preventDefault();
    const outcome = await run({ refundId, note });
    if (outcome.kind === "done") setStep("done");
  }

  if (step === "done") return <Done words={t("done")} />;
  if (step === "closed")
    return (
      <div className="mt-2">
        <Button size="sm" aria-label={label} onPress={() => setStep("open")}>
          {t("handle")}
        </Button>
      </div>
    );
  return (
    <form onSubmit={(event) => void submit(event)} className="mt-2 flex flex-col gap-1.5">
      <label htmlFor={noteId} className={fieldLabel}>
        {t("note")}
      </label>
      <NoteBox id={noteId} value={note} onChange={setNote} placeholder={t("notePlaceholder")} />
      <FormAlert refusal={refusal} words={(code) => t(`error.${code}`)} signInHref={signInHref} />
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

type NoteBoxProps = { id: string; value: string; onChange: (value: string) => void; placeholder: string };

/** Takes the focus when it appears: the button that opened it is gone. */
function NoteBox({ id, value, onChange, placeholder }: NoteBoxProps) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <input
      ref={box}
      id={id}
      value={value}
      onChange={({ target }) => onChange(target.value)}
      maxLength={noteLength}
      placeholder={placeholder}
      autoComplete="off"
      className={`${fieldBox} h-9`}
    />
  );
}

function Done({ words }: { words: string }) {
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
      {words}
    </p>
  );
}
