import "server-only";
import { and, asc, desc, eq, gt, gte, inArray, isNull, sql } from "drizzle-orm";
import { raiseAlert } from "@/lib/db/alerts/raise-alert";
import type { Database, Transaction } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/clock";
import { exactly } from "@/lib/db/cursor";
import { auditCheckpoints, auditEntries, auditLinks, auditUnlinked } from "@/lib/db/schema/journal";
import type { AuditEntry } from "@/lib/domain/audit/audit-entry";
import { auditSearchText } from "@/lib/domain/audit/audit-search-text";
import { seoulDay } from "@/lib/domain/seoul-time";

export type ChainLink = { position: number; hash: string };

/** An entry as the chain covers it. `at` has microseconds, in UTC. */
export const entryColumns = {
  seq: auditEntries.seq,
  // The text has no era, and nothing for an infinite time.
  at: sql<string>`case when ${auditEntries.at} between '0001-01-01Z' and '9999-12-31Z' then ${exactly(auditEntries.at)}
    else 'outside ' || ${auditEntries.at}::text end`,
  actorId: auditEntries.actorId,
  actorName: auditEntries.actorName,
  actorRole: auditEntries.actorRole,
  actorRoleName: auditEntries.actorRoleName,
  sessionId: auditEntries.sessionId,
  address: auditEntries.address,
  action: auditEntries.action,
  subject: auditEntries.subject,
  storeId: auditEntries.storeId,
  paymentId: auditEntries.paymentId,
  detail: auditEntries.detail,
};

/** The chain before its first link. */
export const start: ChainLink = { position: 0, hash: "" };

export async function lastLink(db: Database | Transaction): Promise<ChainLink> {
  const [last] = await db
    .select({ position: auditLinks.position, hash: auditLinks.hash })
    .from(auditLinks)
    .orderBy(desc(auditLinks.position))
    .limit(1);
  return last ?? start;
}

/**
 * Adds committed entries to the chain, at most `most`, in the order of their numbers. Returns how many were taken. One
 * transaction at a time does so; another returns 0. Whoever writes an entry does not wait for it.
 */
export function addLinks(
  db: Database,
  hashOf: (entry: AuditEntry, position: number, before: string) => string,
  most: number,
): Promise<number> {
  return db.transaction(async (tx) => {
    const lock = await tx.execute(
      sql`select pg_try_advisory_xact_lock(hashtext('refund-desk.audit-chain')) as taken`,
    );
    if (lock.rows[0]?.taken !== true) return 0;
    const next = tx.select().from(auditUnlinked).orderBy(asc(auditUnlinked.seq)).limit(most);
    const taken = await tx.delete(auditUnlinked).where(inArray(auditUnlinked.seq, next)).returning();
    if (taken.length === 0) return 0;
    const seqs = taken.map(({ seq }) => seq);
    const entries = await tx
      .select(entryColumns)
      .from(auditEntries)
      .leftJoin(auditLinks, eq(auditLinks.seq, auditEntries.seq))
      // A restored database has all entries as new ones.
      .where(and(inArray(auditEntries.seq, seqs), isNull(auditLinks.seq)))
      .orderBy(asc(auditEntries.seq));
    let { position, hash } = await lastLink(tx);
    const links = entries.map((entry) => {
      position += 1;
      hash = hashOf(entry, position, hash);
      return { position, seq: entry.seq, hash, search: auditSearchText(entry) };
    });
    if (links.length > 0) await tx.insert(auditLinks).values(links);
    return taken.length;
  });
}

/** A link with its entry; null where the entry is gone. */
export type LinkWithEntry = ChainLink & { seq: number; entry: AuditEntry | null };

/** Returns the links after a position, with their entries, at most `most`. */
export async function linksAfter(db: Database, position: number, most: number): Promise<LinkWithEntry[]> {
  const links = await db
    .select({ position: auditLinks.position, seq: auditLinks.seq, hash: auditLinks.hash })
    .from(auditLinks)
    .where(gt(auditLinks.position, position))
    .orderBy(asc(auditLinks.position))
    .limit(most);
  const seqs = links.map(({ seq }) => seq);
  const entries = await db.select(entryColumns).from(auditEntries).where(inArray(auditEntries.seq, seqs));
  const bySeq = new Map(entries.map((entry) => [entry.seq, entry]));
  return links.map((link) => ({ ...link, entry: bySeq.get(link.seq) ?? null }));
}

/** Returns the entries after a number, at most `most`. */
export async function entriesAfter(db: Database, seq: number, most: number): Promise<AuditEntry[]> {
  return db
    .select(entryColumns)
    .from(auditEntries)
    .where(gt(auditEntries.seq, seq))
    .orderBy(asc(auditEntries.seq))
    .limit(most);
}

export async function hashAt(db: Database, position: number): Promise<string | null> {
  const [link] = await db
    .select({ hash: auditLinks.hash })
    .from(auditLinks)
    .where(eq(auditLinks.position, position));
  return link?.hash ?? null;
}

export async function countUnlinked(db: Database): Promise<number> {
  return db.$count(auditUnlinked);
}

/** Returns the number of the first entry that is neither in the chain nor about to be, or that exists twice; null without one. */
export async function firstEntryOutside(db: Database): Promise<number | null> {
  const rows = await db.execute(sql`
    select e.seq from audit_entries e
    where (not exists (select from audit_links l where l.seq = e.seq and l.position > 0)
        and not exists (select from audit_unlinked u where u.seq = e.seq))
      or exists (select from audit_entries other where other.seq = e.seq and other.ctid <> e.ctid)
    order by e.seq limit 1`);
  const seq = rows.rows[0]?.seq;
  return seq === undefined ? null : Number(seq);
}

export type StoredCheckpoint = typeof auditCheckpoints.$inferSelect;

/** Stores the checkpoint and tells it to who keeps checkpoints elsewhere. `printed`: JSON. */
export async function addCheckpoint(
  db: Database,
  checkpoint: Omit<StoredCheckpoint, "id">,
  printed: string,
): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.insert(auditCheckpoints).values(checkpoint);
    const key = `checkpoint:${checkpoint.position}:${checkpoint.ed25519}`;
    await raiseAlert(tx, { key, kind: "checkpoint", checkpoint: printed });
  });
}

/** Raises that the audit is broken, once a Seoul day and kind of fault. */
export async function raiseAuditBroken(db: Database, fault: string): Promise<void> {
  const day = seoulDay(await databaseNow(db));
  await raiseAlert(db, { key: `audit-broken:${fault}:${day}`, kind: "audit-broken", code: fault });
}

/** Returns the checkpoints, the earliest first. */
export function storedCheckpoints(db: Database): Promise<StoredCheckpoint[]> {
  return db.select().from(auditCheckpoints).orderBy(asc(auditCheckpoints.id));
}

/** Returns some checkpoints at or after a position, the nearest first. */
export function checkpointsFrom(db: Database, position: number): Promise<StoredCheckpoint[]> {
  return db
    .select()
    .from(auditCheckpoints)
    .where(gte(auditCheckpoints.position, position))
    .orderBy(asc(auditCheckpoints.position), asc(auditCheckpoints.id))
    .limit(20);
}

/** Returns the newest checkpoints, the last first. */
export function newestCheckpoints(db: Database): Promise<StoredCheckpoint[]> {
  return db.select().from(auditCheckpoints).orderBy(desc(auditCheckpoints.id)).limit(20);
}
