"use client";
import { useRouter } from "next/navigation";
import { useCallback, useEffect, useRef } from "react";

/**
 * Reads the page again: at once after a quiet time, else every `everyMs`. While the person is at something that would go
 * with its row (`data-hold`), or there is no network, it waits.
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
    function look() {
      // Where a page cannot be read again, the router leaves it for an error page of the browser.
      if (!navigator.onLine || document.activeElement?.closest("[data-hold]")) {
        waiting.current = setTimeout(look, everyMs);
        return;
      }
      waiting.current = undefined;
      last.current = Date.now();
      refresh();
    }
    waiting.current ??= setTimeout(look, Math.max(0, last.current + everyMs - Date.now()));
  }, [everyMs, refresh]);
}
