// Writes of own refunds: append-only, limited to what remains, under the payment's lock.
import "server-only";
import { and, eq, inArray, isNull } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { audit } from "@/lib/db/audit";
import type { Database, Transaction } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/clock";
import { moneyOf } from "@/lib/db/payments/cancel-figures";
import { lockPayment } from "@/lib/db/payments/write-payments";
import { ownRefunds, refunds } from "@/lib/db/schema/refunds";
import { type PaymentKey, tell } from "@/lib/db/timeline";
import type { Payment } from "@/lib/domain/payment/payment";
import {
  type OwnRefundError,
  ownRefundRefusal,
  type RecordOwnRefundInput,
  type ReverseOwnRefundError,
  type ReverseOwnRefundInput,
} from "@/lib/domain/refund/manual-refund";
import { openRefundStates } from "@/lib/domain/refund/refund";
import { type Result, refuse, succeed } from "@/lib/domain/result";

type Actor = { id: string; name: string };

/** Records a transfer that a person says was made. A request id that is known records nothing again. */
export async function recordOwnRefund(
  db: Database,
  actor: Actor,
  payment: Payment,
  input: RecordOwnRefundInput,
): Promise<Result<null, OwnRefundError>> {
  const key = { storeId: payment.storeId, paymentId: payment.id };
  return db.transaction(async (tx) => {
    await lockPayment(tx, key);
    const [earlier] = await tx.select().from(ownRefunds).where(eq(ownRefunds.requestId, input.requestId));
    if (earlier) {
      const same = earlier.actorId === actor.id && earlier.amount === input.amount;
      return same && earlier.paymentId === key.paymentId ? succeed(null) : refuse("request-id-reused");
    }
    if (await hasOpenRefund(tx, key)) return refuse("refund-open");
    const now = await databaseNow(tx);
    const { charged, returned } = await moneyOf(tx, key);
    const givenBack = { charged, returned, own: await standingSum(tx, key) };
    const refusal = ownRefundRefusal(payment, input, givenBack, now);
    if (refusal !== null) return refuse(refusal);
    const { amount, bank, paidOn, note } = input;
    const [row] = await tx
      .insert(ownRefunds)
      .values({
        ...key,
        requestId: input.requestId,
        amount,
        currency: payment.currency,
        bank,
        paidOn,
        note,
        actorId: actor.id,
        actorName: actor.name,
        createdAt: now,
      })
      .returning();
    if (row === undefined) throw new Error("an own refund was not stored");
    const { currency } = payment;
    await tell(tx, key, `own-refund:${row.id}`, now, {
      kind: "own-refund",
      ownRefundId: row.id,
      actorName: actor.name,
      amount,
      currency,
      bank,
      paidOn,
      note,
    });
    await audit(tx, {
      actor,
      action: "own-refund.recorded",
      subject: `own-refund:${row.id}`,
      detail: { ...key, amount, currency, bank, paidOn, note },
    });
    return succeed(null);
  });
}

/** Says of an own refund that it was recorded wrongly. Both stay; it counts no more. */
export async function reverseOwnRefund(
  db: Database,
  actor: Actor,
  { ownRefundId, note }: ReverseOwnRefundInput,
): Promise<Result<null, ReverseOwnRefundError>> {
  const [found] = await db
    .select()
    .from(ownRefunds)
    .where(and(eq(ownRefunds.id, ownRefundId), isNull(ownRefunds.reverses)));
  if (found === undefined) return refuse("own-refund-not-found");
  const key = { storeId: found.storeId, paymentId: found.paymentId };
  return db.transaction(async (tx) => {
    await lockPayment(tx, key);
    const now = await databaseNow(tx);
    const { amount, currency, bank, paidOn } = found;
    const [row] = await tx
      .insert(ownRefunds)
      .values({
        ...key,
        reverses: found.id,
        amount,
        currency,
        bank,
        paidOn,
        note,
        actorId: actor.id,
        actorName: actor.name,
        createdAt: now,
      })
      // Reversed once: the database refuses a second one.
      .onConflictDoNothing()
      .returning();
    if (row === undefined) return refuse("already-reversed");
    await tell(tx, key, `own-refund-reversed:${found.id}`, now, {
      kind: "own-refund-reversed",
      ownRefundId: found.id,
      actorName: actor.name,
      amount,
      currency,
      note,
    });
    await audit(tx, {
      actor,
      action: "own-refund.reversed",
      subject: `own-refund:${found.id}`,
      detail: { ...key, amount, currency, note },
    });
    return succeed(null);
  });
}

/** The sum of own refunds that were not reversed, in minor units. */
async function standingSum(tx: Transaction, key: PaymentKey): Promise<number> {
  const reversal = alias(ownRefunds, "reversal");
  const rows = await tx
    .select({ amount: ownRefunds.amount })
    .from(ownRefunds)
    .leftJoin(reversal, eq(reversal.reverses, ownRefunds.id))
    .where(
      and(
        eq(ownRefunds.storeId, key.storeId),
        eq(ownRefunds.paymentId, key.paymentId),
        isNull(ownRefunds.reverses),
        isNull(reversal.id),
      ),
    );
  return rows.reduce((sum, { amount }) => sum + amount, 0);
}

async function hasOpenRefund(tx: Transaction, key: PaymentKey): Promise<boolean> {
  const rows = await tx
    .select({ id: refunds.id })
    .from(refunds)
    .where(
      and(
        eq(refunds.storeId, key.storeId),
        eq(refunds.paymentId, key.paymentId),
        inArray(refunds.state, [...openRefundStates]),
      ),
    )
    .limit(1);
  return rows.length > 0;
}
