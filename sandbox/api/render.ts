// Converts the sandbox's records into the objects of PortOne's REST reference, field by field.
// https://developers.portone.io/api/rest-v2/payment
import type { Switches } from "../control/switches.ts";
import type {
  CancellationRecord,
  EventRecord,
  JsonObject,
  JsonValue,
  PaymentRecord,
  WebhookRecord,
} from "../state/records.ts";
import { instant, toJson } from "./json.ts";
import { showWebhook } from "./show-webhook.ts";
import type { Maybe, WireAmount, WireCancellation, WirePayment } from "./wire.ts";

export function showPayment(
  payment: PaymentRecord,
  webhooks: WebhookRecord[],
  switches: Switches,
): WirePayment {
  const shown: WirePayment = {
    status: payment.status,
    id: payment.id,
    transactionId: payment.transactionId,
    ...commonOf(payment),
    billingKey: payment.billingKey,
    webhooks: webhooks.length > 0 ? webhooks.map((webhook) => showWebhook(webhook, payment)) : undefined,
    updatedAt: instant(payment.updatedAt),
    statusChangedAt: instant(payment.statusChangedAt),
    amount: showAmount(payment, switches),
    origin: payment.origin,
    ...statusFieldsOf(payment),
    ...(payment.status === "PAID" ? { disputes: payment.disputes } : {}),
    ...(payment.cancellations.length > 0 ||
    payment.status === "PARTIAL_CANCELLED" ||
    payment.status === "CANCELLED"
      ? { cancellations: payment.cancellations.map(showCancellation) }
      : {}),
  };
  return overlay(shown, payment.extra);
}

/** Returns every attempt to pay, oldest first: earlier failures, then the attempt that became the payment. */
export function showTransactions(
  payment: PaymentRecord,
  webhooks: WebhookRecord[],
  switches: Switches,
): JsonValue {
  const {
    id,
    transactionId,
    origin: _origin,
    disputes: _disputes,
    cancellations,
    ...rest
  } = showPayment(payment, webhooks, switches);
  const cancelled = payment.status === "PARTIAL_CANCELLED" || payment.status === "CANCELLED";
  const earlier = payment.earlierAttempts.map((attempt) => ({
    status: "FAILED",
    id: attempt.transactionId,
    paymentId: id,
    ...commonOf(payment),
    requestedAt: instant(attempt.at),
    updatedAt: instant(attempt.at),
    statusChangedAt: instant(attempt.at),
    amount: { ...showAmount(payment, switches), paid: 0, cancelled: 0, cancelledTaxFree: 0 },
    failedAt: instant(attempt.at),
    failure: attempt.failure,
  }));
  const last = { ...rest, id: transactionId, paymentId: id, ...(cancelled ? { cancellations } : {}) };
  return toJson([...earlier, last]);
}

/** Returns one entry of the event list. `totalAmount` is the payment's current amount. */
export function showEvent(
  event: EventRecord,
  payment: PaymentRecord,
  webhooks: WebhookRecord[],
  switches: Switches,
): JsonValue {
  const cancellation = payment.cancellations.find((entry) => entry.id === event.cancellationId);
  return toJson({
    type: event.type,
    id: event.id,
    paymentId: payment.id,
    transactionId: payment.transactionId,
    ...commonOf(payment),
    webhooks: webhooks.length > 0 ? webhooks.map((webhook) => showWebhook(webhook, payment)) : undefined,
    createdAt: instant(event.createdAt),
    totalAmount: showAmount(payment, switches),
    eventAmount: event.eventAmount,
    origin: payment.origin,
    pgTxId: payment.pgTxId,
    receiptUrl: payment.receiptUrl,
    cashReceipt: payment.cashReceipt,
    cashReceiptIssuanceStatus: payment.cashReceiptIssuanceStatus,
    ...(event.type === "PAID"
      ? { disputes: payment.disputes, pgResponse: payment.pgResponse }
      : { cancellation: cancellation ? showCancellation(cancellation) : undefined }),
  });
}

