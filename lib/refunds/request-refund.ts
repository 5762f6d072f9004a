// One refund, top to bottom: today's truth, a plan or a no, the intent in the ledger, then the send.
import "server-only";
import { randomBytes, randomUUID } from "node:crypto";
import { databaseNow } from "@/lib/db/clock";
import type { RefundRow } from "@/lib/db/refund-facts";
import { openRefund, refundById, refundByRequestId } from "@/lib/db/refunds";
import type { Actor } from "@/lib/domain/actor";
import { cancellableAmount, type Payment } from "@/lib/domain/payment";
import { planRefund, type RefundRequest, writeCancelBody } from "@/lib/domain/refund";
import { reasonWithNumber, refundNumber } from "@/lib/domain/refund-number";
import { type Result, refuse, succeed } from "@/lib/domain/result";
import type { RefundRequestError } from "@/lib/domain/timeline";
import { syncPayment } from "@/lib/sync/sync-payment";
import { withPatience } from "./patience";
import { type RefundContext, sendRefund } from "./send-refund";

const unsentAfterMs = 5 * 60_000;

/**
 * Records and sends a refund for a person who may. A request id that was seen before answers with its refund and
 * sends nothing. Resolves after at most eight seconds of sending; the same try then goes on in this process.
 */
export async function requestRefund(
  context: RefundContext,
  actor: Actor,
  request: RefundRequest,
): Promise<Result<RefundRow, RefundRequestError>> {
  const { db } = context.database;
  const earlier = await refundByRequestId(db, request.requestId);
  if (earlier) return sameRequest(earlier, actor, request);

  const synced = await syncPayment(context, request);
  if (!synced.ok) {
    return refuse(synced.error.code === "payment-not-found" ? "payment-not-found" : "portone-unreachable");
  }
  const { payment } = synced.value;
  if (hasChanged(request, payment)) return refuse("amount-changed");
  const id = randomUUID();
  const number = refundNumber(() => randomBytes(16));
  const pgProvider = payment.channel?.pgProvider ?? null;
  const carriesNumber = !context.reasonWithoutNumber.includes(pgProvider ?? "");
  const reason = carriesNumber ? reasonWithNumber(request.reason, number) : request.reason;
  const now = await databaseNow(db);
  const plan = planRefund(payment, request, reason, now);
  if (!plan.ok) {
    // A double of this very request may have refunded it since: then the answer is that refund.
    const double = await refundByRequestId(db, request.requestId);
    return double ? sameRequest(double, actor, request) : plan;
  }

  const checkAt = new Date(now.getTime() + unsentAfterMs);
  const opened = await openRefund(
    db,
    {
      id,
      number,
      request: { ...request, storeId: payment.storeId, paymentId: payment.id },
      plan: plan.value,
      currency: payment.currency,
      pgProvider,
      sealedBody: context.seal.close(id, writeCancelBody(plan.value.body)),
      known: payment.cancellations,
      actor,
    },
    checkAt,
    (tx) => context.jobs.resumeRefund(tx, id, checkAt),
  );
  if (!opened.ok) {
    // Two refunds drew the same number: as good as never, and nothing has happened yet.
    if (opened.error.code === "number-taken") return requestRefund(context, actor, request);
    return refuse(opened.error.code);
  }
  if (!opened.value.created) return sameRequest(opened.value.row, actor, request);

  await withPatience(sendRefund(context, opened.value.row));
  return succeed((await refundById(db, id)) ?? opened.value.row);
}

/** Whether the balance that the person confirmed is no longer the balance. What is over is said more exactly later. */
function hasChanged({ cancel }: RefundRequest, payment: Payment): boolean {
  const { amount } = cancellableAmount(payment);
  return cancel.kind === "full" && amount > 0 && cancel.shown !== amount;
}

/** A request id stands for one request of one person: the same words about the same payment. */
function sameRequest(
  row: RefundRow,
  actor: Actor,
  request: RefundRequest,
): Result<RefundRow, RefundRequestError> {
  const same =
    row.actorId === actor.id &&
    row.storeId === request.storeId &&
    row.paymentId === request.paymentId &&
    row.kind === request.cancel.kind &&
    row.reason === request.reason &&
    row.requester === request.requester &&
    (request.cancel.kind === "full" ||
      row.expectedAmount === null ||
      row.expectedAmount === request.cancel.amount);
  return same ? succeed(row) : refuse("request-id-reused");
}
