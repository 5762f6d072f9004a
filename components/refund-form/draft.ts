// What was typed into a refund form, kept in the tab (sessionStorage) so that a reload loses nothing. One draft a payment and
// person. What belongs to the customer stays out: account number, holder, phone and e-mail are typed anew.
import * as z from "zod/mini";
import type { RefundFormValues } from "./form-values";

const kept = [
  "kind",
  "amount",
  "taxFree",
  "vat",
  "reasonCode",
  "note",
  "requester",
  "internalNote",
  "bank",
  "retain",
] as const satisfies (keyof RefundFormValues)[];

type Draft = Pick<RefundFormValues, (typeof kept)[number]>;

const draftShape = z.object({
  kind: z.enum(["full", "partial"]),
  amount: z.string(),
  taxFree: z.string(),
  vat: z.string(),
  reasonCode: z.string(),
  note: z.string(),
  requester: z.enum(["CUSTOMER", "ADMIN"]),
  internalNote: z.string(),
  bank: z.string(),
  retain: z.enum(["", "RETAIN", "RELEASE"]),
});

export type DraftPlace = { personId: string; storeId: string; paymentId: string };

/** The draft of this person for this payment, or null. One that an older desk wrote otherwise is none. */
export function readDraft(place: DraftPlace): Draft | null {
  const text = stored((storage) => storage.getItem(keyOf(place)));
  if (!text) return null;
  const parsed = draftShape.safeParse(parsedJson(text));
  return parsed.success ? parsed.data : null;
}

export function keepDraft(place: DraftPlace, values: RefundFormValues): void {
  const draft = Object.fromEntries(kept.map((name) => [name, values[name]]));
  stored((storage) => storage.setItem(keyOf(place), JSON.stringify(draft)));
}

export function forgetDraft(place: DraftPlace): void {
  stored((storage) => storage.removeItem(keyOf(place)));
}

function keyOf({ personId, storeId, paymentId }: DraftPlace): string {
  return `refund-desk.draft ${JSON.stringify([personId, storeId, paymentId])}`;
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** A browser may keep nothing (storage switched off or full): then a draft lives as long as its page. */
function stored<Value>(use: (storage: Storage) => Value): Value | null {
  try {
    return use(sessionStorage);
  } catch {
    return null;
  }
}
