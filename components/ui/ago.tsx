"use client";
// A time as people say it while it is fresh ("3분 전"), kept true while the page stands; the exact one appears on hover.
// What it counts from is the server's clock where the server rendered it, not the browser's.
import { useLocale } from "next-intl";
import { useState, useSyncExternalStore } from "react";
import { agoOf } from "./format-seoul-time";

type AgoProps = {
  at: string;
  /** When it is rendered (milliseconds). */
  now: number;
  /** What is shown of a time that is not fresh. */
  written: string;
  exact: string;
  className: string | undefined;
};

export function Ago({ at, now, written, exact, className }: AgoProps) {
  const locale = useLocale();
  const ticks = useSyncExternalStore(
    onTick,
    () => passed,
    () => 0,
  );
  const [start, setStart] = useState({ now, ticks });
  if (start.now !== now) setStart({ now, ticks });
  const age = start.now + (ticks - start.ticks) * tickMs - Date.parse(at);
  return (
    // A component of the browser is rendered by two clocks.
    <time dateTime={at} title={exact} className={className} suppressHydrationWarning>
      {agoOf(age, locale) ?? written}
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
    for (const tell of listeners) tell();
  }, tickMs);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}