export function showCancellation(entry: CancellationRecord): WireCancellation {
  return {
    status: entry.status,
    id: entry.id,
    pgCancellationId: entry.pgCancellationId,
    totalAmount: entry.totalAmount,
    taxFreeAmount: entry.taxFreeAmount,
    vatAmount: entry.vatAmount,
    easyPayDiscountAmount: entry.points > 0 ? entry.points : undefined,
    reason: entry.reason,
    cancelledAt: instantOrNone(entry.cancelledAt),
    requestedAt: instant(entry.requestedAt),
    receiptUrl: entry.status === "SUCCEEDED" ? entry.receiptUrl : undefined,
    trigger: entry.trigger,
  };
}

function commonOf(payment: PaymentRecord) {
  return {
    merchantId: payment.merchantId,
    storeId: payment.storeId,
    method: payment.method,
    channel: payment.channel,
    channelGroup: payment.channelGroup,
    version: payment.version,
    scheduleId: payment.scheduleId,
    requestedAt: instant(payment.requestedAt),
    orderName: payment.orderName,
    currency: payment.currency,
    customer: payment.customer,
    promotionId: payment.promotion?.id,
    isCulturalExpense: payment.isCulturalExpense,
    escrow: payment.escrow,
    products: payment.products,
    productCount: payment.productCount,
    customData: payment.customData,
    country: payment.country,
  };
}

function statusFieldsOf(payment: PaymentRecord) {
  const receipts = {
    pgTxId: payment.pgTxId,
    receiptUrl: payment.receiptUrl,
    cashReceipt: payment.cashReceipt,
    cashReceiptIssuanceStatus: payment.cashReceiptIssuanceStatus,
  };
  switch (payment.status) {
    case "READY":
      return {};
    case "PAY_PENDING":
    case "VIRTUAL_ACCOUNT_ISSUED":
      return { pgTxId: payment.pgTxId };
    case "FAILED":
      return {
        failedAt: instant(payment.failedAt ?? payment.statusChangedAt),
        failure: payment.failure ?? {},
      };
    case "PAID":
      return {
        ...receipts,
        paidAt: instant(payment.paidAt ?? payment.statusChangedAt),
        pgResponse: payment.pgResponse,
      };
    case "PARTIAL_CANCELLED":
    case "CANCELLED":
      return {
        ...receipts,
        paidAt: instantOrNone(payment.paidAt),
        cancelledAt: instant(payment.cancelledAt ?? payment.statusChangedAt),
      };
  }
}

function showAmount(payment: PaymentRecord, switches: Switches): WireAmount {
  const counting = payment.cancellations.filter(
    (entry) =>
      entry.status === "SUCCEEDED" || (entry.status === "REQUESTED" && switches.cancelledCountsPending),
  );
  const sum = (pick: (entry: CancellationRecord) => number) =>
    counting.reduce((total, entry) => total + pick(entry), 0);
  const { total, taxFree, vat, supply, discount, paid } = payment.amount;
  const cancelledVat = switches.amountsShrink ? sum((entry) => entry.vatAmount) : 0;
  const cancelledSupply = switches.amountsShrink
    ? sum((entry) => entry.totalAmount - entry.taxFreeAmount - entry.vatAmount)
    : 0;
  return {
    total,
    taxFree,
    vat: vat === undefined ? undefined : vat - cancelledVat,
    supply: supply === undefined ? undefined : supply - cancelledSupply,
    discount,
    paid: switches.amountsShrink ? paid - sum((entry) => entry.money) : paid,
    cancelled: sum((entry) => entry.totalAmount),
    cancelledTaxFree: sum((entry) => entry.taxFreeAmount),
  };
}

function instantOrNone(ms: number | undefined): Maybe<string> {
  return ms === undefined ? undefined : instant(ms);
}

function overlay(shown: WirePayment, extra: JsonObject | undefined): WirePayment {
  return extra ? (merge(toJson(shown), extra) as WirePayment) : shown;
}

function merge(below: JsonValue | undefined, above: JsonValue): JsonValue {
  if (!isObject(above) || !isObject(below)) return above;
  return Object.fromEntries([
    ...Object.entries(below),
    ...Object.entries(above).map(([key, value]) => [key, merge(below[key], value)] as const),
  ]);
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
