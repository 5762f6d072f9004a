// What people set: reasons, overrides of the policy, saved views.
import { sql } from "drizzle-orm";
import { boolean, check, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { instant } from "./columns";

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

/** What a merchant knows better than PortOne's documents (lib/domain/policy/overrides): one row for each subject. */
export const policyOverrides = pgTable("policy_overrides", {
  key: text("key").primaryKey(),
  override: jsonb("override").notNull(),
  note: text("note").notNull(),
  actorId: text("actor_id").notNull(),
  actorName: text("actor_name").notNull(),
  at: instant("at").notNull().defaultNow(),
});

/** Filters of the list under names. No reference to the owner: what they shared stays when they are gone. */
export const savedViews = pgTable(
  "saved_views",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    ownerId: text("owner_id").notNull(),
    name: text("name").notNull(),
    /** The query of the list's address (lib/domain/payment/payment-filter). */
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
