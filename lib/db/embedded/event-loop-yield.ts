// The embedded database answers in the same turn: consecutive queries would block the event loop and network input.
import type { PGlite, Transaction } from "@electric-sql/pglite";

/** A lower limit costs more than it gains. */
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
