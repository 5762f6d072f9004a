import "server-only";
import { eq } from "drizzle-orm";
import { audit } from "@/lib/db/audit";
import type { Database, Transaction } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/clock";
import { discrepancies } from "@/lib/db/schema/reconciliation";
import type { CloseDiscrepancyInput, DiscrepancyRefusal } from "@/lib/domain/reconciliation/discrepancy";
import { err, ok, type Result } from "@/lib/domain/result";
import { about, type DiscrepancyRecord } from "./write-discrepancies";

export async function recordSeen(
  db: Database,
  actor: { id: string; name: string },
  discrepancyId: string,
): Promise<Result<null, DiscrepancyRefusal>> {
  return db.transaction(async (tx) => {
    const row = await lockDiscrepancy(tx, discrepancyId);
    if (row === null) return err("discrepancy-not-found");
    if (row.closedAt !== null) return err("discrepancy-closed");
    if (row.seenAt !== null) return ok(null);
    const seenAt = await databaseNow(tx);
    await tx
      .update(discrepancies)
      .set({ seenAt, seenById: actor.id, seenByName: actor.name })
      .where(eq(discrepancies.id, discrepancyId));
    await audit(tx, {
      actor,
      action: "discrepancy.seen",
      subject: `discrepancy:${discrepancyId}`,
      payment: row,
      detail: about(row),
    });
    return ok(null);
  });
}

/** A discrepancy that a person closed stays closed, even while the difference remains. */
export async function recordClosed(
  db: Database,
  actor: { id: string; name: string },
  { discrepancyId, how, note }: CloseDiscrepancyInput,
): Promise<Result<null, DiscrepancyRefusal>> {
  return db.transaction(async (tx) => {
    const row = await lockDiscrepancy(tx, discrepancyId);
    if (row === null) return err("discrepancy-not-found");
    if (row.closedAt !== null) return err("discrepancy-closed");
    const now = await databaseNow(tx);
    const seen = row.seenAt === null ? { seenAt: now, seenById: actor.id, seenByName: actor.name } : {};
    await tx
      .update(discrepancies)
      .set({
        ...seen,
        closedAt: now,
        closedById: actor.id,
        closedByName: actor.name,
        closedHow: how,
        closeNote: note,
      })
      .where(eq(discrepancies.id, discrepancyId));
    await audit(tx, {
      actor,
      action: "discrepancy.closed",
      subject: `discrepancy:${discrepancyId}`,
      payment: row,
      detail: { ...about(row), how, note },
    });
    return ok(null);
  });
}

async function lockDiscrepancy(tx: Transaction, id: string): Promise<DiscrepancyRecord | null> {
  const [row] = await tx.select().from(discrepancies).where(eq(discrepancies.id, id)).for("update");
  return row ?? null;
}
