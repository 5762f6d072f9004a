"use client";
// Loads the keyboard code with the first key press or when an overlay opens.
import { lazy, useCallback, useEffect, useState } from "react";
import { LoadBoundary } from "@/components/ui/load-boundary";
import { endOverlay, useOverlay } from "@/components/ui/overlay-state";
import type { KeysProps } from "./keys";
import { KeysNotice } from "./keys-notice";

const Keys = lazy(() => import("./keys").then((file) => ({ default: file.KeyboardShortcuts })));

export function KeyHost(props: Omit<KeysProps, "takeEarly">) {
  const overlay = useOverlay();
  const [isUsed, setUsed] = useState(false);
  const [isClosed, setClosed] = useState(false);
  useEffect(() => {
    const { earlyKeys } = window;
    // A browser that renders the first page of the desk itself does not run the script.
    if (earlyKeys === undefined) setUsed(true);
    earlyKeys?.onPress(() => setUsed(true));
    return () => earlyKeys?.onPress(null);
  }, []);
  const takeEarly = useCallback(() => window.earlyKeys?.take() ?? [], []);
  function close() {
    setClosed(true);
    endOverlay();
  }
  // `Keys` stays mounted when the palette closes, and listens from then on.
  if (overlay !== null && !isUsed) setUsed(true);
  if (!isUsed && overlay === null) return null;
  return (
    <LoadBoundary
      isWanted
      whileLoading={null}
      failed={(!isClosed || overlay !== null) && <KeysNotice reason="cannotLoad" onClose={close} />}
    >
      <Keys {...props} takeEarly={takeEarly} />
    </LoadBoundary>
  );
}
