import "server-only";
import type { Database, Transaction } from "@/lib/db/client";
import { retentionSettings } from "@/lib/db/schema/settings";
import type { Retention } from "@/lib/domain/payment/retention";

export async function retentionOf(db: Database | Transaction): Promise<Retention> {
  const [row] = await db.select().from(retentionSettings);
  return {
    months: row?.months ?? null,
    removed: row?.removed ?? 0,
    removedAt: row?.removedAt?.toISOString() ?? null,
  };
}
