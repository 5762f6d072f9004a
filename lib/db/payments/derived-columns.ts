// A reading derives the columns of its payment; changed rules or overrides derive every payment again, a few at a time.
import "server-only";
import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { asc, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/lib/db/client";
import { isPayment } from "@/lib/db/payment-key";
import { derivedColumns, payments } from "@/lib/db/schema/payments";
import { activeOverrides } from "@/lib/db/settings/read-overrides";
import type { Payment } from "@/lib/domain/payment/payment";
import { otherIdsOf, searchFormOf } from "@/lib/domain/payment/search-text";
import type { SetOverride } from "@/lib/domain/policy/overrides";
import { refundableUntil } from "@/lib/domain/policy/refundable-until";
import { rules } from "@/lib/domain/policy/rules";
import { customerKeys } from "./customer-keys";
import { readSnapshot } from "./snapshot";

/** Small, because the embedded database runs on the event loop. */
const batch = 50;
/** Increase when the search forms change, so that all are written again. */
const searchForms = 4;
const weekMs = 7 * 86_400_000;

export function derived(payment: Omit<Payment, "cancellations">, overrides: readonly SetOverride[]) {
  return {
    refundableUntil: refundableUntil(payment, overrides),
    ...customerKeys(payment.customer),
    search: searchFormOf(payment),
    searchKeys: [
      weekKey(weekOf(new Date(payment.requestedAt))),
      totalKey(payment.currency, payment.amount.total),
      ...otherIdsOf(payment).map(idKey),
    ],
  };
}

/** Returns the number of whole weeks since 1970-01-01T00:00Z. */
export function weekOf(instant: Date): number {
  return Math.floor(instant.getTime() / weekMs);
}

export function startOfWeek(week: number): Date {
  return new Date(week * weekMs);
}

export const weekKey = (week: number) => `week ${week}`;
export const idKey = (id: string) => `id ${id}`;
/** `total` in minor units. In the index of the search text, so that an amount and a word are one lookup. */
export const totalKey = (currency: string, total: number) => `total ${currency} ${total}`;

/** Safe to repeat. Returns the number of payments checked; 0 when all are derived or another instance works. */
export async function deriveColumns(db: Database): Promise<number> {
  await db.insert(derivedColumns).values({ by: "" }).onConflictDoNothing();
  let checked = 0;
  for (;;) {
    const some = await db.transaction(deriveSome);
    checked += some;
    if (some === 0) return checked;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

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
  const overrides = await activeOverrides(tx);
  const by = fingerprint(overrides);
  const continues = row.by === by;
  if (continues && row.finishedAt !== null) return 0;
  const place = continues ? row : { storeId: "", paymentId: "", derived: 0 };
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
    // Waits for readings that are being merged by the former rules, and derives their columns again.
    .for("update");
  for (const { storeId, id, snapshot, ...before } of some) {
    const now = derived(readSnapshot(snapshot), overrides);
    if (isDeepStrictEqual(now, before)) continue;
    await tx
      .update(payments)
      .set(now)
      .where(isPayment({ storeId, paymentId: id }));
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

function fingerprint(overrides: readonly SetOverride[]): string {
  const settings = overrides.map(({ key, override }) => [key, override]);
  return createHash("sha256")
    .update(JSON.stringify([searchForms, rules, settings]))
    .digest("hex");
}
