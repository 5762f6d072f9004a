"use client";
// Reads a page of figures again when something changed: at once after a quiet time, else every few seconds.
import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { useChanges } from "./live";

const everyMs = 5_000;

/** `readAt`: when what is shown was read (milliseconds, the server's clock). */
export function RefreshOnChange({ readAt }: { readAt: number }) {
  const router = useRouter();
  const last = useRef(0);
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(waiting.current), []);

  useChanges(readAt, () => {
    if (waiting.current !== undefined) return;
    const wait = Math.max(0, last.current + everyMs - Date.now());
    waiting.current = setTimeout(() => {
      waiting.current = undefined;
      last.current = Date.now();
      router.refresh();
    }, wait);
  });
  return null;
}
