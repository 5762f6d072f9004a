// Changes that database triggers announce, also from other instances. One LISTEN connection serves the process.
import "server-only";
import type { PGlite } from "@electric-sql/pglite";
import pg from "pg";
import { type Change, changeKey, readChange } from "@/lib/domain/views/change-event";
import { log } from "@/lib/log";
import type { DeskDatabase } from "./client";

export type Changes = {
  /** Announces changes after `since` (ms, this machine's clock); `missed` comes first if memory lacks some. */
  subscribe(since: number, listener: (change: Change) => void): () => void;
  close(): Promise<void>;
};

const channel = "desk_changes";
const reconnect = { firstMs: 200, longestMs: 10_000 } as const;
/** Covers rendering, sending and connecting a page. A page that was away for longer reads everything again. */
const mostRecentChanges = 2_000;
/** Detects a connection that died without an error; otherwise no change would arrive any more. */
const probeEveryMs = 15_000;

/** On PostgreSQL a lost connection is reopened; `missed` then says that changes may be lost. */
export async function listenToChanges(database: DeskDatabase): Promise<Changes> {
  const listeners = new Set<(change: Change) => void>();
  const recent = createRecentChanges();
  const notify = (change: Change) => {
    recent.add(change);
    for (const listener of listeners) listener(change);
  };
  const close = database.pglite
    ? await listenEmbedded(database.pglite, notify)
    : await listenPostgres(database.connectionString, notify);
  return {
    subscribe(since, listener) {
      // A new function for each subscription: the same listener may subscribe twice.
      const subscription = (change: Change) => listener(change);
      for (const change of recent.since(since)) subscription(change);
      listeners.add(subscription);
      return () => listeners.delete(subscription);
    },
    async close() {
      listeners.clear();
      await close();
    },
  };
}

function createRecentChanges() {
  let stored: { at: number; change: Change }[] = [];
  let completeFrom = Date.now();
  return {
    add(change: Change): void {
      const now = Date.now();
      stored.push({ at: now, change });
      if (stored.length <= mostRecentChanges) return;
      const dropped = Math.ceil(stored.length / 2);
      completeFrom = (stored[dropped - 1]?.at ?? now) + 1;
      stored = stored.slice(dropped);
    },
    since(time: number): Change[] {
      if (!(time >= completeFrom)) return [{ kind: "missed" }];
      const byName = new Map<string, Change>();
      for (const { at, change } of stored) if (at >= time) byName.set(changeKey(change), change);
      return [...byName.values()];
    },
  };
}

async function listenEmbedded(
  pglite: PGlite,
  notify: (change: Change) => void,
): Promise<() => Promise<void>> {
  return pglite.listen(channel, (payload) => notify(parsePayload(payload)));
}

async function listenPostgres(
  connectionString: string | undefined,
  notify: (change: Change) => void,
): Promise<() => Promise<void>> {
  if (connectionString === undefined) throw new Error("a PostgreSQL desk has a connection string");
  let closed = false;
  let client: pg.Client | null = null;
  let retry: NodeJS.Timeout | undefined;
  let waitMs: number = reconnect.firstMs;

  async function connect(): Promise<void> {
    const next = new pg.Client({
      connectionString,
      application_name: "refund-desk changes",
      connectionTimeoutMillis: 5_000,
      query_timeout: 5_000,
      keepAlive: true,
    });
    next.on("error", (error) => lost(next, error));
    next.on("end", () => lost(next, new Error("the connection ended")));
    next.on("notification", ({ payload }) => notify(parsePayload(payload ?? "")));
    try {
      await next.connect();
      await next.query(`listen ${channel}`);
    } catch (error) {
      next.removeAllListeners();
      next.on("error", () => undefined);
      await next.end();
      throw error;
    }
    client = next;
    waitMs = reconnect.firstMs;
  }

  function lost(which: pg.Client, error: Error): void {
    if (closed || which !== client) return;
    log.warn({ err: error }, "the connection that listens for changes was lost; reconnecting");
    client = null;
    which.end().catch(() => undefined);
    reconnectLater();
  }

  function reconnectLater(): void {
    retry = setTimeout(() => {
      connect().then(
        () => notify({ kind: "missed" }),
        (error: unknown) => {
          if (closed) return;
          waitMs = Math.min(waitMs * 2, reconnect.longestMs);
          log.warn({ err: error }, "the connection that listens for changes could not be reopened yet");
          reconnectLater();
        },
      );
    }, waitMs);
  }

  await connect();
  const probe = setInterval(() => {
    const current = client;
    current?.query("select 1").catch((error: Error) => lost(current, error));
  }, probeEveryMs);
  return async () => {
    closed = true;
    clearInterval(probe);
    clearTimeout(retry);
    await client?.end();
  };
}

function parsePayload(payload: string): Change {
  try {
    return readChange(JSON.parse(payload));
  } catch (error) {
    if (error instanceof SyntaxError) return { kind: "missed" };
    throw error;
  }
}
