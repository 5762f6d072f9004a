"use client";
// Which saved view the person came from: their filter may differ from it by now. Kept in the tab.
import { useEffect, useSyncExternalStore } from "react";
import type { SavedView } from "@/lib/domain/payment/saved-view";

const place = "chosen-view";
const listeners = new Set<() => void>();

/** The view that the list shows, and whether its filter was changed since; null where it shows none. */
export function useChosenView(
  views: readonly SavedView[],
  query: string,
): { view: SavedView; isChanged: boolean } | null {
  const same = views.find(({ means }) => means === query);
  const sameId = same?.id;
  const keptId = useSyncExternalStore(subscribe, readChosen, () => null);
  const kept = views.find(({ id }) => id === keptId);
  // Two views may be of the same filter: the one that was chosen is meant.
  const exact = kept?.means === query ? kept : same;
  const exactId = exact?.id ?? sameId;
  useEffect(() => {
    if (exactId !== undefined) chooseView(exactId);
    else if (query === "") chooseView(null);
  }, [exactId, query]);
  if (exact !== undefined) return { view: exact, isChanged: false };
  return kept === undefined || query === "" ? null : { view: kept, isChanged: true };
}

export function chooseView(id: string | null): void {
  try {
    if (id === null) sessionStorage.removeItem(place);
    else sessionStorage.setItem(place, id);
  } catch {
    // Without storage the list still says which view it is, and only does not remember.
    return;
  }
  for (const tell of listeners) tell();
}

function readChosen(): string | null {
  try {
    return sessionStorage.getItem(place);
  } catch {
    return null;
  }
}

function subscribe(tell: () => void): () => void {
  listeners.add(tell);
  return () => listeners.delete(tell);
}
