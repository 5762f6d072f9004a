// The tables. Rules that must hold under concurrency are constraints here first (see also the triggers in the
// migrations); code comes second. Money is bigint in minor units, times are timestamptz.
import { type SQL, sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  bigint,
  bigserial,
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { ActAnswer } from "../domain/act";
import type { ChargedAmount, MoneyBack, OrderAmount, PointsBack } from "../domain/amounts";
import { findingEnds, findingKinds } from "../domain/finding";
import type { MaskedAccount } from "../domain/refund-account";

const quoted = (words: readonly string[]) => words.map((word) => `'${word}'`).join(", ");
const instant = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });
const money = (name: string) => bigint(name, { mode: "number" });

/** One row: the PortOne (or sandbox) that this database belongs to. */
export const deskTarget = pgTable(
  "desk_target",
  {
    only: boolean("only").primaryKey().default(true),
    target: text("target").notNull(),
    stampedAt: instant("stamped_at").notNull().defaultNow(),
  },
  (t) => [check("desk_target_one_row", sql`${t.only}`)],
);

/** PortOne's payments as last read: columns to find them by, and the object as it came. */
export const payments = pgTable(
  "payments",
  {
    storeId: text("store_id").notNull(),
    id: text("id").notNull(),
    status: text("status").notNull(),
    methodType: text("method_type"),
    pgProvider: text("pg_provider"),
    channelType: text("channel_type"),
    currency: text("currency").notNull(),
    total: money("total").$type<OrderAmount>().notNull(),
    /** PortOne's own figure, which under a discount may be order amount or money. */
    cancelled: money("cancelled").notNull(),
    /** Null before it is paid, and where no reading has shown it. Kept when a later reading does not show it any more. */
    charged: money("charged").$type<ChargedAmount>(),
    /** Of all cancellations together; null where a part of it is not known. */
    cancelledOrder: money("cancelled_order").$type<OrderAmount>(),
    moneyBack: money("money_back").$type<MoneyBack>(),
    orderName: text("order_name").notNull(),
    customerName: text("customer_name"),
    customerId: text("customer_id"),
    /** Digits only, so that a number is found however it was written. */
    customerPhone: text("customer_phone"),
    /** In small letters. */
    customerEmail: text("customer_email"),
    /** Where the money of a virtual account's refund is, in PortOne's word. */
    refundStatus: text("refund_status"),
    /** When a payout that has not ended is looked at again. */
    payoutPollAt: instant("payout_poll_at"),
    /** All that it is found by a part of (lib/domain/search-text). Personal. Null until an older row is reckoned. */
    search: text("search"),
    /** Its ids beside its own in small letters, and the week it was made in, to search one week at a time. */
    searchKeys: text("search_keys").array(),
    /** Stands for all by which payments are alike; the words are those of the sums that count them (migration 0014). */
    kind: bigint("kind", { mode: "bigint" })
      .notNull()
      .generatedAlwaysAs(
        sql`hashtextextended(status || '|' || coalesce(method_type, '') || '|' || coalesce(pg_provider, '') || '|' || coalesce(channel_type, '') || '|' || currency, 0)`,
      ),
    /** When the rules stop letting it be refunded (lib/db/refund-deadlines.ts); null where none is known or left. */
    refundableUntil: instant("refundable_until"),
    requestedAt: instant("requested_at").notNull(),
    paidAt: instant("paid_at"),
    statusChangedAt: instant("status_changed_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
    syncedAt: instant("synced_at").notNull(),
    /** The parsed payment (lib/domain/payment), cancellations left out. */
    snapshot: jsonb("snapshot").notNull(),
    /** PortOne's object as it came. Holds personal data: never sent to a browser or a log. */
    raw: jsonb("raw").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.id] }),
    // Read backwards for the newest first: columns and order are those of the list's `order by`.
    index("payments_by_time").on(t.requestedAt, t.storeId, t.id),
    index("payments_by_kind").on(t.kind, t.requestedAt, t.storeId, t.id),
    index("payments_by_payment").on(sql`coalesce(paid_at, '-infinity'::timestamptz)`, t.storeId, t.id),
    index("payments_by_amount").on(t.currency, t.total, t.storeId, t.id),
    // What was inserted last waits in a list beside the index; a long one would be worked in at once, and hold all up.
    index("payments_by_search")
      .using("gin", t.search.op("gin_trgm_ops"), t.searchKeys)
      .with({ gin_pending_list_limit: 256 }),
    index("payments_by_id").on(t.id.op("text_pattern_ops")),
    ...[t.customerId, t.customerPhone, t.customerEmail].map((column) =>
      index(`payments_by_${column.name}`)
        .on(t.storeId, column, t.requestedAt)
        .where(sql`${column} is not null`),
    ),
    index("payments_by_refund_deadline").on(
      sql`coalesce(refundable_until, 'infinity'::timestamptz)`,
      t.storeId,
      t.id,
    ),
    index("payments_to_poll").on(t.payoutPollAt).where(sql`${t.payoutPollAt} is not null`),
  ],
);

