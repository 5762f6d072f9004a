"use client";
// Loads the keyboard code with the first key press or when the palette opens.
import { lazy, useCallback, useEffect, useRef, useState } from "react";
import { LoadBoundary } from "@/components/ui/load-boundary";
import type { KeysProps } from "./keys";
import { KeysNotice } from "./keys-notice";
import { useOverlay } from "./overlay-state";

const Keys = lazy(() => import("./keys").then((file) => ({ default: file.KeyboardShortcuts })));

export function KeyHost(props: Omit<KeysProps, "takeEarly">) {
  const overlay = useOverlay();
  const [isUsed, setUsed] = useState(false);
  const [isClosed, setClosed] = useState(false);
  /** Key presses while `Keys` is loading; null once `Keys` listens. */
  const early = useRef<KeyboardEvent[] | null>([]);
  useEffect(() => {
    const record = (event: KeyboardEvent) => {
      if (early.current === null || overlay !== null) return;
      if (["Control", "Meta", "Shift", "Alt"].includes(event.key)) return;
      // The browser's own action for this key would take the focus away while `Keys` is loading.
      if ((event.ctrlKey || event.metaKey) && event.code === "KeyK") event.preventDefault();
      early.current.push(event);
      setUsed(true);
    };
    document.addEventListener("keydown", record);
    return () => document.removeEventListener("keydown", record);
  }, [overlay]);
  const takeEarly = useCallback(() => {
    const presses = early.current ?? [];
    early.current = null;
    return presses;
  }, []);
  // `Keys` stays mounted when the palette closes, and listens from then on.
  if (overlay !== null && !isUsed) setUsed(true);
  if (!isUsed && overlay === null) return null;
  return (
    <LoadBoundary
      isWanted
      whileLoading={null}
      failed={!isClosed && <KeysNotice reason="cannotLoad" onClose={() => setClosed(true)} />}
    >
      <Keys {...props} takeEarly={takeEarly} />
    </LoadBoundary>
  );
}
