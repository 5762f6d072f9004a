// Compares the two ledgers by hand. On a schedule the same steps are taken one by one; every reading compares.
import "server-only";
import { audit } from "@/lib/db/audit";
import type { Actor } from "@/lib/domain/actor";
import { compareDue } from "./compare-due";
import { withPatience } from "./patience";
import { pullChanges } from "./pull-changes";
import { pullEvents } from "./pull-events";
import type { PullContext } from "./pull-payments";

/** Reads what changed at PortOne since the last look, and what is due to be compared. */
async function reconcile(context: PullContext): Promise<void> {
  await pullChanges(context);
  await pullEvents(context);
  await compareDue(context);
}

/**
 * Records who asked, and reconciles. Resolves after five seconds at most; a longer run goes on and the page shows how
 * far it is. While one runs already this adds little.
 */
export async function askForReconciliation(context: PullContext, actor: Actor): Promise<void> {
  await context.database.db.transaction((tx) =>
    audit(tx, { actor, action: "ledgers.compared", subject: "payments", detail: {} }),
  );
  await withPatience(reconcile(context), "a reconciliation failed");
}
