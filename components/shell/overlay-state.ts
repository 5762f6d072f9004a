"use client";
// Which of the two helpers of the keyboard is open: every button of the frame may open them, wherever it stands.
import { useSyncExternalStore } from "react";

export type Opened = "palette" | "help" | null;

let opened: Opened = null;
const listeners = new Set<() => void>();

export function open(what: Opened): void {
  opened = what;
  for (const listener of listeners) listener();
}

export function useOpened(): Opened {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => opened,
    () => null,
  );
}
