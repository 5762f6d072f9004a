"use client";
// Which of the two helpers of the keyboard is open: every button of the frame may open them, wherever it stands.
import { useSyncExternalStore } from "react";

export type Overlay = "palette" | "help" | null;

let opened: Overlay = null;
const listeners = new Set<() => void>();

export function open(what: Overlay): void {
  opened = what;
  for (const listener of listeners) listener();
}

export function useOverlay(): Overlay {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => opened,
    () => null,
  );
}
