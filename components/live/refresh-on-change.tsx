"use client";
// Reads a page again when something of it changed: at once after a quiet time, else every few seconds. While the person is
// at something that would go with its row (`data-hold`), or there is no network, it waits.
import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import type { Change } from "@/lib/domain/change";
import { useChanges } from "./live";

const everyMs = 5_000;

type RefreshOnChangeProps = {
  /** When what is shown was read (milliseconds, the server's clock). */
  readAt: number;
  /** What the page is made of; anything where it is left out. */
  kinds?: readonly Change["kind"][];
};

export function RefreshOnChange({ readAt, kinds }: RefreshOnChangeProps) {
  const router = useRouter();
  const last = useRef(0);
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(waiting.current), []);

  useChanges(readAt, ({ kind }) => {
    if (kind !== "missed" && kinds?.includes(kind) === false) return;
    if (waiting.current !== undefined) return;
    const wait = Math.max(0, last.current + everyMs - Date.now());
    waiting.current = setTimeout(refresh, wait);
  });

  function refresh() {
    // Where a page cannot be read again, the router leaves it for an error page of the browser.
    if (!navigator.onLine || document.activeElement?.closest("[data-hold]")) {
      waiting.current = setTimeout(refresh, everyMs);
      return;
    }
    waiting.current = undefined;
    last.current = Date.now();
    router.refresh();
  }
  return null;
}
