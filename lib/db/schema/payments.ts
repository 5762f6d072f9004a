// PortOne's payments as last read, what is derived from them, and how far they were pulled.
import { sql } from "drizzle-orm";
import {
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
} from "drizzle-orm/pg-core";
import type { ChargedAmount, MoneyBack, OrderAmount } from "../../domain/amounts";
import { instant, money } from "./columns";

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
    /** All that it is found by a part of (lib/domain/payment/search-text). Personal. Null until an older row is reckoned. */
    search: text("search"),
    /** Its ids beside its own in small letters, and the week it was made in, to search one week at a time. */
    searchKeys: text("search_keys").array(),
    /** Stands for all by which payments are alike; the words are those of the sums that count them. */
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
    /** The parsed payment (lib/domain/payment/payment), cancellations left out. */
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
export const derivedColumns = pgTable(
  "derived_columns",
  {
    only: boolean("only").primaryKey().default(true),
    by: text("by").notNull(),
    storeId: text("store_id").notNull().default(""),
    paymentId: text("payment_id").notNull().default(""),
    derived: integer("derived").notNull().default(0),
    finishedAt: instant("finished_at"),
  },
  (t) => [check("derived_columns_one_row", sql`${t.only}`)],
);

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
