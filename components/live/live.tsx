"use client";
import { WifiOff } from "lucide-react";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useEffectEvent,
  useState,
  useSyncExternalStore,
} from "react";
// The line to the server for everything on the screen, and the bar that says when it is lost.
import { signInPath } from "@/lib/domain/next-path";
import type { Change } from "@/lib/domain/views/change-event";
import { createLine, type Line, type LineState } from "./line";

const LineContext = createContext<Line | null>(null);

type LiveProps = {
  /** When the server rendered the page (milliseconds). */
  renderedAt: number;
  children: ReactNode;
};

/** Wrap the signed-in part of the desk in this, once. */
export function Live({ renderedAt, children }: LiveProps) {
  // The same for good: with another, what React has not taken over yet of the server's page would be made anew.
  const [line] = useState(() => createLine("/api/stream", renderedAt));
  useEffect(() => line.open(), [line]);
  return (
    <LineContext value={line}>
      <LostBar line={line} />
      {children}
    </LineContext>
  );
}

/** Calls `hear` for every change since `since` (milliseconds, when what is shown was read). */
export function useChanges(since: number, listener: (one: Change) => void): void {
  const line = useContext(LineContext);
  const onChange = useEffectEvent(listener);
  useEffect(() => line?.listener(since, (one) => onChange(one)), [line, since]);
}

const never = () => () => {};

/** Whether changes are told as they happen; otherwise a screen must ask by itself. */
export function useIsLive(): boolean {
  const line = useContext(LineContext);
  return (
    useSyncExternalStore(
      line?.onState ?? never,
      () => line?.state() ?? "connecting",
      () => "connecting",
    ) === "open"
  );
}

/** Not at the first stumble: most lines are back before anybody would have read the bar. */
const showAfterMs = 2_500;

function LostBar({ line }: { line: Line }) {
  const t = useTranslations("live");
  const path = usePathname();
  const state = useSyncExternalStore<LineState>(line.onState, line.state, () => "connecting");
  const isLost = state === "lost";
  const [isLongLost, setLongLost] = useState(false);
  useEffect(() => {
    if (!isLost) return;
    const timer = setTimeout(() => setLongLost(true), showAfterMs);
    return () => {
      clearTimeout(timer);
      setLongLost(false);
    };
  }, [isLost]);
  const isSignedOut = state === "signed-out";
  return (
    <div role="status" className="sticky top-7 z-40">
      {(isLongLost || isSignedOut) && (
        <p className="flex flex-wrap items-center justify-center gap-x-2 border-b border-line bg-warn-soft px-4 py-1.5 text-sm text-warn">
          <WifiOff className="size-4" aria-hidden="true" />
          {isSignedOut ? t("signedOut") : t("lost")}
          {isSignedOut && (
            <a href={signInPath(path)} target="_blank" rel="noopener" className="font-semibold underline">
              {t("signIn")}
            </a>
          )}
        </p>
      )}
    </div>
  );
}
