import "server-only";
import { databaseNow } from "@/lib/db/clock";
import { moneySoFar } from "@/lib/db/payments/cancel-figures";
import { manualRefundSum } from "@/lib/db/refunds/record-manual-refunds";
import { refundLedger } from "@/lib/db/refunds/refund-ledger";
import { activeOverrides } from "@/lib/db/settings/read-overrides";
import { activeReason } from "@/lib/db/settings/read-reasons";
import type { RefundBasis } from "@/lib/domain/approval/frozen-request";
import { inOrderAmounts, type Payment } from "@/lib/domain/payment/payment";
import { type Actor, may } from "@/lib/domain/people/permissions";
import { policyVerdict } from "@/lib/domain/policy/refund-policy";
import type { CancelBody } from "@/lib/domain/refund/cancel-body";
import { refundFigures, type SentFigures } from "@/lib/domain/refund/cancel-figures";
import { planRefund, type RefundPlan } from "@/lib/domain/refund/plan-refund";
import type { RefundRequestError } from "@/lib/domain/refund/refund-errors";
import { remainingParts } from "@/lib/domain/refund/refund-parts";
import { reasonText } from "@/lib/domain/refund/refund-reason";
import type { RefundRequest } from "@/lib/domain/refund/refund-request";
import { err, ok, type Result } from "@/lib/domain/result";
import { syncPayment } from "@/lib/sync/sync-payment";
import { promotionTerms } from "./promotion-terms";
import type { RefundContext } from "./send-refund";

/** A request as it would be carried out now. Nothing of it is stored. */
export type PreparedRefund = {
  /** With the store and the payment as read. An override is left only where a rule blocks the refund. */
  request: RefundRequest;
  payment: Payment;
  /** When the reading began, by the database's clock. */
  readAt: Date;
  now: Date;
  /** Without the number of the refund. */
  reason: string;
  /** The body has `reason` as it would be sent without a number. */
  plan: RefundPlan;
  figures: SentFigures;
  /** Minor units. What the balance decreases by. */
  confirmedAmount: number;
  basis: RefundBasis;
};

/** Reads the payment and plans the request. The permissions of an override are the actor's. */
export async function prepareRefund(
  context: RefundContext,
  actor: Actor,
  request: RefundRequest,
): Promise<Result<PreparedRefund, RefundRequestError>> {
  if (request.override !== undefined && !may(actor.role, "refunds:override"))
    return err("override-not-permitted");
  if (request.balanceLock !== undefined && !may(actor.role, "refunds:override"))
    return err("balance-lock-not-permitted");
  const chosen = await activeReason(context.database.db, request.reasonCode);
  if (chosen === null) return err("reason-unknown");
  const read = await readForRefund(context, request);
  return read.ok ? planRead(context, read.value, request, reasonText(chosen, request.note)) : read;
}

/** A payment as read for a refund. */
export type ReadForRefund = Pick<PreparedRefund, "payment" | "readAt" | "now"> & {
  /** With the amounts that PortOne states. */
  read: Payment;
  ledger: Awaited<ReturnType<typeof refundLedger>>;
  basis: Pick<RefundBasis, "balance" | "blockedBy" | "manualRefunds">;
};

/** Reads the payment, and what of it decides about the request. */
export async function readForRefund(
  context: RefundContext,
  request: RefundRequest,
): Promise<Result<ReadForRefund, "payment-not-found" | "portone-unreachable">> {
  const { db } = context.database;
  const synced = await syncPayment(context, request);
  if (!synced.ok) {
    return err(synced.error.code === "payment-not-found" ? "payment-not-found" : "portone-unreachable");
  }
  const read = synced.value.payment;
  const key = { storeId: read.storeId, paymentId: read.id };
  const ledger = await refundLedger(db, key);
  const payment = inOrderAmounts(read, ledger.orderAmounts);
  const now = await databaseNow(db);
  const { blockedBy } = policyVerdict(payment, request.cancel, now, await activeOverrides(db));
  const { amount, taxFree, vat } = remainingParts(payment);
  return ok({
    payment,
    read,
    readAt: synced.value.readAt,
    now,
    ledger,
    basis: {
      balance: { amount, taxFree, vat },
      blockedBy: blockedBy.map(({ rule, topic }) => rule ?? topic),
      manualRefunds: await manualRefundSum(db, key),
    },
  });
}

/** Plans a request whose reason and override have been judged. */
export async function planRead(
  context: RefundContext,
  { payment, read, readAt, now, ledger, basis }: ReadForRefund,
  request: RefundRequest,
  reason: string,
): Promise<Result<PreparedRefund, RefundRequestError>> {
  const { balance, blockedBy } = basis;
  // For a balance of 0, planRefund has a more exact error.
  if (balance.amount > 0 && request.cancel.shown !== balance.amount) return err("amount-changed", balance);
  const plan = planRefund(payment, request, reason, now, ledger);
  if (!plan.ok) return plan;
  const { override, ...withoutOverride } = request;
  if (blockedBy.length > 0 && override === undefined) return err("policy-blocked");
  const figures = await figuresOf(context, read, request.cancel, plan.value.body);
  return ok({
    request: {
      ...(blockedBy.length > 0 ? request : withoutOverride),
      storeId: payment.storeId,
      paymentId: payment.id,
    },
    payment,
    readAt,
    now,
    reason,
    plan: plan.value,
    figures,
    confirmedAmount: request.cancel.kind === "partial" ? request.cancel.amount : balance.amount,
    basis: { ...basis, orderAmount: figures.order, moneyBack: figures.money },
  });
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
