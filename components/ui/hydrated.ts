"use client";
import { startTransition, useEffect, useRef, useState, useSyncExternalStore } from "react";

/**
 * Returns whether this part of the page is hydrated: false on the server and until hydration, true at once where the browser
 * renders the part first. The update runs in a transition: an urgent update would hydrate all remaining parts of the page in
 * one go and delay keystrokes.
 */
export function useIsHydrated(): boolean {
  "use no memo"; // The server snapshot below has a side effect.
  const isFromServer = useRef(false);
  // React reads the server snapshot only for server-rendered markup. The client snapshot keeps returning that first value,
  // so that React sees no change that would need an urgent update.
  const isMadeHere = useSyncExternalStore(
    noChanges,
    () => !isFromServer.current,
    () => {
      isFromServer.current = true;
      return false;
    },
  );
  const [isTakenOver, setTakenOver] = useState(false);
  useEffect(() => startTransition(() => setTakenOver(true)), []);
  return isMadeHere || isTakenOver;
}

function noChanges() {
  return () => undefined;
}
