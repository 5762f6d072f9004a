"use client";
import { Search } from "lucide-react";
import { open } from "@/components/ui/overlay-state";

type PaletteButtonProps = { label: string; isNarrow: boolean };

export function PaletteButton({ label, isNarrow }: PaletteButtonProps) {
  const icon = <Search className={isNarrow ? "size-5" : "size-4"} aria-hidden="true" />;
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      aria-keyshortcuts="Control+K Meta+K"
      aria-label={isNarrow ? label : undefined}
      onClick={() => open("palette")}
      onPointerEnter={preload}
      onFocus={preload}
      className={
        isNarrow
          ? "grid size-10 place-items-center rounded-md text-muted hover:bg-sunken"
          : "flex min-h-9 w-full items-center gap-2 rounded-md border border-line bg-raised px-2.5 text-sm text-muted shadow-pop hover:bg-hover hover:text-ink"
      }
    >
      {icon}
      {!isNarrow && (
        <>
          {label}
          <kbd className="ml-auto font-sans text-xs text-muted">Ctrl K</kbd>
        </>
      )}
    </button>
  );
}

function preload() {
  void import("./palette");
}
