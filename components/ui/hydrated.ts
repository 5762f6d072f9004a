"use client";
import { useSyncExternalStore } from "react";

/** Whether React has taken over the page: false on the server and until then. */
export function useIsHydrated(): boolean {
  return useSyncExternalStore(
    noChanges,
    () => true,
    () => false,
  );
}

function noChanges() {
  return () => undefined;
}