/** How long one took whose end has a time, by the keys of `cancellationTimes`; the same expression finds it in its index. */
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

/** One that has ended, PortOne does not say when. */
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
    /** As PortOne states them; null where it states none. */
    pointsBack: money("points_back").$type<PointsBack>(),
    /** Derived from the payment and its other cancellations; null where no documented rule gives it. */
    orderAmount: money("order_amount").$type<OrderAmount>(),
    moneyBack: money("money_back").$type<MoneyBack>(),
    reason: text("reason").notNull(),
    trigger: text("trigger"),
    requestedAt: instant("requested_at").notNull(),
    cancelledAt: instant("cancelled_at"),
    receiptUrl: text("receipt_url"),
    /** The refund that made it; null while unknown or when it was made elsewhere. */
    refundId: uuid("refund_id").references(() => refunds.id),
    firstSeenAt: instant("first_seen_at").notNull().defaultNow(),
    /** When a cancellation that is still requested is looked at again; null once it has ended. */
    pollAt: instant("poll_at"),
    /** A person stopped the request, and PortOne shows it as failed or no more. */
    stoppedAt: instant("stopped_at"),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.paymentId, t.id] }),
    foreignKey({ columns: [t.storeId, t.paymentId], foreignColumns: [payments.storeId, payments.id] }),
    index("cancellations_to_poll").on(t.pollAt, t.storeId, t.paymentId).where(sql`${t.pollAt} is not null`),
    index("cancellations_by_id").on(t.id),
    index("cancellations_by_pg_id").on(t.pgCancellationId).where(sql`${t.pgCancellationId} is not null`),
    // With the payment's key, so that the payments of a day are known without the table; likewise those to poll.
    index("cancellations_by_time").on(t.cancelledAt, t.storeId, t.paymentId),
    index("cancellations_by_time_taken").on(cancellationTime(t), t.cancelledAt),
    index("cancellations_without_end").on(t.requestedAt).where(endedWithoutTime(t)),
    index("cancellations_by_refund").on(t.refundId).where(sql`${t.refundId} is not null`),
  ],
);

