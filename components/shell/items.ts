// What the palette offers for a text: pages and actions by their words, payments by their ids.
import type { Jump } from "@/lib/domain/payment/payment-jump";

export type Item = {
  key: string;
  label: string;
  /** Small, below or beside the label. */
  aside?: string;
  /** The keys that do the same. */
  keys?: readonly string[];
  run: () => void;
};
export type Section = { key: string; title: string; items: readonly Item[] };

/** Those whose words contain what was typed, blanks and case aside; all of them for nothing typed. */
export function matching<Named extends Pick<Item, "label" | "key">>(
  items: readonly Named[],
  text: string,
): Named[] {
  const wanted = plain(text);
  return items.filter(({ label, key }) => plain(label).includes(wanted) || plain(key).includes(wanted));
}

/** Whether a text may be the id of a payment that the desk does not know yet. */
export function mayBeId(text: string, jumps: readonly Jump[]): boolean {
  return /^[\x21-\x7e]{6,200}$/.test(text) && !jumps.some(({ paymentId }) => paymentId === text);
}

function plain(text: string): string {
  return text.normalize("NFC").toLowerCase().replaceAll(/\s/g, "");
}
