"use client";
import { startTransition, useEffect, useRef, useState, useSyncExternalStore } from "react";

/**
 * Whether React has taken over this part of the page: false on the server and until then, true at once where a browser
 * makes it. Told in a transition: told at once, it would have all that is not taken over yet be taken over in one go, and
 * whoever types then waits for it.
 */
export function useIsHydrated(): boolean {
  "use no memo"; // What is asked below is asked for its side effect.
  const isFromServer = useRef(false);
  // React asks for the server's value only of what came from there. What is said first is said on, so that React sees no
  // change to tell at once.
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
