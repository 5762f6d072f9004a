import "server-only";
import { sql } from "drizzle-orm";
import type { Transaction } from "@/lib/db/client";
import { account } from "@/lib/db/schema/people";

/** A person whom the provider added has no password before. */
export async function storePassword(tx: Transaction, personId: string, passwordHash: string): Promise<void> {
  await tx
    .insert(account)
    .values({
      id: personId,
      accountId: personId,
      providerId: "credential",
      userId: personId,
      password: passwordHash,
    })
    .onConflictDoUpdate({
      target: [account.providerId, account.accountId],
      set: { password: passwordHash, updatedAt: sql`clock_timestamp()` },
    });
}
