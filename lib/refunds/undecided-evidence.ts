import "server-only";
import type { AppContext } from "@/lib/context";
import { type AttemptRow, answerView, attemptsByRefund } from "@/lib/db/queries/refund-view";
import { refundById } from "@/lib/db/refunds/write-refunds";
import { readCancelBody } from "@/lib/domain/refund/cancel-body";
import { compare, isCandidate, namingRefusal, undecidedReasons } from "@/lib/domain/refund/undecided";
import type { PaymentDetail } from "@/lib/domain/views/payment-page";
import type { UndecidedEvidence } from "@/lib/domain/views/refund";

/** Returns null if the payment has no undecided refund. */
export async function undecidedEvidence(
  context: Pick<AppContext, "database" | "cipher">,
  detail: PaymentDetail,
): Promise<UndecidedEvidence | null> {
  const { db } = context.database;
  const waiting = detail.refunds.find(({ state }) => state === "undecided");
  const row = waiting === undefined ? null : await refundById(db, waiting.id);
  // Resolved since the page was read.
  if (row?.state !== "undecided") return null;
  const why = undecidedReasons.find((known) => known === row.failure?.code);
  if (why === undefined) throw new Error(`refund ${row.id} is undecided without a reason`);
  const attempts = (await attemptsByRefund(db, [row.id])).get(row.id) ?? [];
  const requestText =
    row.encryptedRequest === null ? null : context.cipher.decrypt(row.id, row.encryptedRequest);
  const sent = requestText === null ? null : readCancelBody(requestText);
  const request = {
    amount: row.expectedAmount,
    taxFreeAmount: row.expectedTaxFree,
    reason: sent?.reason ?? row.reason,
    attempts: attempts.map((one) => ({ startedAt: one.startedAt, endedAt: endOf(one) })),
  };
  const ours = { number: row.number, knownCancellationIds: row.knownCancellations.map(({ id }) => id) };
  const candidates = detail.cancellations.filter(({ id, refundNumber }) =>
    isCandidate(ours, id, refundNumber),
  );
  const { channel, transactionId } = detail.payment;
  return {
    refundId: row.id,
    number: row.number,
    why,
    currency: row.currency,
    pg: channel && { provider: channel.pgProvider, merchantId: channel.pgMerchantId },
    transactionId,
    requested: {
      amount: request.amount,
      taxFreeAmount: request.taxFreeAmount,
      reason: request.reason,
      isReasonSent: sent !== null,
    },
    runs: runsOf(attempts, row.pgProvider),
    candidates: candidates.map((one) => ({
      ...one,
      marks: compare(request, one),
      mayBeNamed: namingRefusal(ours, one, one.refundNumber) === null,
    })),
    leftOut: detail.cancellations.length - candidates.length,
    readAt: detail.syncedAt,
  };
}

/** Merges consecutive attempts with the same outcome: twenty timeouts are one row. */
function runsOf(attempts: readonly AttemptRow[], pgProvider: string | null): UndecidedEvidence["runs"] {
  const runs: (UndecidedEvidence["runs"][number] & { outcome: string })[] = [];
  for (const one of attempts) {
    const outcome = JSON.stringify(one.outcome);
    const before = runs.at(-1);
    if (before?.outcome === outcome) {
      before.last = one.n;
      before.endedAt = endOf(one).toISOString();
      continue;
    }
    const answer = one.outcome === null ? null : one.outcome;
    runs.push({
      first: one.n,
      last: one.n,
      startedAt: one.startedAt.toISOString(),
      endedAt: endOf(one).toISOString(),
      answer: answer && answerView(answer, pgProvider, false),
      outcome,
    });
  }
  return runs.map(({ outcome: _, ...run }) => run);
}

function endOf({ finishedAt, leaseUntil }: AttemptRow): Date {
  return finishedAt ?? leaseUntil;
}
