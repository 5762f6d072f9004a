// How many webhooks are stored and not yet processed.
import "server-only";
import { count, eq } from "drizzle-orm";
import type { Database } from "../client";
import { deliveries } from "../schema";

export async function waitingDeliveries(db: Database): Promise<number> {
  const [row] = await db.select({ waiting: count() }).from(deliveries).where(eq(deliveries.state, "waiting"));
  return row?.waiting ?? 0;
}