/** The reasons to choose from. A code is never changed or taken away: refunds are counted by it. */
export const refundReasons = pgTable(
  "refund_reasons",
  {
    code: text("code").primaryKey(),
    ko: text("ko").notNull(),
    en: text("en").notNull(),
    position: integer("position").notNull(),
    active: boolean("active").notNull().default(true),
  },
  (t) => [
    check("refund_reasons_named", sql`btrim(${t.ko}) <> '' and btrim(${t.en}) <> ''`),
    // Whatever else is taken off the list, something can always be chosen.
    check("refund_reasons_other_stays", sql`${t.code} <> 'OTHER' or ${t.active}`),
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
    /** As asked for; null for everything that remains. In order amount under a promotion. */
    askedAmount: money("asked_amount"),
    /** The VAT part as stated; null where PortOne computes it. */
    askedVat: money("asked_vat"),
    /** What it cancels and returns by the documented rules; null where they do not say. */
    orderAmount: money("order_amount").$type<OrderAmount>(),
    moneyBack: money("money_back").$type<MoneyBack>(),
    lockAmount: money("lock_amount"),
    /** Who says what the balance is: our reading, a person who read the console, or nobody. Null in rows of before. */
    lockFrom: text("lock_from", { enum: ["reading", "typed", "none"] }),
    /** The reason as PortOne is told it, without the refund's number. */
    reason: text("reason").notNull(),
    /** Null in rows of before there were codes. */
    reasonCode: text("reason_code").references(() => refundReasons.code),
    note: text("note").notNull().default(""),
    /** PortOne is never told. */
    internalNote: text("internal_note").notNull().default(""),
    /** Of the account that the money goes to, only what may be shown: the number is in the seal, and gone with it. */
    account: jsonb("account").$type<MaskedAccount>(),
    retainOption: text("retain_option", { enum: ["RETAIN", "RELEASE"] }),
    /** Why an administrator sent what the policy blocks. */
    overrideWhy: text("override_why"),
    requester: text("requester", { enum: ["CUSTOMER", "ADMIN"] }).notNull(),
    /** AES-256-GCM over the exact bytes to send; wiped when the refund ends. */
    sealedBody: text("sealed_body"),
    knownCancellations: jsonb("known_cancellations")
      .$type<{ id: string; status: string; totalAmount: number }[]>()
      .notNull(),
    retryOf: uuid("retry_of"),
    actorId: text("actor_id").notNull(),
    actorName: text("actor_name").notNull(),
    cancellationId: text("cancellation_id"),
    /** Why it failed or could not be decided. */
    failure: jsonb("failure").$type<RefundFailure>(),
    createdAt: instant("created_at").notNull().defaultNow(),
    settledAt: instant("settled_at"),
    /** When an open refund is looked at again. */
    checkAt: instant("check_at"),
  },
  (t) => [
    foreignKey({ columns: [t.storeId, t.paymentId], foreignColumns: [payments.storeId, payments.id] }),
    foreignKey({ columns: [t.retryOf], foreignColumns: [t.id] }),
    // One open refund per payment, whatever the code believes.
    uniqueIndex("refunds_one_open")
      .on(t.storeId, t.paymentId)
      .where(sql`${t.state} in ('submitting', 'pending', 'undecided')`),
    index("refunds_by_payment").on(t.storeId, t.paymentId, t.createdAt.desc()),
    index("refunds_to_check").on(t.checkAt).where(sql`${t.checkAt} is not null`),
    // Read backwards for the newest first, as the list of payments.
    index("refunds_by_time").on(t.createdAt, t.id),
    index("refunds_by_state").on(t.state, t.createdAt, t.id),
    index("refunds_by_reason").on(t.reasonCode, t.createdAt, t.id),
    index("refunds_by_payment_id").on(t.paymentId.op("text_pattern_ops")),
    check(
      "refunds_state_known",
      sql`${t.state} in ('submitting', 'pending', 'succeeded', 'failed', 'undecided')`,
    ),
    check("refunds_asked_positive", sql`${t.askedAmount} is null or ${t.askedAmount} > 0`),
    check("refunds_account_masked", sql`${t.account} is null or length(${t.account} ->> 'lastDigits') <= 4`),
    check("refunds_expected_positive", sql`${t.expectedAmount} is null or ${t.expectedAmount} > 0`),
    check(
      "refunds_settled_when_ended",
      sql`(${t.state} in ('succeeded', 'failed')) = (${t.settledAt} is not null)`,
    ),
    check(
      "refunds_seal_wiped_at_end",
      sql`${t.state} not in ('succeeded', 'failed') or ${t.sealedBody} is null`,
    ),
  ],
);

export type RefundFailure = {
  code: string;
  httpStatus?: number;
  type?: string;
  message?: string;
  cause?: string;
  pgCode?: string;
  pgMessage?: string;
};

/**
 * Refunds that ended as failed, and who has dealt with each: a refund itself never changes after its end. A trigger
 * adds the row in the transaction of the failure, whatever path led there.
 */
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

/** Written before every send; a refund without a row here was never sent. */
export const refundTries = pgTable(
  "refund_tries",
  {
    refundId: uuid("refund_id")
      .notNull()
      .references(() => refunds.id),
    n: integer("n").notNull(),
    startedAt: instant("started_at").notNull(),
    leaseUntil: instant("lease_until").notNull(),
    finishedAt: instant("finished_at"),
    outcome: jsonb("outcome").$type<TryRecord>(),
  },
  (t) => [primaryKey({ columns: [t.refundId, t.n] })],
);

