import "server-only";
import { randomBytes, randomUUID } from "node:crypto";
import type { Transaction } from "@/lib/db/client";
import type { RefundRow } from "@/lib/db/refunds/refund-facts";
import { type Admission, openRefund, refundById } from "@/lib/db/refunds/write-refunds";
import { writeCancelBody } from "@/lib/domain/refund/cancel-body";
import { unsentAfter } from "@/lib/domain/refund/evaluate-refund";
import type { LedgerRefusal } from "@/lib/domain/refund/refund-errors";
import { reasonWithNumber, refundNumber } from "@/lib/domain/refund/refund-number";
import { err, type Result } from "@/lib/domain/result";
import { logRefundStep } from "@/lib/refund-log";
import { waitAtMost } from "@/lib/wait-at-most";
import type { PreparedRefund } from "./prepare-refund";
import { type RefundContext, sendRefund } from "./send-refund";

/** How long a person waits for PortOne before the screen shows that the answer is pending. */
const personWaitsMs = 8_000;

/**
 * Records the refund of `actor`, if `admit` lets it pass in the same transaction, and nothing is sent yet.
 * `reading-outdated`: the request must be prepared again.
 */
export async function openPrepared<Code extends string, Detail extends object>(
  context: RefundContext,
  actor: { id: string; name: string },
  prepared: PreparedRefund,
  admit: (tx: Transaction) => Promise<Result<Admission, Code, Detail>>,
): Promise<Result<{ row: RefundRow; created: boolean }, LedgerRefusal | "reading-outdated" | Code, Detail>> {
  const { payment, plan, request } = prepared;
  const id = randomUUID();
  const number = refundNumber(() => randomBytes(16));
  const pgProvider = payment.channel?.pgProvider ?? null;
  const carriesNumber = !context.reasonWithoutNumber.includes(pgProvider ?? "");
  const reason = carriesNumber ? reasonWithNumber(prepared.reason, number) : prepared.reason;
  const checkAt = new Date(prepared.now.getTime() + unsentAfter);
  const opened = await openRefund(
    context.database.db,
    {
      id,
      number,
      request,
      overridden: prepared.basis.blockedBy,
      reason: prepared.reason,
      plan,
      figures: prepared.figures,
      currency: payment.currency,
      pgProvider,
      confirmedAmount: prepared.confirmedAmount,
      encryptedRequest: context.cipher.encrypt(id, writeCancelBody({ ...plan.body, reason })),
      known: payment.cancellations,
      readAt: prepared.readAt,
      actor,
    },
    checkAt,
    { admit, alongside: (tx) => context.jobs.resumeRefund(tx, id, checkAt) },
  );
  if (opened.ok) {
    if (opened.value.created)
      logRefundStep("requested", opened.value.row, { kind: request.cancel.kind, pg: pgProvider });
    return opened;
  }
  const { code, detail } = opened.error;
  if (code === "number-taken") return openPrepared(context, actor, prepared, admit);
  return detail === undefined ? err(code) : err(code, detail);
}

/** Sends a recorded refund. Returns it as it is when PortOne has answered, or after the time that a person waits. */
export async function sendOpened(context: RefundContext, row: RefundRow): Promise<RefundRow> {
  await waitAtMost(sendRefund(context, row), personWaitsMs);
  return (await refundById(context.database.db, row.id)) ?? row;
}
