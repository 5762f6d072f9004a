// The only place where a cancellation becomes SUCCEEDED or FAILED, and therefore the only place where money moves.
import type { Switches } from "../control/switches.ts";
import type { CancellationRecord, EventRecord, LedgerBy, PaymentRecord, Trigger } from "../state/records.ts";
import type { World } from "../world.ts";
import { balanceOf } from "./balance.ts";
import { nextBusinessDay } from "./seoul-time.ts";

/** Adds a cancellation that waits for the PG, and announces it by webhook. Returns the changed payment. */
export function addPending(world: World, payment: PaymentRecord, entry: CancellationRecord): PaymentRecord {
  const changed = world.store.putPayment({
    ...payment,
    updatedAt: entry.requestedAt,
    cancellations: [...payment.cancellations, entry],
    ...refundStatus(payment, "PENDING"),
  });
  // `skipWebhook` is documented only for the webhook of success.
  world.announce(changed, { type: "Transaction.CancelPending", cancellationId: entry.id });
  scheduleSettling(world, payment.id, entry);
  return changed;
}

/** Adds a cancellation that the PG refused at once: no money, no webhook. Returns the changed payment. */
export function addFailed(world: World, payment: PaymentRecord, entry: CancellationRecord): PaymentRecord {
  return world.store.putPayment({
    ...payment,
    updatedAt: entry.requestedAt,
    cancellations: [...payment.cancellations, entry],
  });
}

/** Adds a cancellation that is executed at once, at `at` (ms). Returns the changed payment. */
export function addSucceeded(
  world: World,
  payment: PaymentRecord,
  entry: CancellationRecord,
  at: number,
): PaymentRecord {
  const pending: CancellationRecord = { ...entry, status: "REQUESTED" };
  return succeedCancellation(
    world,
    { ...payment, cancellations: [...payment.cancellations, pending] },
    entry.id,
    at,
  );
}

/** Executes a pending cancellation at `now` (ms), which moves the money. Returns the changed payment. */
export function succeedCancellation(
  world: World,
  payment: PaymentRecord,
  cancellationId: string,
  now: number = world.clock.now(),
): PaymentRecord {
  const { store } = world;
  const switches = world.switches();
  const entry = pendingEntry(payment, cancellationId);
  const payoutAt = payoutOf(payment, entry, switches, now);
  const done: CancellationRecord = {
    ...entry,
    status: "SUCCEEDED",
    cancelledAt: now,
    receiptUrl: receiptOf(entry),
    ...(payoutAt === null ? {} : { payoutAt }),
  };
  const cancellations = payment.cancellations.map((other) => (other.id === cancellationId ? done : other));
  const succeeded = cancellations.filter((other) => other.status === "SUCCEEDED");
  const { base } = balanceOf(payment, switches);
  const whole = succeeded.reduce((sum, other) => sum + other.counted, 0) >= base;
  const status = whole ? "CANCELLED" : "PARTIAL_CANCELLED";
  const isPaidOut = payoutAt !== null && payoutAt <= world.clock.now();
  const moves = status !== payment.status || switches.statusChangedAtMovesOnSecondPartial;

  const changed = store.putPayment({
    ...payment,
    status,
    cancellations,
    cancelledAt: now,
    updatedAt: now,
    statusChangedAt: moves ? now : payment.statusChangedAt,
    ...(whole ? closeWhole(payment, now) : {}),
    ...refundStatus(payment, isPaidOut ? "COMPLETED" : "PENDING"),
  });
  store.addLedger({
    at: now,
    paymentId: payment.id,
    cancellationId,
    amount: done.money,
    currency: payment.currency,
    by: movedBy(done),
    counted: done.counted,
    points: done.points,
    ...(done.idempotencyKey === undefined ? {} : { idempotencyKey: done.idempotencyKey }),
  });
  schedulePayout(world, payment.id, done);
  const event: EventRecord = {
    id: world.store.sequence.uuid(),
    type: status,
    paymentId: payment.id,
    createdAt: now,
    eventAmount: -done.totalAmount,
    cancellationId,
  };
  store.addEvent(event);
  if (!done.skipWebhook) {
    world.announce(changed, {
      type: whole ? "Transaction.Cancelled" : "Transaction.PartialCancelled",
      cancellationId,
      ...(done.asynchronous ? { trigger: "ASYNC_CANCEL_APPROVED" } : {}),
    });
  }
  return changed;
}

