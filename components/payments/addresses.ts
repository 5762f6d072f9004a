// The addresses of the payment pages. The list keeps its whole state in the query, so a link can be shared.
import type { PaymentTab } from "@/lib/domain/views";

export type ListState = { tab: PaymentTab; query: string; after?: string | null; before?: string | null };

/** `tab` and `q` filter; `after` and `before` are keyset cursors. Defaults are left out. */
export function listHref({ tab, query, after, before }: ListState): string {
  const search = new URLSearchParams();
  if (tab !== "all") search.set("tab", tab);
  if (query !== "") search.set("q", query);
  if (after) search.set("after", after);
  if (before) search.set("before", before);
  const text = search.toString();
  return text === "" ? "/payments" : `/payments?${text}`;
}

export function paymentHref(paymentId: string): string {
  return `/payments/${encodeURIComponent(paymentId)}`;
}
