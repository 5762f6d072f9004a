import "server-only";
import { and, eq } from "drizzle-orm";
import { audit } from "@/lib/db/audit";
import type { Database, Transaction } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/clock";
import { belongsToPayment } from "@/lib/db/payment-key";
import { recordFigures } from "@/lib/db/payments/cancel-figures";
import { linkCancellation, lockPayment } from "@/lib/db/payments/write-payments";
import { scheduleComparison } from "@/lib/db/reconciliation/write-discrepancies";
import { cancellations, refunds } from "@/lib/db/schema/refunds";
import { recordEvent } from "@/lib/db/timeline";
import { cancellationStatuses } from "@/lib/domain/payment/payment";
import type { ResolveRefundError } from "@/lib/domain/refund/refund-errors";
import type { ResolveRefundInput } from "@/lib/domain/refund/refund-request";
import { namingRefusal } from "@/lib/domain/refund/undecided";
import { err, ok, type Result } from "@/lib/domain/result";
import { attemptsOf, type RefundRow } from "./refund-facts";
import { failureAfter } from "./refund-failure";
import { refundById } from "./write-refunds";

type CancellationRow = typeof cancellations.$inferSelect;

/** A webhook may end the refund sooner. */
const firstPollMs = 60_000;

/**
 * Records what a named person found out about an undecided refund. Final, like every end: later contrary evidence is linked
 * and shown. A named cancellation is linked to the refund; while PortOne has only accepted that cancellation, the refund is
 * followed to its end instead of being recorded as done.
 */
export async function recordResolution(
  db: Database,
  actor: { id: string; name: string },
  { refundId, decision, cancellationId, note }: ResolveRefundInput,
): Promise<Result<null, ResolveRefundError>> {
  const found = await refundById(db, refundId);
  if (found === null) return err("refund-not-found");
  return db.transaction(async (tx) => {
    await lockPayment(tx, found);
    const before = await refundById(tx, refundId);
    if (before?.state !== "undecided") return err("not-undecided");
    const named = cancellationId === undefined ? null : await namedCancellation(tx, before, cancellationId);
    if (named?.ok === false) return named;
    const cancellation = named?.value ?? null;
    const state = cancellation?.status === "REQUESTED" ? ("pending" as const) : decision;
    const ended = state !== "pending";
    const now = await databaseNow(tx);
    const [row] = await tx
      .update(refunds)
      .set({
        state,
        cancellationId: cancellation?.id ?? null,
        settledAt: ended ? now : null,
        encryptedRequest: ended ? null : before.encryptedRequest,
        checkAt: ended ? null : new Date(now.getTime() + firstPollMs),
        failure: state === "failed" ? failureAfter("decided", await attemptsOf(tx, refundId)) : null,
      })
      .where(and(eq(refunds.id, refundId), eq(refunds.state, "undecided")))
      .returning();
    if (row === undefined) throw new Error(`refund ${refundId} was changed without its payment's lock`);
    if (cancellation !== null) {
      await linkCancellation(tx, row, cancellation, row, now);
      await recordFigures(tx, row);
    }
    await scheduleComparison(tx, row, now);
    await recordEvent(tx, row, `refund:${row.id}:decided`, now, {
      kind: "refund-settled",
      refundId: row.id,
      number: row.number,
      state,
      by: "person",
      actorName: actor.name,
      note,
      ...(cancellation === null ? {} : { cancellationId: cancellation.id }),
    });
    await audit(tx, {
      actor,
      action: "refund.decided",
      subject: `refund:${row.id}`,
      detail: { number: row.number, decision, cancellationId: cancellation?.id ?? null, note },
    });
    return ok(null);
  });
}

/** Returns the cancellation that a person named, of the refund's own payment, unless it cannot belong to the refund. */
async function namedCancellation(
  tx: Transaction,
  refund: RefundRow,
  id: string,
): Promise<Result<CancellationRow, ResolveRefundError>> {
  const [found] = await tx
    .select({ cancellation: cancellations, linkedTo: refunds.number })
    .from(cancellations)
    .leftJoin(refunds, eq(refunds.id, cancellations.refundId))
    .where(and(belongsToPayment(cancellations, refund), eq(cancellations.id, id)));
  if (found === undefined) return err("cancellation-not-found");
  const { cancellation, linkedTo } = found;
  const status = cancellationStatuses.find((known) => known === cancellation.status) ?? "UNRECOGNIZED";
  const knownCancellationIds = refund.knownCancellations.map((known) => known.id);
  const refusal = namingRefusal(
    { number: refund.number, knownCancellationIds },
    { id, status, reason: cancellation.reason },
    linkedTo,
  );
  return refusal === null ? ok(cancellation) : err(refusal);
}
