import "server-only";
import { randomBytes, randomUUID } from "node:crypto";
import { databaseNow } from "@/lib/db/clock";
import { moneySoFar } from "@/lib/db/payments/cancel-figures";
import { whoMayRefund } from "@/lib/db/refunds/person-limits";
import type { RefundRow } from "@/lib/db/refunds/refund-facts";
import { refundLedger } from "@/lib/db/refunds/refund-ledger";
import { limitedRefund, openRefund, refundById, refundByRequestId } from "@/lib/db/refunds/write-refunds";
import { activeOverrides } from "@/lib/db/settings/read-overrides";
import { activeReason } from "@/lib/db/settings/read-reasons";
import { inOrderAmounts, type Payment } from "@/lib/domain/payment/payment";
import { type Actor, may } from "@/lib/domain/people/permissions";
import { policyVerdict } from "@/lib/domain/policy/refund-policy";
import { type CancelBody, writeCancelBody } from "@/lib/domain/refund/cancel-body";
import { refundFigures, type SentFigures } from "@/lib/domain/refund/cancel-figures";
import { unsentAfter } from "@/lib/domain/refund/evaluate-refund";
import { planRefund } from "@/lib/domain/refund/plan-refund";
import type { BalanceNow, LimitDetail, RefundRequestError } from "@/lib/domain/refund/refund-errors";
import { reasonWithNumber, refundNumber } from "@/lib/domain/refund/refund-number";
import { remainingParts } from "@/lib/domain/refund/refund-parts";
import { reasonText } from "@/lib/domain/refund/refund-reason";
import type { RefundRequest } from "@/lib/domain/refund/refund-request";
import { err, ok, type Result } from "@/lib/domain/result";
import { logRefundStep } from "@/lib/refund-log";
import { syncPayment } from "@/lib/sync/sync-payment";
import { waitAtMost } from "@/lib/wait-at-most";
import { promotionTerms } from "./promotion-terms";
import { type RefundContext, sendRefund } from "./send-refund";

/** How long a person waits for PortOne before the screen shows that the answer is pending. */
const personWaitsMs = 8_000;

