"use client";
// Keeps the caret where it belongs when a field rewrites what is typed.
import { type RefCallback, useLayoutEffect, useRef } from "react";

type Caret = {
  ref: RefCallback<HTMLInputElement>;
  /** Where the caret is, or the end of `text`. */
  at: (text: string) => number;
  /** Where it is to be once the rewritten text stands in the box. */
  put: (place: number) => void;
};

/** `ref` is the form's own, which focuses the box. */
export function useCaret(ref: (element: HTMLInputElement | null) => void): Caret {
  const input = useRef<HTMLInputElement | null>(null);
  const place = useRef<number | null>(null);
  // React puts the new text in place, which sends the caret to the end.
  useLayoutEffect(() => {
    if (place.current === null) return;
    input.current?.setSelectionRange(place.current, place.current);
    place.current = null;
  });
  return {
    ref: (element) => {
      input.current = element;
      ref(element);
    },
    at: (text) => input.current?.selectionStart ?? text.length,
    put: (next) => {
      place.current = next;
    },
  };
}
