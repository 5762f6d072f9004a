// Webhooks that were received, and counts of those that were not taken.
import { sql } from "drizzle-orm";
import { bigint, check, index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant } from "./columns";

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
