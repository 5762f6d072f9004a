"use client";
// Relative time ("3분 전") that is updated while the page is open, and the exact time: one is shown, the other on hover. The age counts from the
// server's clock where the server rendered the time, not from the browser's clock.
import { useLocale } from "next-intl";
import { useState, useSyncExternalStore } from "react";
import { relativeTime } from "./format-seoul-time";

type AgoProps = {
  at: string;
  /** Time of rendering (milliseconds). */
  now: number;
  written: string;
  exact: string;
  /** The time is shown, and the age on hover. */
  isExact: boolean;
  className: string | undefined;
};

export function Ago({ at, now, written, exact, isExact, className }: AgoProps) {
  const locale = useLocale();
  const ticks = useSyncExternalStore(
    onTick,
    () => passed,
    () => 0,
  );
  const [start, setStart] = useState({ now, ticks });
  if (start.now !== now) setStart({ now, ticks });
  const age = start.now + (ticks - start.ticks) * tickMs - Date.parse(at);
  const ago = relativeTime(age, locale);
  return (
    // In a client component, the server's clock and then the browser's clock render the text.
    <time
      dateTime={at}
      title={isExact && ago !== null ? `${ago} · ${exact}` : exact}
      className={className}
      suppressHydrationWarning
    >
      {(isExact ? null : ago) ?? written}
    </time>
  );
}

const tickMs = 30_000;
let passed = 0;
let timer: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

function onTick(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    passed += 1;
    for (const notify of listeners) notify();
  }, tickMs);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}
