// Requests for refunds that wait for other people. Triggers in the migrations hold the rules that reach over tables.
import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { type ApprovalRule, approvalKinds, type RuleConditions } from "../../domain/approval/approval-rule";
import { approvalEventKinds, approvalStates, openApprovalStates } from "../../domain/approval/approval-state";
import type { BasisChange, FrozenRequest } from "../../domain/approval/frozen-request";
import { instant, money, quoted } from "./columns";
import { payments } from "./payments";

export const approvalRules = pgTable("approval_rules", {
  id: uuid("id").primaryKey(),
  position: integer("position").notNull(),
  revision: integer("revision").notNull().default(1),
  conditions: jsonb("conditions").$type<RuleConditions>().notNull(),
  updatedAt: instant("updated_at").notNull().defaultNow(),
});

/** One row at most. Without a row the defaults of the code hold. */
export const approvalSettings = pgTable(
  "approval_settings",
  {
    id: boolean("id").primaryKey().default(true),
    expiryDays: integer("expiry_days").notNull(),
    emergencyAllowed: boolean("emergency_allowed").notNull(),
  },
  (t) => [
    check("approval_settings_one_row", sql`${t.id}`),
    check("approval_settings_days", sql`${t.expiryDays} between 1 and 30`),
  ],
);

export const approvals = pgTable(
  "approvals",
  {
    id: uuid("id").primaryKey(),
    /** Of the form that asked first. */
    requestId: uuid("request_id").notNull().unique(),
    kind: text("kind", { enum: approvalKinds }).notNull(),
    storeId: text("store_id").notNull(),
    paymentId: text("payment_id").notNull(),
    state: text("state", { enum: approvalStates }).notNull().default("waiting"),
    /** Counts the versions of the request: 1, then one more for each amendment. */
    revision: integer("revision").notNull().default(1),
    amount: money("amount").notNull(),
    currency: text("currency").notNull(),
    method: text("method"),
    pgProvider: text("pg_provider"),
    frozen: jsonb("frozen").$type<FrozenRequest>().notNull(),
    /** AES-256-GCM over the request as the person sent it; wiped at the end. Nothing is encrypted for sending yet. */
    encryptedRequest: text("encrypted_request"),
    /** The rule as it was when the request was made. */
    rule: jsonb("rule").$type<ApprovalRule>().notNull(),
    approversNeeded: integer("approvers_needed").notNull(),
    requesterId: text("requester_id").notNull(),
    requesterName: text("requester_name").notNull(),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    endedAt: instant("ended_at"),
  },
  (t) => [
    foreignKey({ columns: [t.storeId, t.paymentId], foreignColumns: [payments.storeId, payments.id] }),
    uniqueIndex("approvals_one_open")
      .on(t.storeId, t.paymentId)
      .where(sql`${t.state} in (${sql.raw(quoted(openApprovalStates))})`),
    index("approvals_to_expire")
      .on(t.expiresAt)
      .where(sql`${t.state} in (${sql.raw(quoted(openApprovalStates))})`),
    index("approvals_by_time").on(t.createdAt, t.id),
    index("approvals_by_requester").on(t.requesterId, t.createdAt),
    index("approvals_by_payment").on(t.storeId, t.paymentId, t.createdAt),
    check("approvals_state_known", sql`${t.state} in (${sql.raw(quoted(approvalStates))})`),
    check("approvals_kind_known", sql`${t.kind} in ('refund', 'manual-refund')`),
    check("approvals_amount_positive", sql`${t.amount} > 0`),
    check("approvals_approvers", sql`${t.approversNeeded} in (1, 2)`),
    check(
      "approvals_end_known",
      sql`(${t.state} in (${sql.raw(quoted(openApprovalStates))})) = (${t.endedAt} is null)`,
    ),
    check(
      "approvals_request_wiped_at_end",
      sql`(${t.endedAt} is null) = (${t.encryptedRequest} is not null)`,
    ),
  ],
);

/** Append-only (a trigger): what people did with a request. */
export const approvalEvents = pgTable(
  "approval_events",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    /** The order of the events, also where the database's clock steps back. */
    n: bigint("n", { mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    approvalId: uuid("approval_id")
      .notNull()
      .references(() => approvals.id),
    revision: integer("revision").notNull(),
    kind: text("kind", {
      enum: approvalEventKinds,
    }).notNull(),
    /** Null for the desk itself. */
    actorId: text("actor_id"),
    actorName: text("actor_name").notNull(),
    /** Of a rejection, and why a request became void. */
    code: text("code"),
    note: text("note").notNull().default(""),
    /** What was asked for, of a request and its amendments. */
    frozen: jsonb("frozen").$type<FrozenRequest>(),
    /** What had changed, of a request that became void. */
    changes: jsonb("changes").$type<BasisChange[]>(),
    at: instant("at").notNull(),
  },
  (t) => [
    index("approval_events_by_approval").on(t.approvalId, t.n),
    uniqueIndex("approval_events_one_approval")
      .on(t.approvalId, t.revision, t.actorId)
      .where(sql`${t.kind} = 'approved'`),
    check("approval_events_actor", sql`(${t.kind} in ('expired', 'voided')) or ${t.actorId} is not null`),
  ],
);
