import "server-only";
import { audit } from "@/lib/db/audit";
import type { Actor } from "@/lib/domain/people/permissions";
import { log } from "@/lib/log";
import { waitAtMost } from "@/lib/wait-at-most";
import type { PullContext } from "./pull-context";
import { pullPayments } from "./pull-payments";

/** A pull that takes longer than this (milliseconds) goes on while the list shows its progress. */
const personWaitsMs = 1_000;

export async function requestPull(context: PullContext, actor: Actor): Promise<void> {
  await context.database.db.transaction((tx) =>
    audit(tx, { actor, action: "payments.pulled", subject: "payments", detail: {} }),
  );
  const work = pullPayments(context).catch((error: unknown) =>
    log.error({ err: error }, "a pull of payments failed"),
  );
  await waitAtMost(work, personWaitsMs);
}
