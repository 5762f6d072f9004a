// The query of the address holds the list, its cursor and the chosen webhook, so a link can be shared.
import type { DeliveryTab } from "@/lib/domain/webhook/delivery";

export type InboxState = {
  tab: DeliveryTab;
  query: string;
  /** The webhook whose detail is shown. */
  id?: string | null;
  after?: string | null;
  before?: string | null;
};

/** Returns the address of the inbox. Defaults are left out. */
export function inboxHref({ tab, query, id, after, before }: InboxState): string {
  const search = new URLSearchParams();
  if (tab !== "all") search.set("tab", tab);
  if (query !== "") search.set("q", query);
  if (after) search.set("after", after);
  if (before) search.set("before", before);
  if (id) search.set("id", id);
  const text = search.toString();
  return text === "" ? "/webhooks" : `/webhooks?${text}`;
}
