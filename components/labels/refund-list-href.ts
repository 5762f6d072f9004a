// The query of the address holds tab, search, reason and cursor, so a link can be shared.
import type { RefundTab } from "@/lib/domain/views/refund-list";

export type RefundListState = {
  tab: RefundTab;
  query: string;
  /** Code of the only reason to show; a worklist shows all reasons. */
  reason?: string | null;
  after?: string | null;
  before?: string | null;
};

/** Returns the address of a refund list. Defaults are left out. */
export function refundsHref({ tab, query, reason, after, before }: RefundListState): string {
  const search = new URLSearchParams();
  if (tab !== "all") search.set("tab", tab);
  if (query !== "") search.set("q", query);
  if (reason) search.set("reason", reason);
  if (after) search.set("after", after);
  if (before) search.set("before", before);
  const text = search.toString();
  return text === "" ? "/refunds" : `/refunds?${text}`;
}
