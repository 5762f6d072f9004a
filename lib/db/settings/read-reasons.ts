import "server-only";
import { asc } from "drizzle-orm";
import type { Database, Transaction } from "@/lib/db/client";
import { refundReasons } from "@/lib/db/schema/settings";
import type { ListedReason, RefundReason } from "@/lib/domain/refund/refund-reason";

export async function activeReasons(db: Database | Transaction): Promise<RefundReason[]> {
  const listed = await listReasons(db);
  return listed.filter(({ active }) => active).map(({ code, ko, en }) => ({ code, ko, en }));
}

export async function activeReason(db: Database | Transaction, code: string): Promise<RefundReason | null> {
  return (await activeReasons(db)).find((reason) => reason.code === code) ?? null;
}

export function listReasons(db: Database | Transaction): Promise<ListedReason[]> {
  const { code, ko, en, active } = refundReasons;
  return db
    .select({ code, ko, en, active })
    .from(refundReasons)
    .orderBy(asc(refundReasons.position), asc(refundReasons.code));
}
