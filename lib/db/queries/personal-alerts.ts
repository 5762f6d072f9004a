import "server-only";
import { eq } from "drizzle-orm";
import type { Database } from "@/lib/db/client";
import { alertSubscriptions } from "@/lib/db/schema/alerts";
import { kindsOfChoice, type PersonalAlerts } from "@/lib/domain/alerts/channel";

export async function personalAlertsOf(db: Database, personId: string): Promise<PersonalAlerts> {
  const rows = await db
    .select({ kind: alertSubscriptions.kind })
    .from(alertSubscriptions)
    .where(eq(alertSubscriptions.personId, personId));
  const has = (choice: keyof PersonalAlerts) =>
    rows.some(({ kind }) => kindsOfChoice[choice].some((one) => one === kind));
  return { approvalWanted: has("approvalWanted"), ownRefunds: has("ownRefunds") };
}
