import "server-only";
import { max, min } from "drizzle-orm";
import type { Database } from "./client";
import { deskTarget } from "./schema/journal";
import { payments } from "./schema/payments";

/** Throws for the stamp of another target, or for payments of a store other than `storeId` (null allows all stores). */
export async function claimDatabase(
  db: Database,
  { target, storeId }: { target: string; storeId: string | null },
): Promise<void> {
  await db.insert(deskTarget).values({ target }).onConflictDoNothing();
  const [stamped] = await db.select().from(deskTarget);
  if (stamped === undefined) throw new Error("the database could not be stamped with its target");
  if (stamped.target !== target) {
    throw new Error(
      `This database belongs to ${stamped.target}, but the desk was started for ${target}. Use another database, or start with the settings of the first.`,
    );
  }
  // Lists and sums have no condition on the store: they rely on this check, and on the desk storing no other store.
  if (storeId === null) return;
  const [stores] = await db
    .select({ first: min(payments.storeId), last: max(payments.storeId) })
    .from(payments);
  const other = [stores?.first, stores?.last].find((found) => found && found !== storeId);
  if (other) {
    throw new Error(
      `This database holds payments of ${other}, but PORTONE_STORE_ID is ${storeId}. Use another database, or start without PORTONE_STORE_ID.`,
    );
  }
}
