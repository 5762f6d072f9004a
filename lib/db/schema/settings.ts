import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { instant } from "./columns";

/** A code never changes and is never deleted, because refunds are counted by code. */
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
    // Keeps at least one reason available.
    check("refund_reasons_other_stays", sql`${t.code} <> 'OTHER' or ${t.active}`),
  ],
);

export const policyOverrides = pgTable("policy_overrides", {
  key: text("key").primaryKey(),
  override: jsonb("override").notNull(),
  note: text("note").notNull(),
  actorId: text("actor_id").notNull(),
  actorName: text("actor_name").notNull(),
  at: instant("at").notNull().defaultNow(),
});

/** No foreign key to the owner: shared views remain when the owner is deleted. */
export const savedViews = pgTable(
  "saved_views",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    ownerId: text("owner_id").notNull(),
    name: text("name").notNull(),
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

/** One row at most. Without a row, and where `months` is null, no personal data is removed. */
export const retentionSettings = pgTable(
  "retention_settings",
  {
    id: boolean("id").primaryKey().default(true),
    /** After the last change of a payment's status. */
    months: integer("months"),
    /** Payments whose customer's data was removed so far, and when the last was. */
    removed: bigint("removed", { mode: "number" }).notNull().default(0),
    removedAt: instant("removed_at"),
  },
  (t) => [
    check("retention_settings_one_row", sql`${t.id}`),
    check("retention_settings_months", sql`${t.months} between 1 and 120`),
  ],
);
