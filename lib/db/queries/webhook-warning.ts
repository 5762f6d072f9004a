import "server-only";
import { countedWithinWeek } from "@/lib/db/webhooks/write-deliveries";
import type { Database } from "../client";

/** Webhooks of version 2024-01-01 come from a setting at PortOne that the merchant has to correct. */
export function outdatedWebhooksWithinWeek(db: Database): Promise<boolean> {
  return countedWithinWeek(db, "2024-01-01");
}
