import "server-only";
import { randomUUID } from "node:crypto";
import type { AppContext } from "@/lib/context";
import {
  type OperationRow,
  openOperation,
  operationById,
  operationByRequestId,
  recordOperationAnswer,
} from "@/lib/db/refunds/write-operations";
import type { Actor } from "@/lib/domain/people/permissions";
import {
  type OperationAnswer,
  type OperationRefusal,
  type OperationRequest,
  operationRefusal,
} from "@/lib/domain/refund/operation";
import { err, ok, type Result } from "@/lib/domain/result";
import { log } from "@/lib/log";
import type { Gateway } from "@/lib/portone/gateway";
import { syncPayment } from "@/lib/sync/sync-payment";
import { waitAtMost } from "@/lib/wait-at-most";

type OperationContext = Pick<AppContext, "database" | "portone">;

const personWaitsMs = 8_000;
/** The payment is polled only after the call must have ended. */
const leaseMarginMs = 30_000;

/** The caller checks the permission. A known request id returns its operation and sends nothing. */
export async function requestOperation(
  context: OperationContext,
  actor: Actor,
  request: OperationRequest,
): Promise<Result<OperationRow, OperationRefusal>> {
  const { db } = context.database;
  const earlier = await operationByRequestId(db, request.requestId);
  if (earlier) return sameRequest(earlier, actor, request);

  const synced = await syncPayment(context, request);
  if (!synced.ok) {
    return err(synced.error.code === "payment-not-found" ? "payment-not-found" : "portone-unreachable");
  }
  const { payment } = synced.value;
  const refusal = operationRefusal(request, payment);
  if (refusal !== null) return err(refusal);

  const id = randomUUID();
  const leaseMs = context.portone.config.cancelLimitMs + leaseMarginMs;
  const opened = await openOperation(db, { id, request, payment, actor }, leaseMs);
  if (!opened.ok) return err(opened.error.code);
  const { row, created } = opened.value;
  if (!created) return sameRequest(row, actor, request);
  await waitAtMost(carryOut(context, row), personWaitsMs);
  return ok((await operationById(db, id)) ?? row);
}

/** Never throws, because it may continue after the request has been answered. */
async function carryOut(context: OperationContext, row: OperationRow): Promise<void> {
  try {
    await recordOperationAnswer(context.database.db, row, await call(context.portone, row));
    const synced = await syncPayment(context, row);
    if (!synced.ok)
      log.warn(
        { operationId: row.id, cause: synced.error.code },
        "the payment could not be read after an operation",
      );
  } catch (error) {
    log.error(
      { err: error, operationId: row.id },
      "an operation could not be carried out or its answer not stored",
    );
  }
}

function call(
  portone: Gateway,
  { id, kind, paymentId, storeId, cancellationId }: OperationRow,
): Promise<OperationAnswer> {
  const target = { paymentId, storeId, key: id };
  switch (kind) {
    case "close-account":
      return portone.closeVirtualAccount(target);
    case "cancel-receipt":
      return portone.cancelCashReceipt(target);
    case "stop-cancellation":
      if (cancellationId === null) throw new Error(`operation ${id} names no cancellation to stop`);
      return portone.stopCancellation({ ...target, cancellationId });
  }
}

function sameRequest(
  row: OperationRow,
  actor: Actor,
  request: OperationRequest,
): Result<OperationRow, OperationRefusal> {
  const same =
    row.actorId === actor.id &&
    row.storeId === request.storeId &&
    row.paymentId === request.paymentId &&
    row.kind === request.kind &&
    row.cancellationId === (request.kind === "stop-cancellation" ? request.cancellationId : null);
  return same ? ok(row) : err("request-id-reused");
}
