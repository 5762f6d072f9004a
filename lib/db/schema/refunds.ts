// Rules under concurrency are constraints here first (see also the triggers in the migrations).
import { type SQL, sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { MoneyBack, OrderAmount, PointsBack } from "../../domain/amounts";
import type { OperationAnswer } from "../../domain/refund/operation";
import type { MaskedAccount } from "../../domain/refund/refund-account";
import type { SendResult } from "../../domain/refund/send-result";
import type { RefundFailure } from "../../domain/refund/transition";
import { approvals } from "./approvals";
import { instant, money } from "./columns";
import { payments } from "./payments";
import { refundReasons } from "./settings";

/** For a cancellation with an end time. The index has the same expression. */
export function cancellationTime({
  requestedAt,
  cancelledAt,
}: {
  requestedAt: AnyPgColumn;
  cancelledAt: AnyPgColumn;
}): SQL {
  const taken = sql`${cancelledAt} - ${requestedAt}`;
  return sql`(case when ${taken} < interval '1 minute' then 'minute' when ${taken} < interval '1 hour' then 'hour'
    when ${taken} < interval '1 day' then 'day' when ${taken} < interval '3 days' then 'three-days' else 'longer' end)`;
}

export function endedWithoutTime({
  status,
  cancelledAt,
}: {
  status: AnyPgColumn;
  cancelledAt: AnyPgColumn;
}): SQL {
  return sql`${status} = 'SUCCEEDED' and ${cancelledAt} is null`;
}

export const cancellations = pgTable(
  "cancellations",
  {
    storeId: text("store_id").notNull(),
    paymentId: text("payment_id").notNull(),
    id: text("id").notNull(),
    status: text("status").notNull(),
    rawStatus: text("raw_status").notNull(),
    pgCancellationId: text("pg_cancellation_id"),
    totalAmount: money("total_amount").notNull(),
    taxFreeAmount: money("tax_free_amount").notNull(),
    vatAmount: money("vat_amount").notNull(),
    pointsBack: money("points_back").$type<PointsBack>(),
    /** Derived from the payment and its other cancellations; null where no documented rule gives the amount. */
    orderAmount: money("order_amount").$type<OrderAmount>(),
    moneyBack: money("money_back").$type<MoneyBack>(),
    reason: text("reason").notNull(),
    trigger: text("trigger"),
    requestedAt: instant("requested_at").notNull(),
    cancelledAt: instant("cancelled_at"),
    receiptUrl: text("receipt_url"),
    /** Null while the refund is unknown, or when the cancellation was made elsewhere. */
    refundId: uuid("refund_id").references(() => refunds.id),
    firstSeenAt: instant("first_seen_at").notNull().defaultNow(),
    pollAt: instant("poll_at"),
    /** Set when a person stopped the request, and PortOne shows the cancellation as failed or not at all. */
    stoppedAt: instant("stopped_at"),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.paymentId, t.id] }),
    foreignKey({ columns: [t.storeId, t.paymentId], foreignColumns: [payments.storeId, payments.id] }),
    index("cancellations_to_poll").on(t.pollAt, t.storeId, t.paymentId).where(sql`${t.pollAt} is not null`),
    index("cancellations_by_id").on(t.id),
    index("cancellations_by_pg_id").on(t.pgCancellationId).where(sql`${t.pgCancellationId} is not null`),
    // Includes the payment's key for index-only scans of a day's payments; likewise cancellations_to_poll.
    index("cancellations_by_time").on(t.cancelledAt, t.storeId, t.paymentId),
    index("cancellations_by_time_taken").on(cancellationTime(t), t.cancelledAt),
    index("cancellations_without_end").on(t.requestedAt).where(endedWithoutTime(t)),
    index("cancellations_by_refund").on(t.refundId).where(sql`${t.refundId} is not null`),
  ],
);

