// The reasons to choose from.
import "server-only";
import { asc, eq } from "drizzle-orm";
import type { RefundReason } from "@/lib/domain/refund-reason";
import type { Database, Transaction } from "./client";
import { refundReasons } from "./schema";

const columns = { code: refundReasons.code, ko: refundReasons.ko, en: refundReasons.en };

/** The reasons that can be chosen, in the order that an administrator gave them. */
export function activeReasons(db: Database | Transaction): Promise<RefundReason[]> {
  return db
    .select(columns)
    .from(refundReasons)
    .where(eq(refundReasons.active, true))
    .orderBy(asc(refundReasons.position), asc(refundReasons.code));
}

/** The reason of a code, or null where there is none or it is no longer to be chosen. */
export async function activeReason(db: Database | Transaction, code: string): Promise<RefundReason | null> {
  return (await activeReasons(db)).find((one) => one.code === code) ?? null;
}
