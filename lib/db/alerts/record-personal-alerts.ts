import "server-only";
import { and, eq, inArray, notInArray } from "drizzle-orm";
import { audit } from "@/lib/db/audit";
import type { Database } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/clock";
import { alertSubscriptions } from "@/lib/db/schema/alerts";
import type { ChannelLocale, PersonalAlerts } from "@/lib/domain/alerts/channel";
import { kindsOfChoice } from "@/lib/domain/alerts/channel";
import type { Actor } from "@/lib/domain/people/permissions";

/** `locale`: the language of the mails. */
export function recordPersonalAlerts(
  db: Database,
  actor: Actor,
  choice: PersonalAlerts,
  locale: ChannelLocale,
): Promise<void> {
  return db.transaction(async (tx) => {
    const kinds = (Object.keys(kindsOfChoice) as (keyof PersonalAlerts)[]).flatMap((one) =>
      choice[one] ? kindsOfChoice[one] : [],
    );
    const isOwn = eq(alertSubscriptions.personId, actor.id);
    await tx.delete(alertSubscriptions).where(and(isOwn, notInArray(alertSubscriptions.kind, kinds)));
    await tx
      .update(alertSubscriptions)
      .set({ locale })
      .where(and(isOwn, inArray(alertSubscriptions.kind, kinds)));
    const since = await databaseNow(tx);
    if (kinds.length > 0)
      await tx
        .insert(alertSubscriptions)
        .values(kinds.map((kind) => ({ personId: actor.id, kind, locale, since })))
        .onConflictDoNothing();
    await audit(tx, {
      actor,
      action: "alerts.chosen",
      subject: `person:${actor.id}`,
      detail: { ...choice, locale },
    });
  });
}
