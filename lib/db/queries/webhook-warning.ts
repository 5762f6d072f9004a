import "server-only";
import { countedWithinWeek } from "@/lib/db/webhooks/write-deliveries";
import type { Database } from "../client";

/** Returns whether PortOne sent a webhook of version 2024-01-01 within the last seven days: a setting to correct. */
export function outdatedWebhooksWithinWeek(db: Database): Promise<boolean> {
  return countedWithinWeek(db, "2024-01-01");
}
