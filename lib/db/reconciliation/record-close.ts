// What people do with differences between the two ledgers: look at one, and close one.
import "server-only";
import { eq } from "drizzle-orm";
import { audit } from "@/lib/db/audit";
import type { Database, Transaction } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/clock";
import { findings } from "@/lib/db/schema/reconciliation";
import type { CloseFindingInput, FindingRefusal } from "@/lib/domain/reconciliation/discrepancy";
import { type Result, refuse, succeed } from "@/lib/domain/result";
import { about, type FindingRow } from "./write-discrepancies";

/** Says that a person has looked at a finding; the first who did is kept. */
export async function recordSeen(
  db: Database,
  actor: { id: string; name: string },
  findingId: string,
): Promise<Result<null, FindingRefusal>> {
  return db.transaction(async (tx) => {
    const row = await lockFinding(tx, findingId);
    if (row === null) return refuse("finding-not-found");
    if (row.closedAt !== null) return refuse("finding-closed");
    if (row.seenAt !== null) return succeed(null);
    const seenAt = await databaseNow(tx);
    await tx
      .update(findings)
      .set({ seenAt, seenById: actor.id, seenByName: actor.name })
      .where(eq(findings.id, findingId));
    await audit(tx, { actor, action: "finding.seen", subject: `finding:${findingId}`, detail: about(row) });
    return succeed(null);
  });
}

/** Closes a finding with a person's word for it. It stays closed, also where the difference stays. */
export async function recordClosed(
  db: Database,
  actor: { id: string; name: string },
  { findingId, how, note }: CloseFindingInput,
): Promise<Result<null, FindingRefusal>> {
  return db.transaction(async (tx) => {
    const row = await lockFinding(tx, findingId);
    if (row === null) return refuse("finding-not-found");
    if (row.closedAt !== null) return refuse("finding-closed");
    const now = await databaseNow(tx);
    const seen = row.seenAt === null ? { seenAt: now, seenById: actor.id, seenByName: actor.name } : {};
    await tx
      .update(findings)
      .set({
        ...seen,
        closedAt: now,
        closedById: actor.id,
        closedByName: actor.name,
        closedHow: how,
        closeNote: note,
      })
      .where(eq(findings.id, findingId));
    const detail = { ...about(row), how, note };
    await audit(tx, { actor, action: "finding.closed", subject: `finding:${findingId}`, detail });
    return succeed(null);
  });
}

async function lockFinding(tx: Transaction, id: string): Promise<FindingRow | null> {
  const [row] = await tx.select().from(findings).where(eq(findings.id, id)).for("update");
  return row ?? null;
}
