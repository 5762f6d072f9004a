// The stream of changes from the server. Every visible tab has its own; a hidden tab has none and catches up when it is shown.
import { type Change, changeKey, readChange } from "@/lib/domain/views/change-event";

export type StreamState = "connecting" | "open" | "lost" | "signed-out";

/** An event of the server: its time (milliseconds), and what changed. A beat has no changes. */
type StreamEvent = { at: number; changes?: unknown[] };
type Listener = (change: Change) => void;

const backOff = { firstMs: 500, longestMs: 30_000 } as const;
/** The server sends a beat every ten seconds: a stream that is silent for longer is dead, whatever the browser reports. */
const silenceMs = 25_000;
/** After this time a page that was about to be left is still there: a download began, or the person stays. */
const stayMs = 3_000;
const memoryLimit = 200;
/** The clocks of the server that renders and of the server that streams may differ by this much. */
const marginMs = 2_000;

export type ChangeStream = {
  state(): StreamState;
  /** Calls `listener` when the state changes. Returns an unsubscribe function. */
  onState(listener: () => void): () => void;
  /** Calls `listener` for each change after `since` (milliseconds, the server's clock). Returns an unsubscribe function. */
  subscribe(since: number, listener: Listener): () => void;
  /** Connects while the tab is visible. Returns a function that disconnects. */
  open(): () => void;
};

/** Returns a stream that is closed until `open` is called. `renderedAt`: when the server rendered the page (milliseconds). */
export function createChangeStream(url: string, renderedAt: number): ChangeStream {
  const listeners = new Set<Listener>();
  const stateListeners = new Set<() => void>();
  let state: StreamState = "connecting";
  let recent: { at: number; change: Change }[] = [];
  let completeFrom = renderedAt;
  let lastAt = renderedAt;
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let waitMs: number = backOff.firstMs;

  function setState(next: StreamState): void {
    if (next === state) return;
    state = next;
    for (const listener of stateListeners) listener();
  }

  /** The server sends what changed since the last event again, so a new connection loses nothing. */
  function connect(): void {
    if (source !== null || state === "signed-out" || document.hidden) return;
    const next = new EventSource(`${url}?since=${lastAt}`);
    source = next;
    next.addEventListener("changes", ({ data }) => receive(JSON.parse(data) as StreamEvent));
    next.addEventListener("signed-out", signOut);
    next.onerror = () => {
      // The browser hides the status: only a second request tells a refused session from a network that is down.
      if (next.readyState === EventSource.CLOSED) void checkSession();
      retry();
    };
    setTimer(retry, silenceMs);
  }

  function receive({ at, changes = [] }: StreamEvent): void {
    waitMs = backOff.firstMs;
    lastAt = Math.max(lastAt, at);
    setState("open");
    setTimer(retry, silenceMs);
    for (const change of changes.map(readChange)) {
      recent.push({ at, change });
      for (const listener of listeners) listener(change);
    }
    if (recent.length <= memoryLimit) return;
    completeFrom = (recent.at(-memoryLimit / 2 - 1)?.at ?? at) + 1;
    recent = recent.slice(-memoryLimit / 2);
  }

  function disconnect(): void {
    clearTimeout(timer);
    source?.close();
    source = null;
  }

  function setTimer(run: () => void, ms: number): void {
    clearTimeout(timer);
    timer = setTimeout(run, ms);
  }

  function retry(): void {
    disconnect();
    setState("lost");
    // Spread, so that a server that comes back does not meet every browser at once.
    setTimer(connect, waitMs * (0.5 + Math.random()));
    waitMs = Math.min(waitMs * 2, backOff.longestMs);
  }

  async function checkSession(): Promise<void> {
    const request = new AbortController();
    try {
      const { status } = await fetch(`${url}?since=${lastAt}`, { signal: request.signal });
      if (status === 401) signOut();
    } catch (error) {
      // The server is not reached; the next connection shows more.
      if (!(error instanceof TypeError)) throw error;
    } finally {
      request.abort();
    }
  }

  function signOut(): void {
    disconnect();
    setState("signed-out");
  }

  function onVisibility(): void {
    if (document.hidden) disconnect();
    else connect();
  }

  /** Firefox ends the streams of a page that is being left while the page still runs, and reports each as an error. */
  function onLeave(): void {
    disconnect();
    setTimer(connect, stayMs);
  }

  return {
    state: () => state,
    onState(listener) {
      stateListeners.add(listener);
      return () => stateListeners.delete(listener);
    },
    subscribe(since, listener) {
      listeners.add(listener);
      for (const change of changesSince(since)) listener(change);
      return () => listeners.delete(listener);
    },
    open() {
      const end = new AbortController();
      document.addEventListener("visibilitychange", onVisibility, end);
      window.addEventListener("online", connect, end);
      window.addEventListener("beforeunload", onLeave, end);
      connect();
      return () => {
        end.abort();
        disconnect();
      };
    },
  };

  function changesSince(since: number): Change[] {
    if (since < completeFrom) return [{ kind: "missed" }];
    const byName = new Map<string, Change>();
    for (const { at, change } of recent) if (at >= since - marginMs) byName.set(changeKey(change), change);
    return [...byName.values()];
  }
}
