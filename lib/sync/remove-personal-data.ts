import "server-only";
import type { AppContext } from "@/lib/context";
import { databaseNow } from "@/lib/db/clock";
import { removePersonalData } from "@/lib/db/payments/personal-data";
import { log } from "@/lib/log";
import { isNight } from "./sweep-nightly";

/** Applies the retention of the settings at night, in small transactions, until nothing is due or the night ends. */
export async function removePersonalDataWhenDue(
  { database: { db } }: Pick<AppContext, "database">,
  isTime = isNight,
): Promise<void> {
  let removed = 0;
  while (isTime(await databaseNow(db))) {
    const some = await removePersonalData(db);
    if (some === 0) break;
    removed += some;
    await new Promise((resolve) => setImmediate(resolve));
  }
  if (removed > 0) log.info({ payments: removed }, "customers' data was removed as the settings say");
}
