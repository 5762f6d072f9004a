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
import { signInPath } from "@/lib/domain/next-path";
import type { Change } from "@/lib/domain/views/change-event";
import { type ChangeStream, createChangeStream, type StreamState } from "./change-stream";

const StreamContext = createContext<ChangeStream | null>(null);

type LiveProps = {
  /** When the server rendered the page (milliseconds). */
  renderedAt: number;
  children: ReactNode;
};

/** Holds the stream of changes for everything below, and shows a bar while the stream is lost. */
export function Live({ renderedAt, children }: LiveProps) {
  // One value for the life of the page: another context value would make React hydrate the page's boundaries anew.
  const [stream] = useState(() => createChangeStream("/api/stream", renderedAt));
  useEffect(() => stream.open(), [stream]);
  return (
    <StreamContext value={stream}>
      <ConnectionNotice stream={stream} />
      {children}
    </StreamContext>
  );
}

/** Calls `listener` for each change after `since` (milliseconds, the server's clock: when the shown data was read). */
export function useChanges(since: number, listener: (change: Change) => void): void {
  const stream = useContext(StreamContext);
  const onChange = useEffectEvent(listener);
  useEffect(() => stream?.subscribe(since, (change) => onChange(change)), [stream, since]);
}

const never = () => () => {};

/** Returns whether changes arrive as they happen; a screen polls otherwise. */
export function useIsLive(): boolean {
  const stream = useContext(StreamContext);
  return (
    useSyncExternalStore(
      stream?.onState ?? never,
      () => stream?.state() ?? "connecting",
      () => "connecting",
    ) === "open"
  );
}

/** Most connections are back before a bar could be read. */
const showAfterMs = 2_500;

function ConnectionNotice({ stream }: { stream: ChangeStream }) {
  const t = useTranslations("live");
  const path = usePathname();
  const state = useSyncExternalStore<StreamState>(stream.onState, stream.state, () => "connecting");
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