/** The caller checks the permission. A known request id returns its refund and sends nothing. */
export async function requestRefund(
  context: RefundContext,
  actor: Actor,
  request: RefundRequest,
): Promise<Result<RefundRow, RefundRequestError>> {
  const { db } = context.database;
  /** Returns the refund of a duplicate request that has refunded the payment meanwhile, otherwise `refusal`. */
  const duplicateOr = async (refusal: Result<never, RefundRequestError>) => {
    const duplicate = await refundByRequestId(db, request.requestId);
    return duplicate ? sameRequest(duplicate, actor, request) : refusal;
  };
  const earlier = await refundByRequestId(db, request.requestId);
  if (earlier) return sameRequest(earlier, actor, request);
  if (request.override !== undefined && !may(actor.role, "refunds:override"))
    return err("override-not-permitted");
  if (request.balanceLock !== undefined && !may(actor.role, "refunds:override"))
    return err("balance-lock-not-permitted");
  const chosen = await activeReason(db, request.reasonCode);
  if (chosen === null) return err("reason-unknown");

  const synced = await syncPayment(context, request);
  if (!synced.ok) {
    return err(synced.error.code === "payment-not-found" ? "payment-not-found" : "portone-unreachable");
  }
  const read = synced.value.payment;
  const ledger = await refundLedger(db, { storeId: read.storeId, paymentId: read.id });
  const payment = inOrderAmounts(read, ledger.orderAmounts);
  const changed = changedBalance(request, payment);
  if (changed !== null) return duplicateOr(err("amount-changed", changed));
  const id = randomUUID();
  const number = refundNumber(() => randomBytes(16));
  const pgProvider = payment.channel?.pgProvider ?? null;
  const carriesNumber = !context.reasonWithoutNumber.includes(pgProvider ?? "");
  const reason = reasonText(chosen, request.note);
  const sentReason = carriesNumber ? reasonWithNumber(reason, number) : reason;
  const now = await databaseNow(db);
  const plan = planRefund(payment, request, sentReason, now, ledger);
  if (!plan.ok) return duplicateOr(plan);
  const { blockedBy } = policyVerdict(payment, request.cancel, now, await activeOverrides(db));
  const { override, ...withoutOverride } = request;
  if (blockedBy.length > 0 && override === undefined) return duplicateOr(err("policy-blocked"));

  const confirmedAmount =
    request.cancel.kind === "partial" ? request.cancel.amount : remainingParts(payment).amount;
  const limited = {
    method: payment.method?.type ?? null,
    pgProvider,
    currency: payment.currency,
    confirmedAmount,
  };
  const figures = await figuresOf(context, read, request.cancel, plan.value.body);
  const checkAt = new Date(now.getTime() + unsentAfter);
  const opened = await openRefund(
    db,
    {
      id,
      number,
      // An override reason is recorded only if a rule was overridden.
      request: {
        ...(blockedBy.length > 0 ? request : withoutOverride),
        storeId: payment.storeId,
        paymentId: payment.id,
      },
      overridden: blockedBy.map(({ rule, topic }) => rule ?? topic),
      reason,
      plan: plan.value,
      figures,
      ...limited,
      encryptedRequest: context.requestCipher.encrypt(id, writeCancelBody(plan.value.body)),
      known: payment.cancellations,
      readAt: synced.value.readAt,
      actor,
    },
    checkAt,
    (tx) => context.jobs.resumeRefund(tx, id, checkAt),
  );
  if (!opened.ok) {
    // Nothing has been recorded yet. The number is random, so a taken one is practically impossible.
    if (opened.error.code === "number-taken" || opened.error.code === "reading-outdated")
      return requestRefund(context, actor, request);
    if (opened.error.code !== "limit-reached") return err(opened.error.code);
    if (opened.error.detail === undefined) throw new Error("a limit was reached without its detail");
    const helpers = await whoMayRefund(db, limitedRefund(limited));
    const detail: LimitDetail = { ...opened.error.detail, currency: payment.currency, helpers };
    return err("limit-reached", detail);
  }
  if (!opened.value.created) return sameRequest(opened.value.row, actor, request);
  logRefundStep("requested", opened.value.row, { kind: request.cancel.kind, pg: pgProvider });

  await waitAtMost(sendRefund(context, opened.value.row), personWaitsMs);
  return ok((await refundById(db, id)) ?? opened.value.row);
}

async function figuresOf(
  context: RefundContext,
  payment: Payment,
  { kind }: RefundRequest["cancel"],
  { amount, promotionDiscountRetainOption }: CancelBody,
): Promise<SentFigures> {
  const key = { storeId: payment.storeId, paymentId: payment.id };
  const { charged, earlier } = await moneySoFar(context.database.db, key);
  const option = promotionDiscountRetainOption ?? null;
  const cancel =
    kind === "full" || amount === undefined
      ? ({ kind: "full" } as const)
      : { kind: "partial" as const, amount };
  const terms = option === null ? null : await promotionTerms(context, { payment, ...payment });
  return refundFigures({ ...payment, charged }, earlier, cancel, { terms, option });
}

/** Returns the balance if the person confirmed another one. Null also for 0: planRefund has a more exact error. */
function changedBalance({ cancel }: RefundRequest, payment: Payment): BalanceNow | null {
  const { amount, taxFree, vat } = remainingParts(payment);
  return amount > 0 && cancel.shown !== amount ? { amount, taxFree, vat } : null;
}

/** A request id identifies one request of one person, with the same fields for the same payment. */
function sameRequest(
  row: RefundRow,
  actor: Actor,
  request: RefundRequest,
): Result<RefundRow, RefundRequestError> {
  const { cancel, refundAccount: account } = request;
  const same =
    row.actorId === actor.id &&
    row.storeId === request.storeId &&
    row.paymentId === request.paymentId &&
    row.kind === cancel.kind &&
    row.reasonCode === request.reasonCode &&
    row.note === request.note &&
    row.requester === request.requester &&
    row.account?.bank === account?.bank &&
    row.account?.lastDigits === account?.number.slice(-4) &&
    (cancel.kind === "full" ||
      (row.requestedAmount === cancel.amount &&
        row.expectedTaxFree === (cancel.taxFreeAmount ?? 0) &&
        row.requestedVat === (cancel.vatAmount ?? null)));
  return same ? ok(row) : err("request-id-reused");
}
