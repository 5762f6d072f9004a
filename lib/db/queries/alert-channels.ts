import "server-only";
import { asc } from "drizzle-orm";
import { untoldAlerts } from "@/lib/db/alerts/outbox";
import type { Database } from "@/lib/db/client";
import { alertChannels, alertSubscriptions } from "@/lib/db/schema/alerts";
import { isAlertKind } from "@/lib/domain/alerts/alert";
import type { ListedChannel } from "@/lib/domain/alerts/channel";

export async function listChannels(db: Database): Promise<ListedChannel[]> {
  const rows = await db
    .select()
    .from(alertChannels)
    .orderBy(asc(alertChannels.createdAt), asc(alertChannels.id));
  if (rows.length === 0) return [];
  const subscriptions = await db.select().from(alertSubscriptions).orderBy(asc(alertSubscriptions.id));
  const untold = await untoldAlerts(db);
  return rows.map((row) => ({
    id: row.id,
    revision: row.revision,
    name: row.name,
    type: row.type,
    shownAddress: row.shownAddress,
    locale: row.locale,
    kinds: subscriptions.flatMap(({ channelId, kind }) =>
      channelId === row.id && isAlertKind(kind) ? [kind] : [],
    ),
    amountFrom:
      row.amountFrom === null || row.currency === null
        ? null
        : { amount: row.amountFrom, currency: row.currency },
    quiet: row.quietFrom === null || row.quietTo === null ? null : { from: row.quietFrom, to: row.quietTo },
    isActive: row.active,
    lastSuccessAt: row.lastSuccessAt?.toISOString() ?? null,
    failure:
      row.lastFailure === null || row.lastFailureAt === null
        ? null
        : { at: row.lastFailureAt.toISOString(), code: row.lastFailure },
    ...(untold.get(row.id) ?? { waiting: 0, missed: 0 }),
  }));
}
