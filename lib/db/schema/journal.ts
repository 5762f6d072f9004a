import { sql } from "drizzle-orm";
import { bigserial, boolean, check, index, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { instant } from "./columns";

/** The PortOne target (or sandbox) that this database belongs to. */
export const deskTarget = pgTable(
  "desk_target",
  {
    only: boolean("only").primaryKey().default(true),
    target: text("target").notNull(),
    stampedAt: instant("stamped_at").notNull().defaultNow(),
  },
  (t) => [check("desk_target_one_row", sql`${t.only}`)],
);

/** Append-only by a trigger; the dedupe key makes repeated recording harmless. */
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

/** Append-only: a trigger rejects UPDATE, DELETE and TRUNCATE. */
export const auditEntries = pgTable("audit_entries", {
  seq: bigserial("seq", { mode: "number" }).primaryKey(),
  at: instant("at").notNull().defaultNow(),
  actorId: text("actor_id"),
  actorName: text("actor_name").notNull(),
  action: text("action").notNull(),
  subject: text("subject").notNull(),
  detail: jsonb("detail").notNull(),
});
