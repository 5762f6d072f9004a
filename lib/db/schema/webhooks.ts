import { sql } from "drizzle-orm";
import { bigint, check, index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant } from "./columns";

export const deliveries = pgTable(
  "deliveries",
  {
    id: text("id").primaryKey(),
    type: text("type").notNull(),
    storeId: text("store_id"),
    paymentId: text("payment_id"),
    environment: text("environment", { enum: ["live", "test"] }).notNull(),
    /** For inspection, never for processing; empty for ignored webhooks. */
    body: text("body").notNull(),
    happenedAt: instant("happened_at"),
    receivedAt: instant("received_at").notNull().defaultNow(),
    repeats: integer("repeats").notNull().default(0),
    /** `dead`: no attempt is left. A later reading of the payment, also a person's, ends the state. */
    state: text("state", { enum: ["waiting", "processed", "ignored", "dead"] }).notNull(),
    attempts: integer("attempts").notNull().default(0),
    nextAttemptAt: instant("next_attempt_at"),
    processedAt: instant("processed_at"),
    lastError: text("last_error"),
  },
  (t) => [
    index("deliveries_by_payment").on(t.paymentId, t.receivedAt),
    // Tells whether webhooks of an environment had reached the desk by a time; read with every view of a payment.
    index("deliveries_by_environment").on(t.environment, t.receivedAt),
    index("deliveries_due").on(t.nextAttemptAt).where(sql`${t.state} = 'waiting'`),
    // For all and processed deliveries, newest first; deliveries_unprocessed serves the other states.
    index("deliveries_by_time").on(t.receivedAt, t.id),
    index("deliveries_unprocessed").on(t.state, t.receivedAt, t.id).where(sql`${t.state} <> 'processed'`),
    check("deliveries_state_known", sql`${t.state} in ('waiting', 'processed', 'ignored', 'dead')`),
    check("deliveries_due_while_waiting", sql`(${t.state} = 'waiting') = (${t.nextAttemptAt} is not null)`),
  ],
);

/** Rejected requests, and conditions worth a warning. A forged request leaves no other trace. */
export const deliveryCounts = pgTable(
  "delivery_counts",
  {
    day: text("day").notNull(),
    reason: text("reason").notNull(),
    count: bigint("count", { mode: "number" }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.day, t.reason] })],
);
