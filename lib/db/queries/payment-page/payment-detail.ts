import "server-only";
import { desc } from "drizzle-orm";
import type { Database } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/clock";
import { belongsToPayment, isPayment } from "@/lib/db/payment-key";
import { failedPayoutOf } from "@/lib/db/payments/payouts";
import { readSnapshot } from "@/lib/db/payments/snapshot";
import {
  type AttemptRow,
  answerView,
  attemptsByRefund,
  cancelFiguresOf,
  refundView,
  sentFiguresOf,
} from "@/lib/db/queries/refund-view";
import { openFailuresOf } from "@/lib/db/refunds/open-failures";
import { othersAtForm } from "@/lib/db/refunds/record-form-presence";
import type { RefundRow } from "@/lib/db/refunds/refund-facts";
import { succeededWithoutCancellation } from "@/lib/db/refunds/refund-facts";
import { ledgerOf } from "@/lib/db/refunds/refund-ledger";
import { timelineEntries } from "@/lib/db/schema/journal";
import { payments } from "@/lib/db/schema/payments";
import { cancellations, refunds } from "@/lib/db/schema/refunds";
import { activeOverrides } from "@/lib/db/settings/read-overrides";
import { activeReasons } from "@/lib/db/settings/read-reasons";
import { noFigures } from "@/lib/domain/amounts";
import {
  cancellableAmount,
  cancellationStatuses,
  inOrderAmounts,
  type Payment,
} from "@/lib/domain/payment/payment";
import type { PaymentKey } from "@/lib/domain/payment/payment-key";
import { term } from "@/lib/domain/payment/payment-method";
import { maskCustomer } from "@/lib/domain/payment/personal-data";
import { refundPolicy } from "@/lib/domain/policy/refund-policy";
import { manualRefundLimit } from "@/lib/domain/refund/manual-refund";
import { sumOfManualRefunds } from "@/lib/domain/refund/manual-refund-sum";
import { refundRefusal } from "@/lib/domain/refund/plan-refund";
import { isOpenRefund } from "@/lib/domain/refund/refund";
import { refundNeeds } from "@/lib/domain/refund/refund-needs";
import { remainingParts } from "@/lib/domain/refund/refund-parts";
import { seoulDay } from "@/lib/domain/seoul-time";
import type { TimelineEntry } from "@/lib/domain/timeline/timeline";
import type { PaymentDetail, ShownPayment } from "@/lib/domain/views/payment-page";
import type { CancellationView, RefundView } from "@/lib/domain/views/refund";
import type { EntryView } from "@/lib/domain/views/timeline";
import { customerPayments } from "./customer-payments";
import { manualRefundsOf } from "./manual-refund-view";
import { operationsOf } from "./operation-view";
import { paymentGaps } from "./timeline-gaps";

const mostEvents = 200;

/** Returns null where the mirror does not hold the payment. `viewerId` is left out of `atForm`. */
export async function paymentDetail(
  db: Database,
  request: {
    paymentId: string;
    storeId?: string | undefined;
    viewerId?: string | undefined;
    /** Only the refund form receives the name of who paid into a virtual account. */
    forRefund?: boolean;
    /** Without it, the customer is masked. */
    seesCustomer?: boolean;
    /** How many events of the timeline at most, the newest. */
    mostEvents?: number;
  },
): Promise<PaymentDetail | null> {
  const [row] = await db
    .select()
    .from(payments)
    .where(isPayment({ storeId: request.storeId || null, paymentId: request.paymentId }))
    .orderBy(desc(payments.syncedAt))
    .limit(1);
  if (row === undefined) return null;
  const seesCustomer = request.seesCustomer === true;
  const key = { storeId: row.storeId, paymentId: row.id };
  const [made, ours, rows, operations, failedPayout, manualRefunds, atForm, now, overrides, reasons, others] =
    await Promise.all([
      db
        .select()
        .from(cancellations)
        .where(belongsToPayment(cancellations, key))
        .orderBy(desc(cancellations.requestedAt)),
      db.select().from(refunds).where(belongsToPayment(refunds, key)).orderBy(desc(refunds.createdAt)),
      timelineOf(db, key, request.mostEvents ?? mostEvents),
      operationsOf(db, key),
      failedPayoutOf(db, key),
      manualRefundsOf(db, key),
      othersAtForm(db, key, request.viewerId ?? ""),
      databaseNow(db),
      activeOverrides(db),
      activeReasons(db),
      customerPayments(db, key),
    ]);
  const attempts = await attemptsByRefund(
    db,
    ours.map(({ id }) => id),
  );
  const openFailures = await openFailuresOf(db, key);
  const numbers = new Map(ours.map(({ id, number }) => [id, number]));
  const views = made.map((one) => cancellationView(one, numbers));
  const ledger = ledgerOf(ours);
  const payment: Payment = inOrderAmounts(
    { ...readSnapshot(row.snapshot), cancellations: views },
    ledger.orderAmounts,
  );
  const refundViews = ours.map((one) => refundView(one, attempts.get(one.id) ?? [], made));
  const [latest] = refundViews;
  const lastAttempt = attempts.get(latest?.id ?? "")?.findLast(({ outcome }) => outcome !== null);
  const timeline = rows.map(({ entry, ...when }) => ({
    ...when,
    entry: entryView(entry, row.pgProvider, { latest, lastAttempt, ours, made }),
  }));
  const gaps = await paymentGaps(
    db,
    key,
    { channelType: row.channelType, cancellations: views, refunds: ours, attempts, timeline },
    now,
  );
  const isOpen = ours.some(isOpenRefund);
  const cancellable = cancellableAmount(payment);
  const needs = refundNeeds(payment, now);
  return {
    payment: shownPayment(payment, seesCustomer),
    seesCustomer,
    personalDataRemovedAt: row.personalDataRemovedAt?.toISOString() ?? null,
    charged: row.charged,
    cancelled: { order: row.cancelledOrder, money: row.moneyBack },
    cancellations: views,
    refunds: refundViews,
    openFailures,
    operations,
    failedPayout: failedPayout && {
      failedAt: failedPayout.failedAt.toISOString(),
      handledAt: failedPayout.handledAt?.toISOString() ?? null,
      handledByName: failedPayout.handledByName,
      note: failedPayout.note,
    },
    manualRefunds,
    manualRefundLimit: manualRefundLimit(payment, {
      charged: row.charged,
      returned: row.moneyBack,
      manual: sumOfManualRefunds(manualRefunds),
    }),
    atForm: atForm.map(({ name, since }) => ({ name, since: since.toISOString() })),
    timeline,
    gaps,
    cancellable: { ...cancellable, vat: remainingParts(payment).vat },
    policy: refundPolicy(payment, now, overrides),
    refusal: isOpen
      ? "refund-open"
      : ours.some(succeededWithoutCancellation)
        ? "recorded-as-refunded"
        : refundRefusal(payment),
    needs,
    remitter:
      request.forRefund === true && seesCustomer && needs.account !== null
        ? (payment.method?.virtualAccount?.remitterName ?? null)
        : null,
    boundOption: ledger.retainOption,
    mayTypeBalance: ledger.refusedBalance === cancellable.amount,
    reasons,
    today: seoulDay(now),
    readAt: now.toISOString(),
    otherPayments: others,
    syncedAt: row.syncedAt.toISOString(),
  };
}

