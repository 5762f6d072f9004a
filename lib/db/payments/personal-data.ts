// Removes customers' data of payments that have not changed for the time of the settings. A later reading stores none.
import "server-only";
import { and, asc, gte, inArray, isNotNull, isNull, lt, or, type SQL, sql } from "drizzle-orm";
import { audit, desk } from "@/lib/db/audit";
import type { Database } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/clock";
import { belongsToPayment, isOneOf, isPayment } from "@/lib/db/payment-key";
import { approvals } from "@/lib/db/schema/approvals";
import { failedPayouts, payments } from "@/lib/db/schema/payments";
import { discrepancies } from "@/lib/db/schema/reconciliation";
import { cancellations, failedRefunds, refunds } from "@/lib/db/schema/refunds";
import { retentionSettings } from "@/lib/db/schema/settings";
import { activeOverrides } from "@/lib/db/settings/read-overrides";
import { retentionOf } from "@/lib/db/settings/read-retention";
import { openApprovalStates } from "@/lib/domain/approval/approval-state";
import { withoutCustomer } from "@/lib/domain/payment/retention";
import { openRefundStates } from "@/lib/domain/refund/refund";
import { derived } from "./derived-columns";
import { readSnapshot } from "./snapshot";

/** Small, because the embedded database runs on the event loop. */
const batch = 100;

/** Removes a few in one transaction, with an audit entry. Returns how many; 0 where none is due or none may be removed. */
export function removePersonalData(db: Database): Promise<number> {
  return db.transaction(async (tx) => {
    // Whoever changes the setting waits for this transaction, or this one for the change.
    await tx.select({ id: retentionSettings.id }).from(retentionSettings).for("update");
    const { months } = await retentionOf(tx);
    if (months === null) return 0;
    const before = await retentionCutoff(tx, months);
    const locked = await tx
      .select({ storeId: payments.storeId, id: payments.id })
      .from(payments)
      .where(isDueForRemoval(before))
      .orderBy(asc(payments.statusChangedAt))
      .limit(batch)
      // A payment that somebody is refunding at this moment can wait.
      .for("update", { skipLocked: true });
    if (locked.length === 0) return 0;
    // Again, now that they are locked: a refund may have been opened between the reading and the lock.
    const due = await tx
      .select({ storeId: payments.storeId, id: payments.id, snapshot: payments.snapshot })
      .from(payments)
      .where(and(isOneOf(locked), isDueForRemoval(before)));
    if (due.length === 0) return 0;
    const now = await databaseNow(tx);
    const overrides = await activeOverrides(tx);
    for (const { storeId, id, snapshot } of due) {
      const kept = withoutCustomer(readSnapshot(snapshot));
      await tx
        .update(payments)
        .set({
          ...derived(kept, overrides),
          customerName: null,
          snapshot: kept,
          raw: {},
          personalDataRemovedAt: now,
        })
        .where(isPayment({ storeId, paymentId: id }));
    }
    await tx
      .update(retentionSettings)
      .set({ removed: sql`${retentionSettings.removed} + ${due.length}`, removedAt: now });
    await audit(tx, {
      actor: desk,
      action: "retention.applied",
      subject: "retention",
      detail: { payments: due.length, months, before: before.toISOString() },
    });
    return due.length;
  });
}

/** Returns the time since when a payment must have changed to be kept whole, by the clock of the database. */
export async function retentionCutoff(db: Pick<Database, "execute">, months: number): Promise<Date> {
  const { rows } = await db.execute(
    sql`select (extract(epoch from clock_timestamp() - make_interval(months => ${months})) * 1000)::float8 as at`,
  );
  return new Date(Number(rows[0]?.at));
}

/** A payment is kept whole while something of it is open, and as long as this after a refund of the desk. */
export function isDueForRemoval(before: Date): SQL | undefined {
  const ofPayment = { storeId: payments.storeId, paymentId: payments.id };
  const has = (
    table:
      | typeof refunds
      | typeof approvals
      | typeof cancellations
      | typeof failedPayouts
      | typeof discrepancies,
    open: SQL | undefined,
  ) => sql`exists (select from ${table} where ${and(belongsToPayment(table, ofPayment), open)})`;
  const isUnhandled = sql`exists (
    select from ${failedRefunds} where ${failedRefunds.refundId} = ${refunds.id} and ${failedRefunds.handledAt} is null)`;
  return and(
    isNull(payments.personalDataRemovedAt),
    lt(payments.statusChangedAt, before),
    isNull(payments.payoutPollAt),
    sql`not ${or(
      has(
        refunds,
        or(inArray(refunds.state, [...openRefundStates]), gte(refunds.createdAt, before), isUnhandled),
      ),
      has(approvals, inArray(approvals.state, [...openApprovalStates])),
      has(cancellations, isNotNull(cancellations.pollAt)),
      has(failedPayouts, isNull(failedPayouts.handledAt)),
      has(discrepancies, isNull(discrepancies.closedAt)),
    )}`,
  );
}
