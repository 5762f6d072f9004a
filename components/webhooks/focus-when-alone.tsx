"use client";
// Heading of a webhook's detail. On a narrow screen the detail replaces the list, and the link with the focus is hidden: the
// heading then takes the focus.
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
