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

// Every reading compares the ledgers.
async function reconcile(context: PullContext): Promise<void> {
  await repeatWhileBusy(() => pullChanges(context));
  await repeatWhileBusy(() => pullEvents(context));
  await compareDue(context);
}

/** A pull that began earlier does not read later changes. */
async function repeatWhileBusy(pull: () => Promise<PullReport>): Promise<void> {
  const giveUpAt = performance.now() + busyLimitMs;
  while ((await pull()).state === "busy" && performance.now() < giveUpAt)
    await sleep(busyPauseMs, undefined, { ref: false });
}

export async function requestReconciliation(context: PullContext, actor: Actor): Promise<void> {
  await context.database.db.transaction((tx) =>
    audit(tx, { actor, action: "ledgers.compared", subject: "payments", detail: {} }),
  );
  const work = reconcile(context).catch((error: unknown) =>
    log.error({ err: error }, "a reconciliation failed"),
  );
  await waitAtMost(work, personWaitsMs);
}
