import "server-only";
import { count, eq } from "drizzle-orm";
import { deliveries } from "@/lib/db/schema/webhooks";
import type { Database } from "../client";

export async function waitingDeliveries(db: Database): Promise<number> {
  const [row] = await db.select({ waiting: count() }).from(deliveries).where(eq(deliveries.state, "waiting"));
  return row?.waiting ?? 0;
}