/** How one send ended, as recorded. */
export type TryRecord =
  | { kind: "answered"; httpStatus: number; cancellationId: string; status: string }
  | { kind: "refused"; httpStatus: number; type: string; message?: string }
  | {
      kind: "pg-refused";
      httpStatus: number;
      pgCode: string;
      pgMessage: string;
      reading: "did-nothing" | "maybe-done" | "unknown";
    }
  | { kind: "unanswered"; cause: string; httpStatus?: number; type?: string };

/**
 * A transfer to a virtual account's customer that failed, by the time PortOne gives for it: it waits until PortOne says
 * that the money arrived, or a person says what they did about it.
 */
export const failedPayouts = pgTable(
  "failed_payouts",
  {
    storeId: text("store_id").notNull(),
    paymentId: text("payment_id").notNull(),
    failedAt: instant("failed_at").notNull(),
    rawStatus: text("raw_status").notNull(),
    handledAt: instant("handled_at"),
    /** null where PortOne's own word ended it. */
    handledById: text("handled_by_id"),
    handledByName: text("handled_by_name"),
    note: text("note"),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.paymentId, t.failedAt] }),
    foreignKey({ columns: [t.storeId, t.paymentId], foreignColumns: [payments.storeId, payments.id] }),
    index("failed_payouts_open").on(t.failedAt).where(sql`${t.handledAt} is null`),
  ],
);

/**
 * Money that the merchant gave back by its own transfer. Append only (a trigger): a wrong record is corrected by one that
 * reverses it, and each is reversed once.
 */
export const ownRefunds = pgTable(
  "own_refunds",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    /** null for a reversal. */
    requestId: uuid("request_id").unique(),
    storeId: text("store_id").notNull(),
    paymentId: text("payment_id").notNull(),
    reverses: uuid("reverses").unique(),
    amount: money("amount").notNull(),
    currency: text("currency").notNull(),
    bank: text("bank").notNull(),
    /** The calendar day of the transfer in Seoul. */
    paidOn: text("paid_on").notNull(),
    note: text("note").notNull(),
    actorId: text("actor_id").notNull(),
    actorName: text("actor_name").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    foreignKey({ columns: [t.storeId, t.paymentId], foreignColumns: [payments.storeId, payments.id] }),
    foreignKey({ columns: [t.reverses], foreignColumns: [t.id] }),
    index("own_refunds_by_payment").on(t.storeId, t.paymentId, t.createdAt),
    check("own_refunds_positive", sql`${t.amount} > 0`),
  ],
);

/** Who has a refund form open with something typed in it. A row past its time means nothing. */
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

/**
 * What people did at PortOne beside refunds: the intent is written before the call, one open act of a kind on a payment.
 * One that has ended never changes (a trigger refuses it).
 */
export const acts = pgTable(
  "acts",
  {
    id: uuid("id").primaryKey(),
    requestId: uuid("request_id").notNull().unique(),
    storeId: text("store_id").notNull(),
    paymentId: text("payment_id").notNull(),
    /** The attempt to pay that it is about: a payment may be tried again, with another virtual account. */
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
    answer: jsonb("answer").$type<ActAnswer>(),
    endedAt: instant("ended_at"),
    /** When an open act is looked at again. */
    checkAt: instant("check_at"),
  },
  (t) => [
    foreignKey({ columns: [t.storeId, t.paymentId], foreignColumns: [payments.storeId, payments.id] }),
    uniqueIndex("acts_one_open")
      .on(t.storeId, t.paymentId, t.kind, sql`coalesce(${t.cancellationId}, '')`)
      .where(sql`${t.state} = 'open'`),
    index("acts_by_payment").on(t.storeId, t.paymentId, t.startedAt.desc()),
    index("acts_to_check").on(t.checkAt).where(sql`${t.checkAt} is not null`),
    check("acts_state_known", sql`${t.state} in ('open', 'done', 'refused', 'overtaken', 'not-done')`),
    check("acts_kind_known", sql`${t.kind} in ('close-account', 'cancel-receipt', 'stop-cancellation')`),
    check("acts_stop_names", sql`(${t.kind} = 'stop-cancellation') = (${t.cancellationId} is not null)`),
    check("acts_ended", sql`(${t.state} = 'open') = (${t.endedAt} is null)`),
    check("acts_checked_while_open", sql`(${t.state} = 'open') = (${t.checkAt} is not null)`),
  ],
);

