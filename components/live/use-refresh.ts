"use client";
import { useRouter } from "next/navigation";
import { useCallback, useEffect, useRef } from "react";

/**
 * Returns a function that reads the page again, at most every `everyMs` (milliseconds). A read waits while the browser is
 * offline, while a dialog of `ui/dialog` is open, or while the focus is inside `data-hold`.
 */
export function useRefresh(everyMs: number): () => void {
  const { refresh } = useRouter();
  const last = useRef(0);
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(
    () => () => {
      clearTimeout(waiting.current);
      waiting.current = undefined;
    },
    [],
  );

  return useCallback(() => {
    function read() {
      // Where a page cannot be read again, the router leaves it for an error page of the browser.
      if (!navigator.onLine || isHeld()) {
        waiting.current = setTimeout(read, everyMs);
        return;
      }
      waiting.current = undefined;
      last.current = Date.now();
      refresh();
    }
    waiting.current ??= setTimeout(read, Math.max(0, last.current + everyMs - Date.now()));
  }, [everyMs, refresh]);
}

/** What a person works in must not move or leave: a dialog may belong to a row that has left the list meanwhile. */
function isHeld(): boolean {
  const { activeElement } = document;
  return (
    document.querySelector("[role=dialog][data-hold]") !== null ||
    activeElement?.closest("[data-hold]") != null
  );
}
