// The query of the address holds tab, search, filter and cursor, so a link can be shared.
import { everyRefund, type RefundFilter, writeRefundFilter } from "@/lib/domain/refund/refund-filter";
import type { RefundTab } from "@/lib/domain/views/refund-list";

export type RefundListAddress = {
  tab?: RefundTab;
  query?: string;
  /** A filter covers every tab. */
  filter?: Partial<RefundFilter>;
  after?: string | null;
  before?: string | null;
};

/** Returns the address of a refund list. Defaults are left out. */
export function refundsHref(state: RefundListAddress = {}): string {
  const { tab = "all", query = "", filter, after, before } = state;
  const search = new URLSearchParams(writeRefundFilter({ ...everyRefund, ...filter }));
  if (tab !== "all") search.set("tab", tab);
  if (query !== "") search.set("q", query);
  if (after) search.set("after", after);
  if (before) search.set("before", before);
  const text = search.toString();
  return text === "" ? "/refunds" : `/refunds?${text}`;
}
