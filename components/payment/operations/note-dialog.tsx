"use client";
// Asks for a few words that are recorded with a person's name, and for nothing else.
import { useForm } from "react-hook-form";
import { TextArea } from "@/components/ui/text-area";
import { cleanText, lengthOf } from "@/lib/domain/text-input";
import type { NoteOffer } from "./note-offer";
import { RecordDialog, useRecord } from "./record-dialog";

type NoteDialogProps = { offer: NoteOffer; signInHref: string; onClose: () => void };

export function NoteDialog({ offer, signInHref, onClose }: NoteDialogProps) {
  const { labels, max } = offer;
  const { record, ...state } = useRecord(offer.record, offer.paymentId, onClose);
  const { control, handleSubmit, setError } = useForm<{ note: string }>({ defaultValues: { note: "" } });

  async function submit(typed: { note: string }) {
    const note = cleanText(typed.note);
    const length = lengthOf(note);
    if (length === 0 || length > max) {
      setError("note", { message: length === 0 ? "missing" : "too-long" }, { shouldFocus: true });
      return;
    }
    await record(note);
  }

  return (
    <RecordDialog
      {...state}
      labels={labels}
      refusalMessages={(code) => labels.errors[code] ?? code}
      signInHref={signInHref}
      onClose={onClose}
      onSubmit={handleSubmit(submit)}
    >
      <p className="text-sm text-muted">{labels.body}</p>
      <TextArea
        control={control}
        name="note"
        label={labels.label}
        hint={labels.hint}
        max={max}
        countLabel={(count) => `${count}/${max}`}
        errorMessages={(code) => (code === "too-long" ? labels.tooLong : labels.missing)}
      />
    </RecordDialog>
  );
}
