// The routes of the endpoints, and every operation except lists and cancels.
import { cancelPayment } from "../cancel/cancel.ts";
import { failCancellation } from "../cancel/settle.ts";
import type { AnswerFault, Operation } from "../control/faults.ts";
import type { JsonObject, JsonValue, PaymentRecord } from "../state/records.ts";
import type { WebhookSender } from "../webhook/sender.ts";
import type { World } from "../world.ts";
import { instant, toJson } from "./json.ts";
import { listEventsByCursor, listPayments, listPaymentsByCursor } from "./listing.ts";
import { type Answer, isRefusal, type Refusal, refuse, refuseByPg } from "./refusal.ts";
import { showPayment, showTransactions } from "./render.ts";
import { showPromotion } from "./show-promotion.ts";
import { showWebhook } from "./show-webhook.ts";

export type Call = {
  operation: Operation;
  params: string[];
  query: URLSearchParams;
  /** The JSON body, or for lists the JSON of `requestBody`; null when there is none. */
  json: JsonValue;
  idempotencyKey: string | null;
  pgError: Extract<AnswerFault, { kind: "pg-error" }> | null;
};

/** Returns the operation of a method and decoded path, with its parameters; null when PortOne has no such endpoint. */
export function findOperation(
  method: string,
  path: string[],
): { operation: Operation; params: string[] } | null {
  for (const [operation, verb, template] of routes) {
    const parts = template.split("/").slice(1);
    if (verb !== method || parts.length !== path.length) continue;
    if (parts.every((part, index) => part === "*" || part === path[index])) {
      return { operation, params: path.filter((_, index) => parts[index] === "*") };
    }
  }
  return null;
}

/** Executes one call. Every operation except a webhook's resend is synchronous. */
export function perform(world: World, desk: WebhookSender, call: Call): Answer | Promise<Answer> {
  const [paymentId = "", cancellationId = ""] = call.params;
  const find = (storeId: string | null) => findPayment(world, paymentId, storeId);
  const findByQuery = () => find(call.query.get("storeId"));
  const accessible = (storeId: string) => isAccessible(world, storeId);
  switch (call.operation) {
    case "getPayment":
      return withPayment(findByQuery(), (payment) => showOne(world, payment));
    case "getPaymentTransactions":
      return withPayment(findByQuery(), (payment) => ({
        items: showTransactions(payment, world.store.webhooksOf(payment.id), world.switches()),
      }));
    case "getPayments":
      return listPayments(world, call.json, accessible);
    case "getAllPaymentsByCursor":
      return listPaymentsByCursor(world, call.json, accessible);
    case "getAllPaymentEventsByCursor":
      return listEventsByCursor(world, call.json, accessible);
    case "cancelPayment":
      return cancelPayment(world, { ...call, find });
    case "stopPaymentCancellation":
      return withBody(call, find, (payment) =>
        stopCancellation(world, payment, cancellationId, call.pgError),
      );
    case "closeVirtualAccount":
      return withPayment(findByQuery(), (payment) => closeAccount(world, payment, call.pgError));
    case "cancelCashReceiptByPaymentId":
      return cancelCashReceipt(world, findByQuery(), call.pgError);
    case "resendWebhook":
      return resend(desk, call, find);
    case "getPromotion":
      return answerOf(showPromotion(world, paymentId));
  }
}

const routes: readonly [Operation, string, string][] = [
  ["getPayments", "GET", "/payments"],
  ["getPayment", "GET", "/payments/*"],
  ["getPaymentTransactions", "GET", "/payments/*/transactions"],
  ["getAllPaymentsByCursor", "GET", "/payments-by-cursor"],
  ["getAllPaymentEventsByCursor", "GET", "/payment-events-by-cursor"],
  ["cancelPayment", "POST", "/payments/*/cancel"],
  ["stopPaymentCancellation", "POST", "/payments/*/cancellations/*/stop"],
  ["closeVirtualAccount", "POST", "/payments/*/virtual-account/close"],
  ["resendWebhook", "POST", "/payments/*/resend-webhook"],
  ["cancelCashReceiptByPaymentId", "POST", "/payments/*/cash-receipt/cancel"],
  ["getPromotion", "GET", "/promotions/*"],
];

function findPayment(world: World, id: string, storeId: string | null): PaymentRecord | Refusal {
  const requested = storeId ?? world.identity.storeId;
  if (requested === "") return refuse("INVALID_REQUEST", "storeId: must not be empty");
  if (!isAccessible(world, requested)) return refuse("FORBIDDEN", "접근 권한이 없는 상점입니다.");
  const payment = world.store.payments.get(id);
  return payment?.storeId === requested
    ? payment
    : refuse("PAYMENT_NOT_FOUND", "결제 건이 존재하지 않습니다.");
}

// The credentials give access to the main store and, as its sub-stores, to every store that has a payment.
function isAccessible(world: World, storeId: string): boolean {
  if (storeId === world.identity.storeId) return true;
  for (const payment of world.store.payments.values()) if (payment.storeId === storeId) return true;
  return false;
}

function withPayment(
  payment: PaymentRecord | Refusal,
  action: (payment: PaymentRecord) => JsonValue | Refusal,
): Answer {
  return isRefusal(payment) ? payment.answer : answerOf(action(payment));
}

function answerOf(result: JsonValue | Refusal): Answer {
  return isRefusalValue(result) ? result.answer : { status: 200, body: result };
}

function withBody(
  call: Call,
  find: (storeId: string | null) => PaymentRecord | Refusal,
  action: (payment: PaymentRecord) => JsonValue | Refusal,
): Answer {
  const storeId = optionalText(call.json, "storeId");
  return isRefusalValue(storeId) ? storeId.answer : withPayment(find(storeId), action);
}

