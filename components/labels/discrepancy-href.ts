// The query of the address holds the whole state of the discrepancy list, so a link can be shared.
import type { DiscrepancyKind, DiscrepancyTab } from "@/lib/domain/reconciliation/discrepancy";

type DiscrepancyListState = {
  tab: DiscrepancyTab;
  kind: DiscrepancyKind | null;
  after?: string | null;
  before?: string | null;
};

/** Returns the address. `tab` and `kind` filter; `after` and `before` are keyset cursors. Defaults are left out. */
export function discrepanciesHref({ tab, kind, after, before }: DiscrepancyListState): string {
  const search = new URLSearchParams();
  if (tab !== "open") search.set("tab", tab);
  if (kind !== null) search.set("kind", kind);
  if (after) search.set("after", after);
  if (before) search.set("before", before);
  const text = search.toString();
  return text === "" ? "/reconciliation" : `/reconciliation?${text}`;
}
