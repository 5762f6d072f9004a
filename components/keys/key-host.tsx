"use client";
// Waits for the first key, or for the palette to be asked for: who uses neither loads none of it.
import { lazy, Suspense, useEffect, useState } from "react";
import type { KeysProps } from "./keys";
import { useOpened } from "./opened";

const Keys = lazy(() => import("./keys").then((file) => ({ default: file.Keys })));

export function KeyHost(props: Omit<KeysProps, "first">) {
  const opened = useOpened();
  const [first, setFirst] = useState<KeyboardEvent | null>(null);
  useEffect(() => {
    // Once it is loaded it listens by itself.
    if (first !== null || opened !== null) return;
    const note = (event: KeyboardEvent) => {
      if (["Control", "Meta", "Shift", "Alt"].includes(event.key)) return;
      // The browser's own use of this key would take the focus away meanwhile.
      if ((event.ctrlKey || event.metaKey) && event.code === "KeyK") event.preventDefault();
      setFirst(event);
    };
    document.addEventListener("keydown", note);
    return () => document.removeEventListener("keydown", note);
  }, [first, opened]);
  if (first === null && opened === null) return null;
  return (
    <Suspense fallback={null}>
      <Keys {...props} first={first} />
    </Suspense>
  );
}
