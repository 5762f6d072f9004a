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
import { type CancellationStatus, cancellationStatuses } from "@/lib/domain/payment/payment";
import { term } from "@/lib/domain/payment/payment-method";
import type { ResolveRefundError } from "@/lib/domain/refund/refund-errors";
import type { ResolveRefundInput } from "@/lib/domain/refund/refund-request";
import { transition } from "@/lib/domain/refund/transition";
import { namingRefusal } from "@/lib/domain/refund/undecided";
import { err, ok, type Result } from "@/lib/domain/result";
import { logRefundMoves } from "@/lib/refund-log";
import { raiseAlertsOfState } from "./raise-alerts";
import { attemptsOf, type RefundRow } from "./refund-facts";
import { refundById, writeChange } from "./write-refunds";

type CancellationRow = typeof cancellations.$inferSelect & { status: CancellationStatus };

/** Ends the refund for good. While PortOne has only accepted the named cancellation, the refund stays pending until that ends. */
export async function recordResolution(
  db: Database,
  actor: { id: string; name: string },
  { refundId, decision, cancellationId, note }: ResolveRefundInput,
): Promise<Result<null, ResolveRefundError>> {
  const found = await refundById(db, refundId);
  if (found === null) return err("refund-not-found");
  const resolved = await db.transaction(async (tx) => {
    await lockPayment(tx, found);
    const before = await refundById(tx, refundId);
    if (before?.state !== "undecided") return err("not-undecided");
    const named = cancellationId === undefined ? null : await namedCancellation(tx, before, cancellationId);
    if (named?.ok === false) return named;
    const cancellation = named?.value ?? null;
    const now = await databaseNow(tx);
    const event = { kind: "decide", decision, cancellation } as const;
    const change = transition({ ...before, attempts: await attemptsOf(tx, refundId) }, event, now);
    if (change?.kind !== "move") throw new Error(`refund ${refundId} cannot be decided`);
    await writeChange(tx, before, change);
    if (cancellation !== null) {
      await linkCancellation(tx, before, cancellation, before, now);
      await recordFigures(tx, before);
    }
    await scheduleComparison(tx, before, now);
    await recordEvent(tx, before, `refund:${refundId}:decided`, now, {
      kind: "refund-state-changed",
      refundId,
      number: before.number,
      state: change.state,
      by: "person",
      actorName: actor.name,
      note,
      ...(cancellation === null ? {} : { cancellationId: cancellation.id }),
    });
    await audit(tx, {
      actor,
      action: "refund.decided",
      subject: `refund:${refundId}`,
      payment: before,
      detail: { number: before.number, decision, cancellationId: cancellation?.id ?? null, note },
    });
    await raiseAlertsOfState(tx, before, change.state, true);
    const failure = change.failure?.code ?? null;
    return ok({ refund: before, from: before.state, to: change.state, by: change.by, failure });
  });
  if (!resolved.ok) return resolved;
  logRefundMoves([resolved.value]);
  return ok(null);
}

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
  const status = term(cancellationStatuses, cancellation.status).value;
  const knownCancellationIds = refund.knownCancellations.map((known) => known.id);
  const refusal = namingRefusal(
    { number: refund.number, knownCancellationIds },
    { id, status, reason: cancellation.reason },
    linkedTo,
  );
  return refusal === null ? ok({ ...cancellation, status }) : err(refusal);
}