function showOne(world: World, payment: PaymentRecord): JsonValue {
  return toJson(showPayment(payment, world.store.webhooksOf(payment.id), world.switches()));
}

// Only Triple-A supports this (REST reference). For other PGs PortOne cannot ask the PG and rejects the request itself.
function stopCancellation(
  world: World,
  payment: PaymentRecord,
  cancellationId: string,
  pgError: Call["pgError"],
): JsonValue | Refusal {
  const entry = payment.cancellations.find((other) => other.id === cancellationId);
  if (!entry) return refuse("PAYMENT_CANCELLATION_NOT_FOUND", "결제 취소 내역이 존재하지 않습니다.");
  if (entry.status !== "REQUESTED") {
    return refuse("PAYMENT_CANCELLATION_NOT_PENDING", "결제 취소 내역이 취소 요청 상태가 아닙니다.");
  }
  if (payment.channel?.pgProvider !== "TRIPLE_A") {
    return refuse("INVALID_REQUEST", "only a pending cancel at Triple-A can be stopped");
  }
  return askPg(pgError, () => {
    if (world.switches().stoppedCancellation === "removed") {
      world.store.putPayment({
        ...payment,
        updatedAt: world.clock.now(),
        cancellations: payment.cancellations.filter((other) => other !== entry),
      });
    } else {
      failCancellation(world, payment, entry.id, "stopped");
    }
    return { stoppedAt: instant(world.clock.now()) };
  });
}

function closeAccount(world: World, payment: PaymentRecord, pgError: Call["pgError"]): JsonValue | Refusal {
  if (payment.status !== "VIRTUAL_ACCOUNT_ISSUED" || payment.accountClosed) {
    return refuse("PAYMENT_NOT_WAITING_FOR_DEPOSIT", "결제 건이 입금 대기 상태가 아닙니다.");
  }
  return askPg(pgError, () => {
    const now = world.clock.now();
    const status = world.switches().cancelledFinalStatusAfterClose;
    const moved = status !== payment.status;
    const changed = world.store.putPayment({
      ...payment,
      status,
      accountClosed: true,
      updatedAt: now,
      statusChangedAt: moved ? now : payment.statusChangedAt,
      ...(status === "FAILED" ? { failedAt: now, failure: { reason: "계좌말소" } } : {}),
      ...(status === "CANCELLED" ? { cancelledAt: now } : {}),
    });
    if (status === "FAILED") world.announce(changed, { type: "Transaction.Failed" });
    return { closedAt: instant(now) };
  });
}

function cancelCashReceipt(world: World, payment: PaymentRecord | Refusal, pgError: Call["pgError"]): Answer {
  if (isRefusal(payment)) {
    // This endpoint has no PAYMENT_NOT_FOUND: without a payment there is no receipt to find.
    const missing = payment.answer.status === 404;
    return missing
      ? refuse("CASH_RECEIPT_NOT_FOUND", "현금영수증이 존재하지 않습니다.").answer
      : payment.answer;
  }
  return withPayment(payment, () => {
    const receipt = payment.cashReceipt;
    if (!receipt) return refuse("CASH_RECEIPT_NOT_ISSUED", "현금영수증이 발급되지 않았습니다.");
    if (receipt.status === "CANCELLED") {
      return refuse("CASH_RECEIPT_NOT_FOUND", "현금영수증이 이미 취소되었습니다.");
    }
    return askPg(pgError, () => {
      const now = world.clock.now();
      world.store.putPayment({
        ...payment,
        updatedAt: now,
        cashReceipt: { ...receipt, status: "CANCELLED", cancelledAt: instant(now) },
      });
      return { cancelledAmount: receipt.totalAmount, cancelledAt: instant(now) };
    });
  });
}

async function resend(
  desk: WebhookSender,
  call: Call,
  find: (storeId: string | null) => PaymentRecord | Refusal,
): Promise<Answer> {
  const storeId = optionalText(call.json, "storeId");
  const webhookId = optionalText(call.json, "webhookId");
  for (const field of [storeId, webhookId]) if (isRefusalValue(field)) return field.answer;
  const payment = find(typeof storeId === "string" ? storeId : null);
  if (isRefusal(payment)) return payment.answer;
  const webhook = await desk.resend(payment, typeof webhookId === "string" ? webhookId : null);
  if (isRefusal(webhook)) return webhook.answer;
  return { status: 200, body: { webhook: toJson(showWebhook(webhook, payment)) } };
}

/** Runs the PG's part of an operation. A scripted PG error replaces it, or follows its execution. */
function askPg(pgError: Call["pgError"], action: () => JsonValue): JsonValue | Refusal {
  if (!pgError) return action();
  if (pgError.executed) action();
  return refuseByPg(pgError.pgCode, pgError.pgMessage);
}

function optionalText(json: JsonValue, name: string): string | null | Refusal {
  if (json === null) return null;
  if (typeof json !== "object" || Array.isArray(json))
    return refuse("INVALID_REQUEST", "body: must be an object");
  const value: JsonValue | undefined = (json as JsonObject)[name];
  if (value === undefined || value === null) return null;
  return typeof value === "string" ? value : refuse("INVALID_REQUEST", `${name}: must be a string`);
}

function isRefusalValue(value: JsonValue | Refusal): value is Refusal {
  return (
    typeof value === "object" &&
    value !== null &&
    "refused" in value &&
    value.refused === true &&
    "answer" in value
  );
}