/** Received webhooks that passed verification. */
export const deliveries = pgTable(
  "deliveries",
  {
    id: text("id").primaryKey(),
    type: text("type").notNull(),
    storeId: text("store_id"),
    paymentId: text("payment_id"),
    environment: text("environment", { enum: ["live", "test"] }).notNull(),
    /** The text as signed. Kept for inspection; the desk acts on the payment id alone. */
    body: text("body").notNull(),
    happenedAt: instant("happened_at"),
    receivedAt: instant("received_at").notNull().defaultNow(),
    repeats: integer("repeats").notNull().default(0),
    /** `dead`: every retry failed; it waits for a person, or for any later reading of its payment. */
    state: text("state", { enum: ["waiting", "processed", "ignored", "dead"] }).notNull(),
    /** Failed attempts to process it. */
    attempts: integer("attempts").notNull().default(0),
    /** When a waiting delivery is tried next. */
    nextAttemptAt: instant("next_attempt_at"),
    processedAt: instant("processed_at"),
    lastError: text("last_error"),
  },
  (t) => [
    index("deliveries_by_payment").on(t.paymentId, t.receivedAt),
    // Whether webhooks of an environment had reached the desk by a time; asked with every look at a payment.
    index("deliveries_by_environment").on(t.environment, t.receivedAt),
    index("deliveries_due").on(t.nextAttemptAt).where(sql`${t.state} = 'waiting'`),
    // The inbox, newest first: most deliveries are processed, so these lie in the list of all; the others have their own.
    index("deliveries_by_time").on(t.receivedAt, t.id),
    index("deliveries_unprocessed").on(t.state, t.receivedAt, t.id).where(sql`${t.state} <> 'processed'`),
    check("deliveries_state_known", sql`${t.state} in ('waiting', 'processed', 'ignored', 'dead')`),
    check("deliveries_due_while_waiting", sql`(${t.state} = 'waiting') = (${t.nextAttemptAt} is not null)`),
  ],
);

/** What was refused at the door, or is worth a warning, counted: a forged request leaves no other trace. */
export const deliveryCounts = pgTable(
  "delivery_counts",
  {
    day: text("day").notNull(),
    reason: text("reason").notNull(),
    count: bigint("count", { mode: "number" }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.day, t.reason] })],
);

const sumColumns = {
  /** Seoul's day. */
  day: date("day").notNull(),
  /** Of a TEST channel, where no money moves. */
  test: boolean("test").notNull(),
  currency: text("currency").notNull(),
  /**
   * `charged`, `refunded` and `points` are sums of money and points; `charged-unknown` and `refunded-unknown` count what is
   * in no sum; the others divide refunds: `method`, `pg`, `reason`, `took`.
   */
  measure: text("measure").notNull(),
  key: text("key").notNull(),
  count: bigint("count", { mode: "number" }).notNull(),
  amount: money("amount").notNull(),
};

/**
 * What was paid and refunded by day. Triggers on payments and cancellations write each change beside it, in the same
 * transaction: to add to a row that others add to would make them wait for each other, and deadlock.
 */
export const dailySums = pgTable("daily_sums", sumColumns, (t) => [
  primaryKey({ columns: [t.test, t.day, t.currency, t.measure, t.key] }),
]);

/** Changes that are not folded into the sums yet. What is shown is both together. */
export const dailySumChanges = pgTable("daily_sum_changes", {
  seq: bigserial("seq", { mode: "number" }).primaryKey(),
  ...sumColumns,
});

/** One row: how far what is reckoned from payments is so by the rules whose fingerprint it carries. */
export const deadlineReckoning = pgTable(
  "deadline_reckoning",
  {
    only: boolean("only").primaryKey().default(true),
    by: text("by").notNull(),
    storeId: text("store_id").notNull().default(""),
    paymentId: text("payment_id").notNull().default(""),
    reckoned: integer("reckoned").notNull().default(0),
    finishedAt: instant("finished_at"),
  },
  (t) => [check("deadline_reckoning_one_row", sql`${t.only}`)],
);

/** The story of a payment. Append only; the dedupe key makes a second telling harmless. */
export const timelineEntries = pgTable(
  "timeline_entries",
  {
    seq: bigserial("seq", { mode: "number" }).primaryKey(),
    storeId: text("store_id").notNull(),
    paymentId: text("payment_id").notNull(),
    at: instant("at").notNull(),
    recordedAt: instant("recorded_at").notNull().defaultNow(),
    dedupeKey: text("dedupe_key").notNull().unique(),
    entry: jsonb("entry").notNull(),
  },
  (t) => [index("timeline_by_payment").on(t.storeId, t.paymentId, t.at.desc(), t.seq.desc())],
);

