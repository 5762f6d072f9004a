// A pull of payments on a person's demand.
import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { audit } from "@/lib/db/audit";
import type { Actor } from "@/lib/domain/actor";
import { log } from "@/lib/log";
import { type PullContext, pullPayments } from "./pull-payments";

const patienceMs = 5_000;

/**
 * Records who asked, and pulls what is new. Resolves after five seconds at most; a longer pull goes on and the list
 * shows how far it is. While one runs already this adds nothing.
 */
export async function askForPull(context: PullContext, actor: Actor): Promise<void> {
  await context.database.db.transaction((tx) =>
    audit(tx, { actor, action: "payments.pulled", subject: "payments", detail: {} }),
  );
  const pulling = pullPayments(context).catch((error: unknown) => {
    log.error({ err: error }, "a pull of payments failed");
  });
  const patience = new AbortController();
  await Promise.race([
    pulling,
    sleep(patienceMs, undefined, { signal: patience.signal }).catch(() => undefined),
  ]);
  patience.abort();
}
