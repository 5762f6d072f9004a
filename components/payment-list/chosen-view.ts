"use client";
// The saved view that the person opened; the filter may have changed since. Stored in the tab (sessionStorage).
import { useEffect, useSyncExternalStore } from "react";
import type { SavedView } from "@/lib/domain/payment/saved-view";

const storageKey = "chosen-view";
const listeners = new Set<() => void>();

/** Returns the view that the list shows, and whether the filter has changed since; null where the list shows no view. */
export function useChosenView(
  views: readonly SavedView[],
  query: string,
): { view: SavedView; isChanged: boolean } | null {
  const same = views.find(({ currentQuery }) => currentQuery === query);
  const sameId = same?.id;
  const storedId = useSyncExternalStore(subscribe, readChosen, () => null);
  const stored = views.find(({ id }) => id === storedId);
  // Two views may have the same filter: the chosen view comes first.
  const exact = stored?.currentQuery === query ? stored : same;
  const exactId = exact?.id ?? sameId;
  useEffect(() => {
    if (exactId !== undefined) chooseView(exactId);
    else if (query === "") chooseView(null);
  }, [exactId, query]);
  if (exact !== undefined) return { view: exact, isChanged: false };
  return stored === undefined || query === "" ? null : { view: stored, isChanged: true };
}

export function chooseView(id: string | null): void {
  try {
    if (id === null) sessionStorage.removeItem(storageKey);
    else sessionStorage.setItem(storageKey, id);
  } catch {
    // Without storage the list still names a view that matches the filter, but does not remember the choice.
    return;
  }
  for (const notify of listeners) notify();
}

function readChosen(): string | null {
  try {
    return sessionStorage.getItem(storageKey);
  } catch {
    return null;
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
