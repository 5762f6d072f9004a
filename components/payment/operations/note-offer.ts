// What a card hands to the dialog that asks for a note: where it goes, and every word.
import type { Action } from "@/components/ui/action";

type NoteLabels = {
  title: string;
  body: string;
  label: string;
  hint: string;
  missing: string;
  tooLong: string;
  button: string;
  working: string;
  goBack: string;
  /** By the codes that the action may refuse with. */
  errors: Partial<Record<string, string>>;
};

export type NoteOffer = {
  paymentId: string;
  /** How long the note may be. */
  max: number;
  labels: NoteLabels;
  record: Action<string, null, string>;
};
