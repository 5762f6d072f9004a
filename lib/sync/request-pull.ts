import "server-only";
import { audit } from "@/lib/db/audit";
import type { Actor } from "@/lib/domain/people/permissions";
import { log } from "@/lib/log";
import { waitAtMost } from "@/lib/wait-at-most";
import type { PullContext } from "./pull-context";
import { pullPayments } from "./pull-payments";

const personWaitsMs = 5_000;

/**
 * Records the person and pulls new payments. Resolves after five seconds at most; a longer pull continues and the list shows
 * its progress. Starts no second pull while one is running.
 */
export async function askForPull(context: PullContext, actor: Actor): Promise<void> {
  await context.database.db.transaction((tx) =>
    audit(tx, { actor, action: "payments.pulled", subject: "payments", detail: {} }),
  );
  const work = pullPayments(context).catch((error: unknown) =>
    log.error({ err: error }, "a pull of payments failed"),
  );
  await waitAtMost(work, personWaitsMs);
}
