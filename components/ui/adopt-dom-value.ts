"use client";
// A value that was typed, chosen or autofilled before hydration is in the DOM, but not in the form state. The form adopts
// the value, because the next render would overwrite it.
import { type RefCallback, useEffect, useEffectEvent, useRef } from "react";

type AdoptedRef<Box> = { ref: RefCallback<Box> };

/**
 * Calls `take` once with the value of the box, if the value is not empty and differs from `value`, the form's own.
 * `ref` is the form's ref, which focuses the box; `read` returns the value of the box.
 */
export function useAdoptedDomValue<Box extends HTMLElement>(
  ref: (box: Box | null) => void,
  value: string,
  read: (box: Box) => string,
  take: (typed: string) => void,
): AdoptedRef<Box> {
  const box = useRef<Box | null>(null);
  const adopt = useEffectEvent(() => {
    const typed = box.current === null ? "" : read(box.current);
    if (typed !== "" && typed !== value) take(typed);
  });
  useEffect(() => adopt(), []);
  return {
    ref: (element) => {
      box.current = element;
      ref(element);
    },
  };
}