export const refunds = pgTable(
  "refunds",
  {
    id: uuid("id").primaryKey(),
    number: text("number").notNull().unique(),
    requestId: uuid("request_id").notNull().unique(),
    storeId: text("store_id").notNull(),
    paymentId: text("payment_id").notNull(),
    state: text("state", { enum: ["submitting", "pending", "succeeded", "failed", "undecided"] }).notNull(),
    kind: text("kind", { enum: ["full", "partial"] }).notNull(),
    currency: text("currency").notNull(),
    pgProvider: text("pg_provider"),
    expectedAmount: money("expected_amount"),
    expectedTaxFree: money("expected_tax_free").notNull(),
    /** Null for everything that remains. Order amount under a promotion. */
    requestedAmount: money("requested_amount"),
    /** What the balance decreases by, as the person confirmed it: order amount under a discount. Limits count it. */
    confirmedAmount: money("confirmed_amount"),
    /** Null where PortOne computes the VAT part. */
    requestedVat: money("requested_vat"),
    /** By the documented rules; null where the rules do not say. */
    orderAmount: money("order_amount").$type<OrderAmount>(),
    moneyBack: money("money_back").$type<MoneyBack>(),
    balanceLock: money("balance_lock"),
    /** Source of the balance in `balance_lock`: our reading, a person who read PortOne's console, or none. */
    balanceLockSource: text("balance_lock_source", { enum: ["reading", "typed", "none"] }),
    /** As sent to PortOne, without the refund's number. */
    reason: text("reason").notNull(),
    reasonCode: text("reason_code").references(() => refundReasons.code),
    note: text("note").notNull().default(""),
    /** Never sent to PortOne. */
    internalNote: text("internal_note").notNull().default(""),
    /** Masked. The full number is only in the encrypted request and is wiped with the request. */
    account: jsonb("account").$type<MaskedAccount>(),
    retainOption: text("retain_option", { enum: ["RETAIN", "RELEASE"] }),
    overrideWhy: text("override_why"),
    /** The approval that a rule asked for; null where no rule did. */
    approvalId: uuid("approval_id")
      .unique()
      .references(() => approvals.id),
    /** Why the refund was sent without the approval that a rule asked for. */
    emergencyWhy: text("emergency_why"),
    requester: text("requester", { enum: ["CUSTOMER", "ADMIN"] }).notNull(),
    /** AES-256-GCM over the exact bytes to send; wiped when the refund ends. */
    encryptedRequest: text("encrypted_request"),
    knownCancellations: jsonb("known_cancellations")
      .$type<{ id: string; status: string; totalAmount: number }[]>()
      .notNull(),
    retryOf: uuid("retry_of"),
    actorId: text("actor_id").notNull(),
    actorName: text("actor_name").notNull(),
    cancellationId: text("cancellation_id"),
    failure: jsonb("failure").$type<RefundFailure>(),
    createdAt: instant("created_at").notNull().defaultNow(),
    endedAt: instant("ended_at"),
    checkAt: instant("check_at"),
  },
  (t) => [
    foreignKey({ columns: [t.storeId, t.paymentId], foreignColumns: [payments.storeId, payments.id] }),
    foreignKey({ columns: [t.retryOf], foreignColumns: [t.id] }),
    uniqueIndex("refunds_one_open")
      .on(t.storeId, t.paymentId)
      .where(sql`${t.state} in ('submitting', 'pending', 'undecided')`),
    index("refunds_by_payment").on(t.storeId, t.paymentId, t.createdAt.desc()),
    index("refunds_to_check").on(t.checkAt).where(sql`${t.checkAt} is not null`),
    index("refunds_by_time").on(t.createdAt, t.id),
    index("refunds_by_state").on(t.state, t.createdAt, t.id),
    index("refunds_by_actor").on(t.actorId, t.createdAt),
    index("refunds_in_emergency").on(t.createdAt).where(sql`${t.emergencyWhy} is not null`),
    index("refunds_by_reason").on(t.reasonCode, t.createdAt, t.id),
    index("refunds_by_payment_id").on(t.paymentId.op("text_pattern_ops")),
    check(
      "refunds_state_known",
      sql`${t.state} in ('submitting', 'pending', 'succeeded', 'failed', 'undecided')`,
    ),
    check("refunds_requested_positive", sql`${t.requestedAmount} is null or ${t.requestedAmount} > 0`),
    check("refunds_account_masked", sql`${t.account} is null or length(${t.account} ->> 'lastDigits') <= 4`),
    check("refunds_expected_positive", sql`${t.expectedAmount} is null or ${t.expectedAmount} > 0`),
    check("refunds_end_known", sql`(${t.state} in ('succeeded', 'failed')) = (${t.endedAt} is not null)`),
    check(
      "refunds_request_wiped_at_end",
      sql`${t.state} not in ('succeeded', 'failed') or ${t.encryptedRequest} is null`,
    ),
  ],
);

/** A separate table, because a refund never changes after its end. A trigger adds the row with the failure. */
export const failedRefunds = pgTable(
  "failed_refunds",
  {
    refundId: uuid("refund_id")
      .primaryKey()
      .references(() => refunds.id),
    failedAt: instant("failed_at").notNull(),
    handledAt: instant("handled_at"),
    handledById: text("handled_by_id"),
    handledByName: text("handled_by_name"),
    note: text("note"),
  },
  (t) => [
    index("failed_refunds_open").on(t.failedAt, t.refundId).where(sql`${t.handledAt} is null`),
    check("failed_refunds_handled_whole", sql`(${t.handledAt} is null) = (${t.handledByName} is null)`),
  ],
);

