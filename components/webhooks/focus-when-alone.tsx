"use client";
// The heading of a webhook's detail. On a narrow screen it takes the place of the list, and the link that had the
// focus is gone: then the focus comes here.
import { type ReactNode, useEffect, useRef } from "react";

export function FocusWhenAlone({ children }: { children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const focused = document.activeElement;
    const isLost = focused instanceof HTMLElement && focused !== document.body && !focused.checkVisibility();
    if (isLost) heading.current?.focus();
  }, []);
  return (
    <h2 ref={heading} tabIndex={-1} className="text-lg font-bold wrap-anywhere outline-none">
      {children}
    </h2>
  );
}
