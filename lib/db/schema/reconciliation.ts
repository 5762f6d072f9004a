import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { discrepancyKinds, discrepancyResolutions } from "../../domain/reconciliation/discrepancy";
import { instant, money, quoted } from "./columns";
import { payments } from "./payments";
import { refunds } from "./refunds";

/** Each difference is recorded once. Triggers reject deletion and a change of identity. */
export const discrepancies = pgTable(
  "discrepancies",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    dedupeKey: text("dedupe_key").notNull().unique(),
    kind: text("kind", { enum: discrepancyKinds }).notNull(),
    storeId: text("store_id").notNull(),
    paymentId: text("payment_id").notNull(),
    refundId: uuid("refund_id").references(() => refunds.id),
    cancellationId: text("cancellation_id"),
    trigger: text("trigger"),
    currency: text("currency").notNull(),
    /** Null where our ledger has no amount. */
    ourAmount: money("our_amount"),
    portoneAmount: money("portone_amount"),
    happenedAt: instant("happened_at").notNull(),
    foundAt: instant("found_at").notNull().defaultNow(),
    reopened: integer("reopened").notNull().default(0),
    seenAt: instant("seen_at"),
    seenById: text("seen_by_id"),
    seenByName: text("seen_by_name"),
    closedAt: instant("closed_at"),
    /** Null where later evidence closed the discrepancy. */
    closedById: text("closed_by_id"),
    closedByName: text("closed_by_name"),
    closedHow: text("closed_how", { enum: discrepancyResolutions }),
    closeNote: text("close_note"),
  },
  (t) => [
    foreignKey({ columns: [t.storeId, t.paymentId], foreignColumns: [payments.storeId, payments.id] }),
    index("discrepancies_open").on(t.foundAt, t.id).where(sql`${t.closedAt} is null`),
    index("discrepancies_by_kind").on(t.kind, t.foundAt, t.id),
    index("discrepancies_by_time").on(t.foundAt, t.id),
    index("discrepancies_by_payment").on(t.storeId, t.paymentId),
    check("discrepancies_kind_known", sql`${t.kind} in (${sql.raw(quoted(discrepancyKinds))})`),
    check(
      "discrepancies_end_known",
      sql`${t.closedHow} is null or ${t.closedHow} in (${sql.raw(quoted(discrepancyResolutions))})`,
    ),
    check(
      "discrepancies_closed_whole",
      sql`(${t.closedAt} is null) = (${t.closedHow} is null) and (${t.closedAt} is null) = (${t.closedByName} is null)`,
    ),
    check("discrepancies_seen_whole", sql`(${t.seenAt} is null) = (${t.seenByName} is null)`),
  ],
);

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