/** Who did what. Append only: UPDATE and DELETE are refused by a trigger. */
export const auditEntries = pgTable("audit_entries", {
  seq: bigserial("seq", { mode: "number" }).primaryKey(),
  at: instant("at").notNull().defaultNow(),
  actorId: text("actor_id"),
  actorName: text("actor_name").notNull(),
  action: text("action").notNull(),
  subject: text("subject").notNull(),
  detail: jsonb("detail").notNull(),
});

/**
 * Differences between our refunds and PortOne's cancellations, each recorded once. What it says of the difference is
 * written once; who looked at it and how it was closed is added. None is ever taken away (a trigger refuses it).
 */
export const findings = pgTable(
  "findings",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    dedupeKey: text("dedupe_key").notNull().unique(),
    kind: text("kind", { enum: findingKinds }).notNull(),
    storeId: text("store_id").notNull(),
    paymentId: text("payment_id").notNull(),
    refundId: uuid("refund_id").references(() => refunds.id),
    cancellationId: text("cancellation_id"),
    /** Who made the cancellation, in PortOne's word. */
    trigger: text("trigger"),
    currency: text("currency").notNull(),
    /** What our ledger says went back; null where it says nothing of it. */
    ourAmount: money("our_amount"),
    /** What PortOne shows; null where it shows nothing. */
    portoneAmount: money("portone_amount"),
    /** When it happened, by PortOne or by our record of it. */
    happenedAt: instant("happened_at").notNull(),
    foundAt: instant("found_at").notNull().defaultNow(),
    /** How often the desk had closed it and found it again. */
    reopened: integer("reopened").notNull().default(0),
    seenAt: instant("seen_at"),
    seenById: text("seen_by_id"),
    seenByName: text("seen_by_name"),
    closedAt: instant("closed_at"),
    /** null where later evidence closed it. */
    closedById: text("closed_by_id"),
    closedByName: text("closed_by_name"),
    closedHow: text("closed_how", { enum: findingEnds }),
    closeNote: text("close_note"),
  },
  (t) => [
    foreignKey({ columns: [t.storeId, t.paymentId], foreignColumns: [payments.storeId, payments.id] }),
    // Read backwards for the newest first, as the list of payments.
    index("findings_open").on(t.foundAt, t.id).where(sql`${t.closedAt} is null`),
    index("findings_by_kind").on(t.kind, t.foundAt, t.id),
    index("findings_by_time").on(t.foundAt, t.id),
    index("findings_by_payment").on(t.storeId, t.paymentId),
    check("findings_kind_known", sql`${t.kind} in (${sql.raw(quoted(findingKinds))})`),
    check(
      "findings_end_known",
      sql`${t.closedHow} is null or ${t.closedHow} in (${sql.raw(quoted(findingEnds))})`,
    ),
    check(
      "findings_closed_whole",
      sql`(${t.closedAt} is null) = (${t.closedHow} is null) and (${t.closedAt} is null) = (${t.closedByName} is null)`,
    ),
    check("findings_seen_whole", sql`(${t.seenAt} is null) = (${t.seenByName} is null)`),
  ],
);

