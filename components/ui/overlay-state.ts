"use client";
// Which overlay of the frame is open: one of the keyboard, or the question who the person is.
import { useSyncExternalStore } from "react";

export type Overlay = "palette" | "help" | "confirmation" | null;

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

let waiting: ((isConfirmed: boolean) => void) | null = null;

/** Runs `call`, and a second time where the server wanted a confirmation and the person gave it. */
export async function confirmedCall<Answer>(call: () => Promise<Answer>): Promise<Answer> {
  const answer = await call();
  const { error } = answer as { error?: { code: string } };
  return error?.code === "confirm-first" && (await askConfirmation()) ? call() : answer;
}

function askConfirmation(): Promise<boolean> {
  // The pages before the first page of the desk have no overlays.
  if (waiting !== null || listeners.size === 0) return Promise.resolve(false);
  return new Promise((resolve) => {
    waiting = resolve;
    open("confirmation");
  });
}

/** Closes the overlay and continues the server action that waits, if one does. */
export function endOverlay(isConfirmed = false): void {
  open(null);
  waiting?.(isConfirmed);
  waiting = null;
}
