// Receives the changes that the database's triggers announce, also those of other instances, and notifies the subscribers of
// this process. One LISTEN connection a process, whatever the number of open pages.
import "server-only";
import type { PGlite } from "@electric-sql/pglite";
import pg from "pg";
import { type Change, nameOfChange, readChange } from "@/lib/domain/views/change-event";
import { log } from "@/lib/log";
import type { DeskDatabase } from "./client";

export type Changes = {
  /**
   * Calls `listener` for each change after `since` (milliseconds, this machine's clock). Returns an unsubscribe function.
   * The first change is `missed` where changes after `since` are no longer in memory.
   */
  subscribe(since: number, listener: (one: Change) => void): () => void;
  close(): Promise<void>;
};

const channel = "desk_changes";
const reconnect = { firstMs: 200, longestMs: 10_000 } as const;
/** Enough for a page to be rendered, sent and connected; whoever was away for longer reads again. */
const longestMemory = 2_000;
/** A connection that died in silence would announce nothing for ever. */
const probeEveryMs = 15_000;

/** Begins to listen. On PostgreSQL a lost connection is made again, and `missed` says that something may have been lost. */
export async function listenToChanges(database: DeskDatabase): Promise<Changes> {
  const listeners = new Set<(one: Change) => void>();
  const memory = createMemory();
  const notify = (one: Change) => {
    memory.keep(one);
    for (const listener of listeners) listener(one);
  };
  const close = database.pglite
    ? await listenEmbedded(database.pglite, notify)
    : await listenPostgres(database.connectionString, notify);
  return {
    subscribe(since, listener) {
      // A function of its own for each subscription: the same listener may subscribe twice.
      const own = (one: Change) => listener(one);
      for (const one of memory.since(since)) own(one);
      listeners.add(own);
      return () => listeners.delete(own);
    },
    async close() {
      listeners.clear();
      await close();
    },
  };
}

function createMemory() {
  let kept: { at: number; one: Change }[] = [];
  let completeFrom = Date.now();
  return {
    keep(one: Change): void {
      const now = Date.now();
      kept.push({ at: now, one });
      if (kept.length <= longestMemory) return;
      const dropped = Math.ceil(kept.length / 2);
      completeFrom = (kept[dropped - 1]?.at ?? now) + 1;
      kept = kept.slice(dropped);
    },
    since(time: number): Change[] {
      if (!(time >= completeFrom)) return [{ kind: "missed" }];
      const byName = new Map<string, Change>();
      for (const { at, one } of kept) if (at >= time) byName.set(nameOfChange(one), one);
      return [...byName.values()];
    },
  };
}

async function listenEmbedded(pglite: PGlite, notify: (one: Change) => void): Promise<() => Promise<void>> {
  return pglite.listen(channel, (payload) => notify(read(payload)));
}

async function listenPostgres(
  connectionString: string | undefined,
  notify: (one: Change) => void,
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
    next.on("notification", ({ payload }) => notify(read(payload ?? "")));
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
    log.warn({ err: error }, "the connection that listens for changes was lost; making it again");
    client = null;
    which.end().catch(() => undefined);
    again();
  }

  function again(): void {
    retry = setTimeout(() => {
      connect().then(
        () => notify({ kind: "missed" }),
        (error: unknown) => {
          if (closed) return;
          waitMs = Math.min(waitMs * 2, reconnect.longestMs);
          log.warn({ err: error }, "the connection that listens for changes is not back yet");
          again();
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

function read(payload: string): Change {
  try {
    return readChange(JSON.parse(payload));
  } catch (error) {
    if (error instanceof SyntaxError) return { kind: "missed" };
    throw error;
  }
}
