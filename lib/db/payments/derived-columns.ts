// What is reckoned from a payment, to sort and search by: until when the rules let it be refunded, and the forms it is
// found by. A reading of a payment brings its own up to date; when the rules change, by a new version or by the
// merchant's word, every payment is reckoned again, a few at a time.
import "server-only";
import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { and, asc, eq, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/lib/db/client";
import { derivedColumns, payments } from "@/lib/db/schema/payments";
import { overridesThatStand } from "@/lib/db/settings/read-overrides";
import type { Payment } from "@/lib/domain/payment/payment";
import { otherIdsOf, searchFormOf } from "@/lib/domain/payment/search-text";
import type { SetOverride } from "@/lib/domain/policy/overrides";
import { refundableUntil } from "@/lib/domain/policy/refundable-until";
import { rules } from "@/lib/domain/policy/rules";
import { customerKeys } from "./customer-keys";
import { readSnapshot } from "./snapshot";

/** Small, because on the embedded database it runs on the event loop. */
const batch = 50;
/** To be counted up when the forms of a search change, so that all are written again. */
const searchForms = 2;
const weekMs = 7 * 86_400_000;

/** What is reckoned from one payment, as columns of its row. */
export function derived(payment: Omit<Payment, "cancellations">, overrides: readonly SetOverride[]) {
  return {
    refundableUntil: refundableUntil(payment, overrides),
    ...customerKeys(payment.customer),
    search: searchFormOf(payment),
    searchKeys: [weekKey(weekOf(new Date(payment.requestedAt))), ...otherIdsOf(payment).map(idKey)],
  };
}

/** The number of the week that an instant lies in. */
export function weekOf(instant: Date): number {
  return Math.floor(instant.getTime() / weekMs);
}

/** The instant with which a week begins. */
export function startOfWeek(week: number): Date {
  return new Date(week * weekMs);
}

/** Weeks and ids stand in one list; neither is ever taken for the other. */
export const weekKey = (week: number) => `week ${week}`;
export const idKey = (id: string) => `id ${id}`;

/**
 * Reckons all payments by the rules that stand, or goes on where it was cut off. Answers how many were looked at; none
 * where all are up to date or another instance is at it. Safe to repeat at any time.
 */
export async function deriveColumns(db: Database): Promise<number> {
  await db.insert(derivedColumns).values({ by: "" }).onConflictDoNothing();
  let looked = 0;
  for (;;) {
    const some = await db.transaction(deriveSome);
    looked += some;
    if (some === 0) return looked;
    // Whatever else waits comes first.
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** How far the reckoning has come; `finishedAt` is null while it goes on. */
export async function derivationProgress(
  db: Database,
): Promise<{ derived: number; finishedAt: Date | null } | null> {
  const [row] = await db
    .select({ derived: derivedColumns.derived, finishedAt: derivedColumns.finishedAt })
    .from(derivedColumns);
  return row ?? null;
}

async function deriveSome(tx: Transaction): Promise<number> {
  const [row] = await tx.select().from(derivedColumns).for("update", { skipLocked: true });
  if (row === undefined) return 0;
  const overrides = await overridesThatStand(tx);
  const by = fingerprint(overrides);
  const goesOn = row.by === by;
  if (goesOn && row.finishedAt !== null) return 0;
  const place = goesOn ? row : { storeId: "", paymentId: "", derived: 0 };
  const some = await tx
    .select({
      storeId: payments.storeId,
      id: payments.id,
      snapshot: payments.snapshot,
      refundableUntil: payments.refundableUntil,
      customerId: payments.customerId,
      customerPhone: payments.customerPhone,
      customerEmail: payments.customerEmail,
      search: payments.search,
      searchKeys: payments.searchKeys,
    })
    .from(payments)
    .where(sql`(${payments.storeId}, ${payments.id}) > (${place.storeId}, ${place.paymentId})`)
    .orderBy(asc(payments.storeId), asc(payments.id))
    .limit(batch)
    // A reading that is being merged by the rules of before is waited for, and reckoned again.
    .for("update");
  for (const { storeId, id, snapshot, ...before } of some) {
    const now = derived(readSnapshot(snapshot), overrides);
    if (isDeepStrictEqual(now, before)) continue;
    await tx
      .update(payments)
      .set(now)
      .where(and(eq(payments.storeId, storeId), eq(payments.id, id)));
  }
  const last = some.at(-1);
  await tx.update(derivedColumns).set({
    by,
    storeId: last?.storeId ?? place.storeId,
    paymentId: last?.id ?? place.paymentId,
    derived: place.derived + some.length,
    finishedAt: some.length < batch ? sql`clock_timestamp()` : null,
  });
  return some.length;
}

/** What is reckoned by rules with the same one is the same. */
function fingerprint(overrides: readonly SetOverride[]): string {
  const said = overrides.map(({ key, override }) => [key, override]);
  return createHash("sha256")
    .update(JSON.stringify([searchForms, rules, said]))
    .digest("hex");
}
