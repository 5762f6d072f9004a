import "server-only";
import { keepChain } from "@/lib/audit/checkpoints";
import type { AppContext } from "@/lib/context";
import { deleteOldAlerts } from "@/lib/db/alerts/outbox";
import { raiseOverdue } from "@/lib/db/alerts/raise-overdue";
import { expireApprovals } from "@/lib/db/approvals/write-approvals";
import { reportClocks } from "@/lib/db/clock";
import { foldSums } from "@/lib/db/payments/daily-sums";
import { deriveColumns } from "@/lib/db/payments/derived-columns";
import { clearOldAttempts } from "@/lib/db/people/sign-in-attempts";
import type { JobHandlers } from "@/lib/jobs/worker";
import { log } from "@/lib/log";
import { sendAlerts } from "@/lib/notifications/send-alerts";
import { resumeOpenRefunds, resumeRefund } from "@/lib/refunds/resume-refunds";
import { compareDue } from "@/lib/sync/compare-due";
import { pollPending } from "@/lib/sync/poll-pending";
import { pullChangesWhenDue } from "@/lib/sync/pull-changes";
import { pullEventsWhenDue } from "@/lib/sync/pull-events";
import { pullUntilDone } from "@/lib/sync/pull-payments";
import { removePersonalDataWhenDue } from "@/lib/sync/remove-personal-data";
import { sweepNightlyWhenDue } from "@/lib/sync/sweep-nightly";
import { processDeliveries, requeueWaiting } from "@/lib/webhooks/process-deliveries";

export function handlersOf(appContext: AppContext): JobHandlers {
  const long = [
    ...[pullUntilDone, pullChangesWhenDue, pullEventsWhenDue, sweepNightlyWhenDue].map(
      (pull) => () => pull(appContext),
    ),
    () => removePersonalDataWhenDue(appContext),
    () => deriveColumns(appContext.database.db),
    () => keepChain(appContext.database.db, appContext.auditKeys),
    () => sendAlerts(appContext),
  ].map(oneAtATime);
  return {
    processDeliveries: async (of) => {
      // Storing webhooks goes before processing them: PortOne waits only for the storing.
      await appContext.intake.backpressure();
      await processDeliveries(appContext, of);
    },
    resumeRefund: (refundId) => resumeRefund(appContext, refundId),
    sweep: async () => {
      for (const begin of long) begin();
      const ended = await Promise.allSettled([
        resumeOpenRefunds(appContext),
        pollPending(appContext),
        requeueWaiting(appContext),
        compareDue(appContext),
        expireApprovals(appContext.database.db),
        clearOldAttempts(appContext.database.db),
        reportClocks(appContext.database.db),
        foldSums(appContext.database.db),
        raiseOverdue(appContext.database.db),
        deleteOldAlerts(appContext.database.db),
      ]);
      for (const end of ended)
        if (end.status === "rejected") log.error({ err: end.reason }, "a sweep failed");
    },
  };
}

/** Starts work that may take longer than a sweep without delaying the next sweep, once at a time in this process. */
function oneAtATime(work: () => Promise<unknown>): () => void {
  let running = false;
  return () => {
    if (running) return;
    running = true;
    void work()
      .catch((error: unknown) => log.error({ err: error }, "a long task of a sweep failed"))
      .finally(() => {
        running = false;
      });
  };
}
