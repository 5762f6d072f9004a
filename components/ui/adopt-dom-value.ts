"use client";
// What was typed, chosen, or filled in by the browser before React was here stands in the box and not in the form: it is
// taken over, or the next rendering would wipe it.
import { type RefCallback, useEffect, useEffectEvent, useRef } from "react";

type Taken<Box> = { ref: RefCallback<Box> };

/**
 * Calls `take` once with what the box holds when it is another value than the form's.
 * `ref` is the form's own, which focuses the box; `read` tells what the box holds.
 */
export function useAdoptedDomValue<Box extends HTMLElement>(
  ref: (box: Box | null) => void,
  value: string,
  read: (box: Box) => string,
  take: (typed: string) => void,
): Taken<Box> {
  const box = useRef<Box | null>(null);
  const takeOver = useEffectEvent(() => {
    const typed = box.current === null ? "" : read(box.current);
    if (typed !== "" && typed !== value) take(typed);
  });
  useEffect(() => takeOver(), []);
  return {
    ref: (element) => {
      box.current = element;
      ref(element);
    },
  };
}
