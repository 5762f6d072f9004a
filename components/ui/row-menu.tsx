"use client";
// The menu of a row, with everything that can be done with the row. The list of the menu loads when the menu opens.
import { Ellipsis } from "lucide-react";
import { lazy, useEffect, useRef, useState } from "react";
import { buttonStyle } from "./button-style";
import { classes } from "./classes";
import { useIsHydrated } from "./hydrated";
import { LoadBoundary } from "./load-boundary";
import { PartNotLoaded } from "./part-not-loaded";
import type { RowAction } from "./row-menu-list";

const RowMenuList = lazy(() => import("./row-menu-list").then((file) => ({ default: file.RowMenuList })));

/** `label` names the menu and its row. */
export function RowMenu({ label, actions }: { label: string; actions: readonly RowAction[] }) {
  const button = useRef<HTMLButtonElement>(null);
  const chosen = useRef<RowAction | null>(null);
  const [opensAt, setOpensAt] = useState<"first" | "last" | null>(null);
  const isReady = useIsHydrated();

  // Runs the action when the menu is gone and the button has the focus, so that a dialog returns the focus to the button.
  useEffect(() => {
    if (opensAt !== null || chosen.current === null) return;
    const action = chosen.current;
    chosen.current = null;
    button.current?.focus();
    action.run();
  }, [opensAt]);

  return (
    <>
      <button
        ref={button}
        type="button"
        disabled={!isReady}
        data-early={!isReady || undefined}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={opensAt !== null}
        onClick={() => setOpensAt("first")}
        onKeyDown={(event) => {
          if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
          event.preventDefault();
          setOpensAt(event.key === "ArrowDown" ? "first" : "last");
        }}
        className={classes(buttonStyle("quiet", "sm"), "w-9 shrink-0 px-0 max-md:min-h-10 max-md:w-10")}
      >
        <Ellipsis className="size-4.5" aria-hidden="true" />
      </button>
      {opensAt !== null && (
        <LoadBoundary isWanted whileLoading={null} failed={<PartNotLoaded />}>
          <RowMenuList
            button={button}
            label={label}
            actions={actions}
            startsAt={opensAt}
            onChoose={(action) => {
              chosen.current = action;
            }}
            onClose={() => setOpensAt(null)}
          />
        </LoadBoundary>
      )}
    </>
  );
}