function shownPayment({ cancellations: _, method, ...rest }: Payment, seesCustomer: boolean): ShownPayment {
  const shown = { ...rest, customer: seesCustomer ? rest.customer : maskCustomer(rest.customer) };
  if (method === null || method.virtualAccount === null)
    return { ...shown, method: method && { ...method, virtualAccount: null } };
  const { remitterName: __, remitteeName: ___, ...virtualAccount } = method.virtualAccount;
  return { ...shown, method: { ...method, virtualAccount } };
}

async function timelineOf(
  db: Database,
  key: PaymentKey,
  most: number,
): Promise<{ seq: number; at: string; entry: TimelineEntry }[]> {
  const rows = await db
    .select()
    .from(timelineEntries)
    .where(belongsToPayment(timelineEntries, key))
    .orderBy(desc(timelineEntries.at), desc(timelineEntries.seq))
    .limit(most);
  return rows.map(({ seq, at, entry }) => ({ seq, at: at.toISOString(), entry: entry as TimelineEntry }));
}

/** Only the last answer of the latest refund can require a next step. */
function entryView(
  entry: TimelineEntry,
  pgProvider: string | null,
  {
    latest,
    lastAttempt,
    ours,
    made,
  }: {
    latest: RefundView | undefined;
    lastAttempt: AttemptRow | undefined;
    ours: readonly RefundRow[];
    made: readonly (typeof cancellations.$inferSelect)[];
  },
): EntryView {
  if (entry.kind === "cancellation") {
    const row = made.find(({ id }) => id === entry.cancellationId);
    return { ...entry, figures: row === undefined ? noFigures : cancelFiguresOf(row) };
  }
  if (entry.kind === "refund-requested") {
    const row = ours.find(({ id }) => id === entry.refundId);
    return { ...entry, figures: row === undefined ? noFigures : sentFiguresOf(row) };
  }
  if (entry.kind !== "refund-answered") return entry;
  const isLast = entry.refundId === lastAttempt?.refundId && entry.n === lastAttempt.n;
  const stands = isLast && latest?.lastAnswer?.nextStepApplies === true;
  return { ...entry, answer: answerView(entry.answer, pgProvider, stands) };
}

function cancellationView(
  row: typeof cancellations.$inferSelect,
  numbers: ReadonlyMap<string, string>,
): CancellationView {
  return {
    id: row.id,
    status: term(cancellationStatuses, row.status).value,
    rawStatus: row.rawStatus,
    pgCancellationId: row.pgCancellationId,
    totalAmount: row.totalAmount,
    figures: cancelFiguresOf(row),
    taxFreeAmount: row.taxFreeAmount,
    vatAmount: row.vatAmount,
    pointsBack: row.pointsBack,
    reason: row.reason,
    trigger: row.trigger,
    requestedAt: row.requestedAt.toISOString(),
    cancelledAt: row.cancelledAt?.toISOString() ?? null,
    receiptUrl: row.receiptUrl,
    refundNumber: row.refundId === null ? null : (numbers.get(row.refundId) ?? null),
    stoppedAt: row.stoppedAt?.toISOString() ?? null,
  };
}
