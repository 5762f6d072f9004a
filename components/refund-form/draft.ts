// Draft of a refund form, stored in the tab (sessionStorage) so that a reload loses nothing: one draft for each payment and
// person. The customer's data is not stored: account number, holder, phone and e-mail are typed again.
import type { PaymentKey } from "@/lib/domain/payment/payment-key";
import { requesters, retainOptions } from "@/lib/domain/refund/refund";
import type { RefundFormValues } from "./form-values";

const storedFields = [
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

type Draft = Pick<RefundFormValues, (typeof storedFields)[number]>;

const choices: Partial<Record<(typeof storedFields)[number], readonly string[]>> = {
  kind: ["full", "partial"],
  requester: requesters,
  retain: ["", ...retainOptions],
};

export type DraftKey = PaymentKey & { personId: string };

/** Returns the draft of this person for this payment, or null. A draft in the format of an older desk counts as none. */
export function readDraft(place: DraftKey): Draft | null {
  const text = withStorage((storage) => storage.getItem(keyOf(place)));
  if (!text) return null;
  const stored = parsedJson(text);
  if (!isDraft(stored)) return null;
  const { kind, amount, taxFree, vat, reasonCode, note, requester, internalNote, bank, retain } = stored;
  return { kind, amount, taxFree, vat, reasonCode, note, requester, internalNote, bank, retain };
}

function isDraft(stored: unknown): stored is Draft {
  if (typeof stored !== "object" || stored === null) return false;
  const values = new Map(Object.entries(stored));
  return storedFields.every((name) => {
    const value: unknown = values.get(name);
    return typeof value === "string" && (choices[name]?.includes(value) ?? true);
  });
}

export function storeDraft(place: DraftKey, values: RefundFormValues): void {
  const draft = Object.fromEntries(storedFields.map((name) => [name, values[name]]));
  withStorage((storage) => storage.setItem(keyOf(place), JSON.stringify(draft)));
}

export function deleteDraft(place: DraftKey): void {
  withStorage((storage) => storage.removeItem(keyOf(place)));
}

function keyOf({ personId, storeId, paymentId }: DraftKey): string {
  return `refund-desk.draft ${JSON.stringify([personId, storeId, paymentId])}`;
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Calls `use` with the storage; null if the browser stores nothing (switched off or full): the draft is lost with the page. */
function withStorage<Value>(use: (storage: Storage) => Value): Value | null {
  try {
    return use(sessionStorage);
  } catch {
    return null;
  }
}
