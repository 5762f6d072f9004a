// Turns of the event loop between queries. The embedded database answers within the turn that asks, so that code which
// waits for one query after the other never lets go of it: what comes over the network meanwhile is not even read.
import type { PGlite, Transaction } from "@electric-sql/pglite";

/** Longer than this nothing is held up by queries; shorter, the turns would cost more than they give. */
const holdMs = 8;

/** Makes every query of `pglite` let others have their turn where queries have held the event loop for long enough. */
export function takeTurns(pglite: PGlite): void {
  let heldSince: number | null = null;
  /** Called after each query; resolves in another turn when this one has lasted. */
  function letGo(): Promise<void> | undefined {
    const now = performance.now();
    if (heldSince === null) {
      heldSince = now;
      setImmediate(() => {
        heldSince = null;
      });
      return undefined;
    }
    return now - heldSince < holdMs ? undefined : new Promise((resolve) => setImmediate(resolve));
  }
  function withTurns<Asked extends Pick<PGlite, "query">>(asked: Asked): Asked {
    const query = asked.query.bind(asked);
    asked.query = async <T>(...parts: Parameters<typeof query>) => {
      const results = await query<T>(...parts);
      await letGo();
      return results;
    };
    return asked;
  }
  const transaction = withTurns(pglite).transaction.bind(pglite);
  pglite.transaction = <T>(operation: (tx: Transaction) => Promise<T>) =>
    transaction((tx) => operation(withTurns(tx)));
}
