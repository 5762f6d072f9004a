"use client";
// Waits for the first key, or for the palette to be asked for: who uses neither loads none of it.
import { lazy, Suspense, useCallback, useEffect, useRef, useState } from "react";
import type { KeysProps } from "./keys";
import { useOverlay } from "./overlay-state";

const Keys = lazy(() => import("./keys").then((file) => ({ default: file.Keys })));

export function KeyHost(props: Omit<KeysProps, "takeEarly">) {
  const opened = useOverlay();
  const [isUsed, setUsed] = useState(false);
  /** Presses that come while the rest is loaded; null once it listens by itself. */
  const early = useRef<KeyboardEvent[] | null>([]);
  useEffect(() => {
    const note = (event: KeyboardEvent) => {
      if (early.current === null || opened !== null) return;
      if (["Control", "Meta", "Shift", "Alt"].includes(event.key)) return;
      // The browser's own use of this key would take the focus away meanwhile.
      if ((event.ctrlKey || event.metaKey) && event.code === "KeyK") event.preventDefault();
      early.current.push(event);
      setUsed(true);
    };
    document.addEventListener("keydown", note);
    return () => document.removeEventListener("keydown", note);
  }, [opened]);
  const takeEarly = useCallback(() => {
    const presses = early.current ?? [];
    early.current = null;
    return presses;
  }, []);
  // It stays when the palette closes: from then on it listens by itself.
  if (opened !== null && !isUsed) setUsed(true);
  if (!isUsed && opened === null) return null;
  return (
    <Suspense fallback={null}>
      <Keys {...props} takeEarly={takeEarly} />
    </Suspense>
  );
}
