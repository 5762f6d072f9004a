// Compares the two ledgers by hand. On a schedule the same steps are taken one by one; every reading compares.
import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { audit } from "@/lib/db/audit";
import type { Actor } from "@/lib/domain/people/permissions";
import { log } from "@/lib/log";
import { waitAtMost } from "@/lib/wait-at-most";
import { compareDue } from "./compare-due";
import { pullChanges } from "./pull-changes";
import type { PullContext } from "./pull-context";
import { pullEvents } from "./pull-events";
import type { PullReport } from "./pull-payments";

const personWaitsMs = 5_000;
const busyLimitMs = 5 * 60_000;
const busyPauseMs = 250;

/** Reads what changed at PortOne until now, and what is due to be compared. */
async function reconcile(context: PullContext): Promise<void> {
  await afterOneThatRuns(() => pullChanges(context));
  await afterOneThatRuns(() => pullEvents(context));
  await compareDue(context);
}

/** A pull that began earlier does not read what happened since, so it is waited for, five minutes at most. */
async function afterOneThatRuns(pull: () => Promise<PullReport>): Promise<void> {
  const giveUpAt = performance.now() + busyLimitMs;
  while ((await pull()).state === "busy" && performance.now() < giveUpAt)
    await sleep(busyPauseMs, undefined, { ref: false });
}

/**
 * Records who asked, and reconciles. Resolves after five seconds at most; a longer run goes on and the page shows how
 * far it is.
 */
export async function askForReconciliation(context: PullContext, actor: Actor): Promise<void> {
  await context.database.db.transaction((tx) =>
    audit(tx, { actor, action: "ledgers.compared", subject: "payments", detail: {} }),
  );
  const work = reconcile(context).catch((error: unknown) =>
    log.error({ err: error }, "a reconciliation failed"),
  );
  await waitAtMost(work, personWaitsMs);
}
