import type { ReactNode } from "react";
import { type Tone, toneSoft, toneText } from "./tone";

/** Shows a status as a coloured dot and a word, for dense rows. */
export function StatusDot({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span
      className={`inline-flex items-center gap-1.5 align-top font-medium whitespace-nowrap ${toneText[tone]}`}
    >
      <span className="size-1.5 rounded-full bg-current" aria-hidden="true" />
      {children}
    </span>
  );
}

type BadgeProps = { tone: Tone; children: ReactNode; title?: string; size?: "sm" | "md" };

/** Shows a status as a filled label, for headings and markers. */
export function Badge({ tone, children, title, size = "sm" }: BadgeProps) {
  return (
    <span
      title={title}
      className={`inline-flex items-center rounded-sm font-semibold whitespace-nowrap ${size === "sm" ? "px-1.5 py-px text-xs" : "px-2 py-0.5 text-sm"} ${toneSoft[tone]}`}
    >
      {children}
    </span>
  );
}
