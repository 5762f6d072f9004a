"use client";
// Asks for a few words that are recorded with a person's name, and for nothing else.
import { useQueryClient } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { paymentKey } from "@/components/payments/queries";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { FormAlert } from "@/components/ui/form-alert";
import { TextArea } from "@/components/ui/text-area";
import { useAction } from "@/components/ui/use-action";
import type { NoteOffer } from "./note-offer";

type NoteDialogProps = { offer: NoteOffer; signInHref: string; onClose: () => void };

export function NoteDialog({ offer, signInHref, onClose }: NoteDialogProps) {
  const { words, max } = offer;
  const queries = useQueryClient();
  const { run, isPending, refusal } = useAction(offer.record);
  const { control, handleSubmit, setError } = useForm<{ note: string }>({ defaultValues: { note: "" } });

  async function submit({ note }: { note: string }) {
    const length = note.trim().length;
    if (length === 0 || length > max) {
      setError("note", { message: length === 0 ? "missing" : "too-long" }, { shouldFocus: true });
      return;
    }
    const answer = await run({ ...offer.input, note });
    if (answer.kind === "running") return;
    await queries.invalidateQueries({ queryKey: paymentKey(offer.paymentId) });
    if (answer.kind === "done") onClose();
  }

  return (
    <Dialog isOpen mayClose={!isPending} onClose={onClose} title={words.title}>
      <form noValidate onSubmit={handleSubmit(submit)} className="mt-3 flex flex-col gap-4">
        <p className="text-sm text-muted">{words.body}</p>
        <TextArea
          control={control}
          name="note"
          label={words.label}
          hint={words.hint}
          max={max}
          countWords={(count) => `${count}/${max}`}
          errorWords={(code) => (code === "too-long" ? words.tooLong : words.missing)}
        />
        <FormAlert
          refusal={refusal}
          words={(code: string) => words.errors[code] ?? code}
          signInHref={signInHref}
        />
        <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
          <Button size="lg" isDisabled={isPending} onPress={onClose}>
            {words.goBack}
          </Button>
          <Button
            type="submit"
            variant="primary"
            size="lg"
            isPending={isPending}
            pendingLabel={words.working}
          >
            {words.button}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
