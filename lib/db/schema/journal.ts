import { sql } from "drizzle-orm";
import { bigint, bigserial, boolean, check, index, jsonb, pgTable, text } from "drizzle-orm/pg-core";
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
export const auditEntries = pgTable(
  "audit_entries",
  {
    seq: bigserial("seq", { mode: "number" }).primaryKey(),
    at: instant("at").notNull().defaultNow(),
    actorId: text("actor_id"),
    actorName: text("actor_name").notNull(),
    /** Id of the actor's role at that time, and its name for an own role. */
    actorRole: text("actor_role"),
    actorRoleName: text("actor_role_name"),
    /** Id of the session. Null: not by a session. */
    sessionId: text("session_id"),
    /** Address of the client. Null: unknown, or not by a request. */
    address: text("address"),
    action: text("action").notNull(),
    subject: text("subject").notNull(),
    /** The payment that the entry is about. */
    storeId: text("store_id"),
    paymentId: text("payment_id"),
    detail: jsonb("detail").$type<Record<string, unknown>>().notNull(),
  },
  (t) => [
    index("audit_by_time").on(t.at, t.seq),
    index("audit_by_actor").on(t.actorId, t.at, t.seq),
    index("audit_by_action").on(t.action, t.at, t.seq),
    index("audit_by_subject").on(t.subject, t.at, t.seq),
    index("audit_by_payment").on(t.paymentId, t.at, t.seq).where(sql`${t.paymentId} is not null`),
  ],
);

/** Entries that are committed and not in the chain yet. A trigger adds them. */
export const auditUnlinked = pgTable("audit_unlinked", {
  seq: bigint("seq", { mode: "number" }).primaryKey(),
});

/** The chain of the audit, append-only: each link covers its entry and the link before. */
export const auditLinks = pgTable(
  "audit_links",
  {
    /** From 1 on, without gaps. */
    position: bigint("position", { mode: "number" }).primaryKey(),
    seq: bigint("seq", { mode: "number" })
      .notNull()
      .unique()
      .references(() => auditEntries.seq),
    /** SHA-256, hexadecimal. */
    hash: text("hash").notNull(),
    /** Text for substring search (lib/domain/audit/audit-search-text). The link has it, so that no refund waits for its index. */
    search: text("search").notNull(),
  },
  (t) => [
    index("audit_links_by_search")
      .using("gin", t.search.op("gin_trgm_ops"))
      .with({ gin_pending_list_limit: 256 }),
    check("audit_links_from_one", sql`${t.position} >= 1`),
  ],
);

/** The end of the chain at a time, signed, append-only. A copy outside of the database proves the chain up to there. */
export const auditCheckpoints = pgTable("audit_checkpoints", {
  id: bigserial("id", { mode: "number" }).primaryKey(),
  position: bigint("position", { mode: "number" }).notNull(),
  hash: text("hash").notNull(),
  at: instant("at").notNull(),
  /** Public key of the signature, base64url. */
  key: text("key").notNull(),
  /** Signature, base64url, of the canonical JSON of position, hash, time and key. */
  ed25519: text("ed25519").notNull(),
});
