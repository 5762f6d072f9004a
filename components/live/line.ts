// One line to the server for all tabs of a browser: the visible tab that holds the lock has the stream and tells the
// others. A browser has only six connections to an origin over HTTP/1.1, and each stream keeps one.
import { type Change, nameOfChange, readChange } from "@/lib/domain/views/change-event";
import { openStream, type StreamState } from "./change-stream";

export type LineState = StreamState;

/** What a tab tells the others; `ask` is for what was told since a time. */
type Message = { at: number; changes: readonly Change[] } | { state: LineState } | { ask: number };
type Hear = (one: Change) => void;

const name = "refund-desk.changes";
const longestMemory = 200;
/** A page is rendered a moment before its time is taken, and by a machine whose clock may differ a little. */
const marginMs = 2_000;
/** The stream beats every ten seconds: whoever heard nothing for longer than this may have missed something. */
const silenceMs = 25_000;

export type Line = {
  state(): LineState;
  /** Calls `listener` whenever the state changes, until the answer is called. */
  onState(listener: () => void): () => void;
  /** Calls `hear` for every change since `since` (milliseconds, the server's clock), until the answer is called. */
  listener(since: number, listener: Hear): () => void;
  /** Joins the tabs, until the answer is called. */
  open(): () => void;
};

/**
 * This tab's end of the line, which is silent until it is opened. `renderedAt`: when the server rendered the page
 * (milliseconds).
 */
export function createLine(url: string, renderedAt: number): Line {
  let channel: BroadcastChannel | null = null;
  const listeners = new Set<Hear>();
  const stateListeners = new Set<() => void>();
  let kept: { at: number; one: Change }[] = [];
  let completeFrom = renderedAt;
  let lastAt = renderedAt;
  let heardAt = 0;
  let state: LineState = "connecting";
  let turn: AbortController | null = null;
  let leads = false;
  /** Changes that came while nobody looked at this tab. */
  let unseen = false;

  function setState(next: LineState): void {
    if (next === state) return;
    state = next;
    for (const listener of stateListeners) listener();
  }

  function deliver(one: Change): void {
    if (document.hidden) unseen = true;
    else for (const listener of listeners) listener(one);
  }

  function receive(at: number, changes: readonly Change[]): void {
    const silent = performance.now() - heardAt > silenceMs;
    heardAt = performance.now();
    lastAt = Math.max(lastAt, at);
    if (silent && !leads) deliver({ kind: "missed" });
    for (const one of changes) {
      kept.push({ at, one });
      deliver(one);
    }
    if (kept.length <= longestMemory) return;
    const dropped = kept.length - longestMemory / 2;
    completeFrom = (kept[dropped - 1]?.at ?? at) + 1;
    kept = kept.slice(dropped);
  }

  function since(time: number): Change[] {
    if (time < completeFrom) return [{ kind: "missed" }];
    const byName = new Map<string, Change>();
    for (const { at, one } of kept) if (at >= time - marginMs) byName.set(nameOfChange(one), one);
    return [...byName.values()];
  }

  function post(told: Message): void {
    channel?.postMessage(told);
  }

  /** Holds the stream until this tab is hidden or closed. */
  function lead(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      leads = true;
      const close = openStream(
        () => `${url}?since=${lastAt}`,
        (at, changes) => {
          receive(at, changes);
          post({ at, changes });
        },
        (next) => {
          setState(next);
          post({ state: next });
        },
      );
      signal.addEventListener("abort", () => {
        leads = false;
        close();
        resolve();
      });
    });
  }

  function look(): void {
    if (document.hidden) {
      turn?.abort();
      turn = null;
      return;
    }
    if (turn === null) {
      const mine = new AbortController();
      turn = mine;
      // A tab that is hidden before its turn came gives it up, which rejects the request.
      navigator.locks
        .request(name, { signal: mine.signal }, () => (mine.signal.aborted ? undefined : lead(mine.signal)))
        .catch((error: unknown) => {
          if (!mine.signal.aborted) throw error;
        });
    }
    if (!unseen) return;
    unseen = false;
    deliver({ kind: "missed" });
  }

  function listen({ data: told }: MessageEvent<Message>): void {
    if ("ask" in told) {
      if (leads) post({ at: lastAt, changes: since(told.ask) });
    } else if ("state" in told) setState(told.state);
    else {
      setState("open");
      // Tabs of an earlier build may still be open; they speak of kinds that this one may not know.
      receive(told.at, told.changes.map(readChange));
    }
  }

  return {
    state: () => state,
    onState(listener) {
      stateListeners.add(listener);
      return () => stateListeners.delete(listener);
    },
    listener(time, listener) {
      listeners.add(listener);
      for (const one of since(time)) listener(one);
      return () => listeners.delete(listener);
    },
    open() {
      const opened = new BroadcastChannel(name);
      channel = opened;
      opened.onmessage = listen;
      heardAt = performance.now();
      document.addEventListener("visibilitychange", look);
      post({ ask: renderedAt });
      look();
      return () => {
        document.removeEventListener("visibilitychange", look);
        turn?.abort();
        turn = null;
        channel = null;
        opened.close();
      };
    },
  };
}