/** Payments that are read and compared again at a time: what they showed could not be judged yet. */
export const comparisons = pgTable(
  "comparisons",
  {
    storeId: text("store_id").notNull(),
    paymentId: text("payment_id").notNull(),
    dueAt: instant("due_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.paymentId] }),
    foreignKey({ columns: [t.storeId, t.paymentId], foreignColumns: [payments.storeId, payments.id] }),
    index("comparisons_due").on(t.dueAt),
  ],
);

/** What a merchant knows better than PortOne's documents (lib/domain/policy/overrides): one row for each subject. */
export const policyOverrides = pgTable("policy_overrides", {
  key: text("key").primaryKey(),
  override: jsonb("override").notNull(),
  note: text("note").notNull(),
  actorId: text("actor_id").notNull(),
  actorName: text("actor_name").notNull(),
  at: instant("at").notNull().defaultNow(),
});

/** How far a pull of many payments has come. */
export const pulls = pgTable("pulls", {
  name: text("name").primaryKey(),
  state: text("state", { enum: ["running", "paused", "done", "failed"] }).notNull(),
  from: instant("from").notNull(),
  until: instant("until").notNull(),
  cursor: text("cursor"),
  pulled: integer("pulled").notNull().default(0),
  startedAt: instant("started_at").notNull().defaultNow(),
  /** When the last page was written. */
  touchedAt: instant("touched_at").notNull().defaultNow(),
  finishedAt: instant("finished_at"),
  error: text("error"),
});

// People. The four tables `user`, `session`, `account`, `verification` are better-auth's.

export const user = pgTable("user", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  email: text("email").notNull().unique(),
  emailVerified: boolean("email_verified").notNull().default(false),
  image: text("image"),
  role: text("role", { enum: ["viewer", "operator", "admin"] }).notNull(),
  /** The password was made by an administrator and must be changed at the first sign-in. */
  passwordIsTemporary: boolean("password_is_temporary").notNull().default(false),
  /** A disabled person keeps their history and cannot sign in. */
  disabled: boolean("disabled").notNull().default(false),
  createdAt: instant("created_at").notNull().defaultNow(),
  updatedAt: instant("updated_at").notNull().defaultNow(),
});

export const session = pgTable(
  "session",
  {
    id: text("id").primaryKey(),
    token: text("token").notNull().unique(),
    userId: text("user_id")
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    expiresAt: instant("expires_at").notNull(),
    ipAddress: text("ip_address"),
    userAgent: text("user_agent"),
    createdAt: instant("created_at").notNull().defaultNow(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (t) => [index("session_by_user").on(t.userId)],
);

export const account = pgTable(
  "account",
  {
    id: text("id").primaryKey(),
    accountId: text("account_id").notNull(),
    providerId: text("provider_id").notNull(),
    userId: text("user_id")
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    accessToken: text("access_token"),
    refreshToken: text("refresh_token"),
    idToken: text("id_token"),
    accessTokenExpiresAt: instant("access_token_expires_at"),
    refreshTokenExpiresAt: instant("refresh_token_expires_at"),
    scope: text("scope"),
    password: text("password"),
    createdAt: instant("created_at").notNull().defaultNow(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (t) => [index("account_by_user").on(t.userId)],
);

export const verification = pgTable("verification", {
  id: text("id").primaryKey(),
  identifier: text("identifier").notNull(),
  value: text("value").notNull(),
  expiresAt: instant("expires_at").notNull(),
  createdAt: instant("created_at").notNull().defaultNow(),
  updatedAt: instant("updated_at").notNull().defaultNow(),
});

/** Filters of the list under names. No reference to the owner: what they shared stays when they are gone. */
export const savedViews = pgTable(
  "saved_views",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    ownerId: text("owner_id").notNull(),
    name: text("name").notNull(),
    /** The query of the list's address (lib/domain/payment-filter). */
    query: text("query").notNull(),
    shared: boolean("shared").notNull().default(false),
    createdAt: instant("created_at").notNull().defaultNow(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex("saved_views_one_name").on(t.ownerId, t.name),
    index("saved_views_shared").on(t.name).where(sql`${t.shared}`),
    check("saved_views_named", sql`btrim(${t.name}) <> ''`),
    check("saved_views_short", sql`length(${t.name}) <= 60 and length(${t.query}) <= 8000`),
  ],
);

/** One row once the first administrator exists: a second one cannot be taken. */
export const firstAdministrator = pgTable(
  "first_administrator",
  {
    only: boolean("only").primaryKey().default(true),
    userId: text("user_id")
      .notNull()
      .references(() => user.id),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [check("first_administrator_one_row", sql`${t.only}`)],
);

/** Hashes of the set-up codes printed at the starts of all instances. */
export const setupCodes = pgTable("setup_codes", {
  hash: text("hash").primaryKey(),
  expiresAt: instant("expires_at").notNull(),
});

/** Tries at a password or a set-up code within a window. The key is a keyed hash: it names neither account nor address. */
export const signInFailures = pgTable("sign_in_failures", {
  key: text("key").primaryKey(),
  failures: integer("failures").notNull(),
  windowEndsAt: instant("window_ends_at").notNull(),
  /** No try is taken before. */
  nextAt: instant("next_at").notNull().defaultNow(),
});
