// The stream itself, made again with back-off whenever it is lost.
import { type Change, readChange } from "@/lib/domain/views/change-event";

export type StreamState = "connecting" | "open" | "lost" | "signed-out";

/** What the server tells: its time, and what changed; nothing did at a beat. */
type Told = { at: number; changes?: unknown[] };

const backOff = { firstMs: 500, longestMs: 30_000 } as const;
/** The server beats every ten seconds; a line that is silent for so long is dead, whatever the browser believes. */
const silenceMs = 25_000;

/**
 * Keeps a stream open until the answer is called. `told` gets the server's time and what changed (nothing, at a beat).
 * After `signed-out` it does not come again: the person must sign in.
 */
export function openStream(
  url: () => string,
  told: (at: number, changes: readonly Change[]) => void,
  setState: (state: StreamState) => void,
): () => void {
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let waitMs: number = backOff.firstMs;
  let closed = false;

  function connect(): void {
    clearTimeout(timer);
    const next = new EventSource(url());
    source = next;
    watch();
    next.addEventListener("changes", ({ data }) => listener(JSON.parse(data) as Told));
    next.addEventListener("signed-out", end);
    next.onerror = () => {
      // The browser does not tell why; a refusal is not tried again by itself, and may be the end of the session.
      if (next.readyState === EventSource.CLOSED) void askWhy();
      again();
    };
  }

  function listener({ at, changes = [] }: Told): void {
    waitMs = backOff.firstMs;
    setState("open");
    watch();
    told(at, changes.map(readChange));
  }

  function watch(): void {
    clearTimeout(timer);
    timer = setTimeout(again, silenceMs);
  }

  function again(): void {
    if (closed) return;
    source?.close();
    source = null;
    setState("lost");
    clearTimeout(timer);
    // Spread, so that a server that comes back is not met by all browsers at once.
    timer = setTimeout(connect, waitMs * (0.5 + Math.random()));
    waitMs = Math.min(waitMs * 2, backOff.longestMs);
  }

  async function askWhy(): Promise<void> {
    const asking = new AbortController();
    try {
      const { status } = await fetch(url(), { signal: asking.signal });
      if (status === 401) end();
    } catch (error) {
      // Not reached: the next try will tell.
      if (!(error instanceof TypeError)) throw error;
    } finally {
      asking.abort();
    }
  }

  function end(): void {
    close();
    setState("signed-out");
  }

  function close(): void {
    closed = true;
    source?.close();
    clearTimeout(timer);
    window.removeEventListener("online", connectNow);
  }

  function connectNow(): void {
    if (source === null && !closed) connect();
  }

  window.addEventListener("online", connectNow);
  setState("connecting");
  connect();
  return close;
}