/** Fails a pending cancellation without money: refused by the PG or stopped by the merchant. Returns the changed payment. */
export function failCancellation(
  world: World,
  payment: PaymentRecord,
  cancellationId: string,
  because: "refused" | "stopped" = "refused",
): PaymentRecord {
  const entry = pendingEntry(payment, cancellationId);
  const switches = world.switches();
  const changed = world.store.putPayment({
    ...payment,
    updatedAt: world.clock.now(),
    cancellations: payment.cancellations.map((other) =>
      other === entry ? { ...entry, status: "FAILED" } : other,
    ),
    ...refundStatus(payment, entry.takesRest ? "FAILED" : "PARTIAL_REFUND_FAILED"),
  });
  if (because === "refused" && switches.asyncFailureSendsWebhook) {
    world.announce(changed, {
      type: switches.asyncFailureWebhookType,
      cancellationId,
      trigger: "ASYNC_CANCEL_FAILED",
    });
  }
  return changed;
}

/** Returns when the transfer to the buyer of a virtual account arrives (ms); null when it is not known yet. */
function payoutOf(
  payment: PaymentRecord,
  entry: CancellationRecord,
  { virtualAccountPayout }: Switches,
  now: number,
): number | null {
  if (payment.method?.type !== "PaymentMethodVirtualAccount") return null;
  // A PG that answers later answers after the payout.
  if (entry.asynchronous || virtualAccountPayout === "immediate") return now;
  return virtualAccountPayout === "manual" ? null : nextBusinessDay(now);
}

/** Schedules a transfer that has not arrived; used for new transfers and after a restart. */
export function schedulePayout(world: World, paymentId: string, { payoutAt }: CancellationRecord): void {
  if (payoutAt === undefined || payoutAt <= world.clock.now()) return;
  world.agenda.at(payoutAt, async () => {
    const payment = world.store.payments.get(paymentId);
    const method = payment?.method;
    if (!payment || method?.type !== "PaymentMethodVirtualAccount" || method.refundStatus !== "PENDING")
      return;
    const now = world.clock.now();
    const isAllPaid = payment.cancellations.every(
      (each) => each.payoutAt === undefined || each.payoutAt <= now,
    );
    if (!isAllPaid) return;
    world.store.putPayment({ ...payment, ...refundStatus(payment, "COMPLETED"), updatedAt: now });
    world.store.commit();
  });
}

/** Schedules the end of a pending cancellation with a due time; used for new cancellations and after a restart. */
export function scheduleSettling(world: World, paymentId: string, entry: CancellationRecord): void {
  const { settleAt, settleAs } = entry;
  if (settleAt === undefined || entry.status !== "REQUESTED") return;
  world.agenda.at(settleAt, async () => {
    const payment = world.store.payments.get(paymentId);
    const current = payment?.cancellations.find((other) => other.id === entry.id);
    if (!payment || current?.status !== "REQUESTED") return;
    if (settleAs === "fail") failCancellation(world, payment, entry.id);
    else succeedCancellation(world, payment, entry.id);
    world.store.commit();
  });
}

function pendingEntry(payment: PaymentRecord, cancellationId: string): CancellationRecord {
  const entry = payment.cancellations.find((other) => other.id === cancellationId);
  if (entry?.status !== "REQUESTED") {
    throw new Error(`cancellation ${cancellationId} of payment ${payment.id} is not pending`);
  }
  return entry;
}

const moverOf: Record<Trigger, LedgerBy> = {
  API: "api",
  CONSOLE: "console",
  PORTONE_ADMIN: "portone-admin",
  CHARGEBACK: "chargeback",
};

function movedBy(entry: CancellationRecord): LedgerBy {
  return entry.asynchronous ? "async" : moverOf[entry.trigger];
}

function receiptOf(entry: CancellationRecord): string {
  return `https://receipts.example.com/cancellations/${encodeURIComponent(entry.id)}`;
}

// KSNET and, by the V1 guide, Smartro do not cancel a cash receipt; other PGs cancel it with the whole payment.
function closeWhole(payment: PaymentRecord, now: number): Partial<PaymentRecord> {
  const pg = payment.channel?.pgProvider;
  const receipt = payment.cashReceipt;
  const keepsReceipt = pg === "KSNET" || pg === "SMARTRO_V2" || receipt?.status !== "ISSUED";
  const escrow = payment.escrow;
  return {
    ...(receipt && !keepsReceipt
      ? { cashReceipt: { ...receipt, status: "CANCELLED", cancelledAt: new Date(now).toISOString() } }
      : {}),
    ...(escrow && escrow.status !== "BEFORE_REGISTERED"
      ? { escrow: { ...escrow, status: "CANCELLED" } }
      : {}),
  };
}

type RefundStatus = "PENDING" | "PARTIAL_REFUND_FAILED" | "FAILED" | "COMPLETED";

function refundStatus(payment: PaymentRecord, status: RefundStatus): Partial<PaymentRecord> {
  const method = payment.method;
  return method?.type === "PaymentMethodVirtualAccount"
    ? { method: { ...method, refundStatus: status } }
    : {};
}
