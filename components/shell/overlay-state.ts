"use client";
// Which of the two keyboard overlays is open. Any button of the frame may open an overlay.
import { useSyncExternalStore } from "react";

export type Overlay = "palette" | "help" | null;

let current: Overlay = null;
const listeners = new Set<() => void>();

export function open(overlay: Overlay): void {
  current = overlay;
  for (const listener of listeners) listener();
}

export function useOverlay(): Overlay {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current,
    () => null,
  );
}
