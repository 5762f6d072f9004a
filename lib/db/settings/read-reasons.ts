// The reasons to choose from.
import "server-only";
import { asc } from "drizzle-orm";
import type { Database, Transaction } from "@/lib/db/client";
import { refundReasons } from "@/lib/db/schema/settings";
import type { ListedReason, RefundReason } from "@/lib/domain/refund/refund-reason";

/** The reasons that can be chosen, in the order that an administrator gave them. */
export async function activeReasons(db: Database | Transaction): Promise<RefundReason[]> {
  const listed = await listReasons(db);
  return listed.filter(({ active }) => active).map(({ code, ko, en }) => ({ code, ko, en }));
}

/** The reason of a code, or null where there is none or it is no longer to be chosen. */
export async function activeReason(db: Database | Transaction, code: string): Promise<RefundReason | null> {
  return (await activeReasons(db)).find((one) => one.code === code) ?? null;
}

/** Every reason, also those that are off the list, in order. */
export function listReasons(db: Database | Transaction): Promise<ListedReason[]> {
  const { code, ko, en, active } = refundReasons;
  return db
    .select({ code, ko, en, active })
    .from(refundReasons)
    .orderBy(asc(refundReasons.position), asc(refundReasons.code));
}
