// PGlite has no checkpointer and no autovacuum: without upkeep, log and dead rows fill the disk and delay a reopen.
import type { PGlite } from "@electric-sql/pglite";

/** Small steps, because a query blocks the event loop. Returns a function that stops the upkeep. */
export function startUpkeep(pglite: PGlite, onFailure: (error: Error) => void): () => Promise<void> {
  let running: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    running = running
      .then(() => runUpkeep(pglite))
      .catch((error: unknown) => onFailure(error instanceof Error ? error : new Error(String(error))));
  }, 60_000).unref();
  return () => {
    clearInterval(timer);
    return running;
  };
}

/** Vacuums the one table that needs it most, then takes a checkpoint when enough was written (also by the vacuum). */
export async function runUpkeep(pglite: PGlite): Promise<void> {
  // In single-user mode the session's counters are flushed only on request.
  await pglite.query("select pg_stat_force_next_flush()");
  const worst = await pglite.query<{ name: string }>(mostDead);
  const name = worst.rows[0]?.name;
  if (name !== undefined) await pglite.exec(`vacuum (analyze) ${name}`);
  const wal = await pglite.query<{ bytes: number }>(
    "select pg_wal_lsn_diff(pg_current_wal_lsn(), redo_lsn)::float8 as bytes from pg_control_checkpoint()",
  );
  if ((wal.rows[0]?.bytes ?? 0) > checkpointAfterBytes) await pglite.exec("checkpoint");
}

const checkpointAfterBytes = 8 * 1024 * 1024;

/** The thresholds are those of PostgreSQL's autovacuum. */
const mostDead = `
  select format('%I.%I', s.schemaname, s.relname) as name
  from pg_stat_user_tables s join pg_class c on c.oid = s.relid
  where c.relkind in ('r', 'm')
    and (s.n_dead_tup > 50 + 0.2 * greatest(c.reltuples, 0) or s.n_mod_since_analyze > 50 + 0.1 * greatest(c.reltuples, 0))
  order by s.n_dead_tup + s.n_mod_since_analyze desc limit 1`;
