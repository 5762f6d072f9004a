// Items of the palette: pages and actions by label, payments and customers by search.
import type { PaymentMatch } from "@/lib/domain/payment/payment-jump";

export type Item = {
  key: string;
  label: string;
  /** Small text below or beside the label. */
  aside?: string;
  keys?: readonly string[];
  run: () => void;
};
export type Section = { key: string; title: string; items: readonly Item[] };

/** Returns the items whose label or key contains `text`, without regard to blanks and case; all items for an empty text. */
export function matching<Named extends Pick<Item, "label" | "key">>(
  items: readonly Named[],
  text: string,
): Named[] {
  const wanted = plain(text);
  return items.filter(({ label, key }) => plain(label).includes(wanted) || plain(key).includes(wanted));
}

/** Returns whether a text may be the id of a payment that the desk does not know yet. */
export function mayBeId(text: string, jumps: readonly Pick<PaymentMatch, "paymentId">[]): boolean {
  return /^[\x21-\x7e]{6,200}$/.test(text) && !jumps.some(({ paymentId }) => paymentId === text);
}

function plain(text: string): string {
  return text.normalize("NFC").toLowerCase().replaceAll(/\s/g, "");
}
