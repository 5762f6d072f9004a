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
    /** PortOne's figure. Under a discount the figure may be order amount or money. */
    cancelled: money("cancelled").notNull(),
    /** Null before payment and where no reading has shown it; a later reading without the amount does not clear it. */
    charged: money("charged").$type<ChargedAmount>(),
    cancelledOrder: money("cancelled_order").$type<OrderAmount>(),
    moneyBack: money("money_back").$type<MoneyBack>(),
    orderName: text("order_name").notNull(),
    customerName: text("customer_name"),
    customerId: text("customer_id"),
    /** Phone: digits only, so that every spelling matches. E-mail: lower case. */
    customerPhone: text("customer_phone"),
    customerEmail: text("customer_email"),
    refundStatus: text("refund_status"),
    payoutPollAt: instant("payout_poll_at"),
    /** Text for substring search (lib/domain/payment/search-text). Personal data. */
    search: text("search"),
    /** Other ids in lower case and the week of creation, so that a search can read one week at a time. */
    searchKeys: text("search_keys").array(),
    /** Hash of the text that keys the daily sums of `kind`. */
    kind: bigint("kind", { mode: "bigint" })
      .notNull()
      .generatedAlwaysAs(
        sql`hashtextextended(status || '|' || coalesce(method_type, '') || '|' || coalesce(pg_provider, '') || '|' || coalesce(channel_type, '') || '|' || currency, 0)`,
      ),
    /** Null where no deadline is known or nothing is left to refund. */
    refundableUntil: instant("refundable_until"),
    requestedAt: instant("requested_at").notNull(),
    paidAt: instant("paid_at"),
    statusChangedAt: instant("status_changed_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
    syncedAt: instant("synced_at").notNull(),
    snapshot: jsonb("snapshot").notNull(),
    /** When the retention removed the customer's data, also from `snapshot` and `raw`. Later readings store none. */
    personalDataRemovedAt: instant("personal_data_removed_at"),
    /** PortOne's object with masked billing keys. Contains personal data: never sent to a browser or a log. */
    raw: jsonb("raw").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.id] }),
    // Columns and order match the list's `order by`; newest first is a backward scan.
    index("payments_by_time").on(t.requestedAt, t.storeId, t.id),
    index("payments_by_kind").on(t.kind, t.requestedAt, t.storeId, t.id),
    index("payments_by_payment").on(sql`coalesce(paid_at, '-infinity'::timestamptz)`, t.storeId, t.id),
    index("payments_by_amount").on(t.currency, t.total, t.storeId, t.id),
    // GIN collects new entries in a pending list. A long list would be merged at once and block other queries.
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
    index("payments_by_age").on(t.statusChangedAt).where(sql`${t.personalDataRemovedAt} is null`),
    index("payments_to_poll").on(t.payoutPollAt).where(sql`${t.payoutPollAt} is not null`),
  ],
);

/** Times are PortOne's. Open until the money arrives or a person records the handling. */
export const failedPayouts = pgTable(
  "failed_payouts",
  {
    storeId: text("store_id").notNull(),
    paymentId: text("payment_id").notNull(),
    failedAt: instant("failed_at").notNull(),
    rawStatus: text("raw_status").notNull(),
    handledAt: instant("handled_at"),
    /** Null where PortOne's status ended the failure. */
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
  /** Asia/Seoul; -infinity for `kind`. */
  day: date("day").notNull(),
  test: boolean("test").notNull(),
  currency: text("currency").notNull(),
  /** `method`, `pg`, `reason`, `took`: refunds by `key`; `kind`: payments by `key`; `…-unknown`: what is in no sum. */
  measure: text("measure").notNull(),
  key: text("key").notNull(),
  count: bigint("count", { mode: "number" }).notNull(),
  amount: money("amount").notNull(),
};

/** Triggers insert changes in the next table: with shared sums, transactions would wait for each other and deadlock. */
export const dailySums = pgTable("daily_sums", sumColumns, (t) => [
  primaryKey({ columns: [t.test, t.day, t.currency, t.measure, t.key] }),
]);

export const dailySumChanges = pgTable("daily_sum_changes", {
  seq: bigserial("seq", { mode: "number" }).primaryKey(),
  ...sumColumns,
});

/** `by` is the fingerprint of the rules that the derived columns follow. */
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

export const pulls = pgTable("pulls", {
  name: text("name").primaryKey(),
  state: text("state", { enum: ["running", "paused", "done", "failed"] }).notNull(),
  from: instant("from").notNull(),
  until: instant("until").notNull(),
  cursor: text("cursor"),
  pulled: integer("pulled").notNull().default(0),
  startedAt: instant("started_at").notNull().defaultNow(),
  touchedAt: instant("touched_at").notNull().defaultNow(),
  finishedAt: instant("finished_at"),
  error: text("error"),
});