/** Written before every send: a refund without a row here was never sent. */
export const refundAttempts = pgTable(
  "refund_attempts",
  {
    refundId: uuid("refund_id")
      .notNull()
      .references(() => refunds.id),
    n: integer("n").notNull(),
    startedAt: instant("started_at").notNull(),
    leaseUntil: instant("lease_until").notNull(),
    finishedAt: instant("finished_at"),
    outcome: jsonb("outcome").$type<SendResult>(),
  },
  (t) => [primaryKey({ columns: [t.refundId, t.n] })],
);

/** Transfers by the merchant. Append-only (a trigger); a reversal corrects a wrong record, once. */
export const manualRefunds = pgTable(
  "manual_refunds",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    requestId: uuid("request_id").unique(),
    storeId: text("store_id").notNull(),
    paymentId: text("payment_id").notNull(),
    reverses: uuid("reverses").unique(),
    amount: money("amount").notNull(),
    currency: text("currency").notNull(),
    bank: text("bank").notNull(),
    /** Calendar day of the transfer in Asia/Seoul. */
    paidOn: text("paid_on").notNull(),
    note: text("note").notNull(),
    /** The approval that a rule asked for; null where no rule did. */
    approvalId: uuid("approval_id")
      .unique()
      .references(() => approvals.id),
    actorId: text("actor_id").notNull(),
    actorName: text("actor_name").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    foreignKey({ columns: [t.storeId, t.paymentId], foreignColumns: [payments.storeId, payments.id] }),
    foreignKey({ columns: [t.reverses], foreignColumns: [t.id] }),
    index("manual_refunds_by_payment").on(t.storeId, t.paymentId, t.createdAt),
    index("manual_refunds_by_actor").on(t.actorId, t.createdAt),
    check("manual_refunds_positive", sql`${t.amount} > 0`),
  ],
);

/** A row past `expiresAt` has no meaning. */
export const formPresence = pgTable(
  "form_presence",
  {
    storeId: text("store_id").notNull(),
    paymentId: text("payment_id").notNull(),
    actorId: text("actor_id").notNull(),
    actorName: text("actor_name").notNull(),
    since: instant("since").notNull(),
    expiresAt: instant("expires_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.paymentId, t.actorId] }),
    index("form_presence_by_expiry").on(t.expiresAt),
  ],
);

/** Written before the call. One of a kind is open; a trigger rejects changes after the end. */
export const operations = pgTable(
  "operations",
  {
    id: uuid("id").primaryKey(),
    requestId: uuid("request_id").notNull().unique(),
    storeId: text("store_id").notNull(),
    paymentId: text("payment_id").notNull(),
    /** A payment may be attempted again with another virtual account. */
    transactionId: text("transaction_id").notNull(),
    kind: text("kind", { enum: ["close-account", "cancel-receipt", "stop-cancellation"] }).notNull(),
    cancellationId: text("cancellation_id"),
    state: text("state", { enum: ["open", "done", "refused", "overtaken", "not-done"] }).notNull(),
    actorId: text("actor_id").notNull(),
    actorName: text("actor_name").notNull(),
    startedAt: instant("started_at").notNull(),
    leaseUntil: instant("lease_until").notNull(),
    /** When the answer, or the end of waiting for it, was recorded. */
    finishedAt: instant("finished_at"),
    answer: jsonb("answer").$type<OperationAnswer>(),
    endedAt: instant("ended_at"),
    checkAt: instant("check_at"),
  },
  (t) => [
    foreignKey({ columns: [t.storeId, t.paymentId], foreignColumns: [payments.storeId, payments.id] }),
    uniqueIndex("operations_one_open")
      .on(t.storeId, t.paymentId, t.kind, sql`coalesce(${t.cancellationId}, '')`)
      .where(sql`${t.state} = 'open'`),
    index("operations_by_payment").on(t.storeId, t.paymentId, t.startedAt.desc()),
    index("operations_to_check").on(t.checkAt).where(sql`${t.checkAt} is not null`),
    check("operations_state_known", sql`${t.state} in ('open', 'done', 'refused', 'overtaken', 'not-done')`),
    check(
      "operations_kind_known",
      sql`${t.kind} in ('close-account', 'cancel-receipt', 'stop-cancellation')`,
    ),
    check(
      "operations_stop_names",
      sql`(${t.kind} = 'stop-cancellation') = (${t.cancellationId} is not null)`,
    ),
    check("operations_ended", sql`(${t.state} = 'open') = (${t.endedAt} is null)`),
    check("operations_checked_while_open", sql`(${t.state} = 'open') = (${t.checkAt} is not null)`),
  ],
);
