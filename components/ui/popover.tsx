"use client";
// Button with the browser's own popover, which closes by Escape or a press elsewhere and returns the focus. The content
// mounts when the popover opens.
import { ChevronDown } from "lucide-react";
import { type ReactNode, useCallback, useEffect, useId, useRef, useState } from "react";
import { buttonStyle } from "./button-style";

type PopoverProps = {
  label: ReactNode;
  /** Accessible name of the popover. */
  title: string;
  children: () => ReactNode;
};

const width = 320;
const edge = 8;

export function Popover({ label, title, children }: PopoverProps) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  const [place, setPlace] = useState({ left: 0, top: 0 });

  const putBelowButton = useCallback(() => {
    const box = button.current?.getBoundingClientRect();
    if (box === undefined) return;
    // Starts at the left edge of the button; where that does not fit, ends at the right edge.
    const fits = box.left + width + edge <= document.documentElement.clientWidth;
    const left = fits ? box.left : Math.max(edge, box.right - width);
    setPlace({
      left: left + window.scrollX,
      top: box.bottom + window.scrollY + 6,
    });
  }, []);

  useEffect(() => {
    if (!isOpen) return;
    window.addEventListener("resize", putBelowButton);
    return () => window.removeEventListener("resize", putBelowButton);
  }, [isOpen, putBelowButton]);

  return (
    <>
      <button
        ref={button}
        type="button"
        popoverTarget={id}
        aria-expanded={isOpen}
        className={buttonStyle("secondary", "sm")}
      >
        {label}
        <ChevronDown className="size-3.5 text-faint" aria-hidden="true" />
      </button>
      <div
        id={id}
        popover="auto"
        role="dialog"
        aria-label={title}
        onBeforeToggle={(event) => event.newState === "open" && putBelowButton()}
        onToggle={(event) => setOpen(event.newState === "open")}
        // Absolute, so that the popover scrolls with the button.
        style={{ ...place, width, maxWidth: `calc(100vw - ${2 * edge}px)` }}
        className="absolute inset-auto m-0 rounded-lg bg-surface p-3 text-ink shadow-float"
      >
        {isOpen && children()}
      </div>
    </>
  );
}
