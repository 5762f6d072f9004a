// Yields to the event loop between queries. The embedded database answers in the same turn, so that code which awaits
// one query after another would block the event loop: network input would not even be read.
import type { PGlite, Transaction } from "@electric-sql/pglite";

/** The longest that queries block the event loop. A lower limit would cost more than it gains. */
const maxBlockingMs = 8;

export function yieldBetweenQueries(pglite: PGlite): void {
  let blockedSince: number | null = null;
  function yieldIfDue(): Promise<void> | undefined {
    const now = performance.now();
    if (blockedSince === null) {
      blockedSince = now;
      setImmediate(() => {
        blockedSince = null;
      });
      return undefined;
    }
    return now - blockedSince < maxBlockingMs ? undefined : new Promise((resolve) => setImmediate(resolve));
  }
  function withYield<Target extends Pick<PGlite, "query">>(target: Target): Target {
    const query = target.query.bind(target);
    target.query = async <T>(...parts: Parameters<typeof query>) => {
      const results = await query<T>(...parts);
      await yieldIfDue();
      return results;
    };
    return target;
  }
  const transaction = withYield(pglite).transaction.bind(pglite);
  pglite.transaction = <T>(operation: (tx: Transaction) => Promise<T>) =>
    transaction((tx) => operation(withYield(tx)));
}
