// A cancel from the API. Order of checks: body, store, payment, status, attempts, lock, amount, parts, promotion,
// missing inputs, the PG's rules. PortOne documents the errors but not their order; the first applicable error is answered.
import { toJson } from "../api/json.ts";
import { type Answer, isRefusal, type Refusal, refuse, refuseByPg } from "../api/refusal.ts";
import { showCancellation } from "../api/render.ts";
import type { AnswerFault } from "../control/faults.ts";
import type { CancellationRecord, JsonValue, PaymentRecord } from "../state/records.ts";
import type { World } from "../world.ts";
import { type Balance, balanceOf } from "./balance.ts";
import { type CancelBody, readCancelBody } from "./cancel-body.ts";
import {
  bindOption,
  isMoney,
  type Money,
  moneyFor,
  newCancellation,
  type Parts,
  partsOf,
} from "./new-cancellation.ts";
import { pgRefusal } from "./pg-refusals.ts";
import { answersLater, missingInput, type PgCancelRequest } from "./pg-rules.ts";
import { addFailed, addPending, addSucceeded } from "./settle.ts";

export type CancelContext = {
  json: JsonValue;
  idempotencyKey: string | null;
  pgError: Extract<AnswerFault, { kind: "pg-error" }> | null;
  find(storeId: string | null): PaymentRecord | Refusal;
};

/** Executes, starts or refuses a cancel. Synchronous, so that two cancels never see the same balance. */
export function cancelPayment(world: World, context: CancelContext): Answer {
  const body = readCancelBody(context.json, world.switches());
  if (isRefusal(body)) return body.answer;
  const payment = context.find(body.storeId);
  if (isRefusal(payment)) return payment.answer;
  const plan = planCancel(world, payment, body);
  if (isRefusal(plan)) return plan.answer;

  const { pgError } = context;
  const attempted = world.store.putPayment({ ...payment, cancelAttempts: payment.cancelAttempts + 1 });
  const refusal = pgError?.executed === false ? pgErrorRefusal(pgError) : pgRefusal(plan.question);
  if (refusal) return refusal.answer;

  const entry = newEntry(world, attempted, body, plan, context.idempotencyKey);
  const changed = applyEntry(world, bindOption(attempted, plan.money, entry.takesRest), entry);
  if (pgError) return pgErrorRefusal(pgError).answer;
  const shown = changed.cancellations.find((other) => other.id === entry.id) ?? entry;
  return { status: 200, body: toJson({ cancellation: showCancellation(shown) }) };
}

type Plan = { question: PgCancelRequest; amount: number; parts: Parts; money: Money };

function planCancel(world: World, payment: PaymentRecord, body: CancelBody): Plan | Refusal {
  const switches = world.switches();
  const standing = checkStanding(payment, switches.maxCancelCount, switches.v1Cancel);
  if (standing) return standing;

  const balance = balanceOf(payment, switches);
  const amount = body.amount ?? balance.remaining;
  const amountRefusal = checkAmount(body, balance, amount);
  if (amountRefusal) return amountRefusal;

  const takesRemainingTaxFree =
    body.amount === null && switches.mixedTaxFullCancelWithoutTaxFree === "accept";
  const taxFree = body.taxFreeAmount ?? (takesRemainingTaxFree ? balance.remainingTaxFree : 0);
  const partsRefusal = checkParts(balance, amount, taxFree, body.vatAmount ?? 0);
  if (partsRefusal) return partsRefusal;

  const money = moneyFor(world, payment, balance, amount, body.retainOption);
  if (!isMoney(money)) return money;
  const question: PgCancelRequest = {
    payment,
    body,
    partial: amount < balance.base,
    amount,
    remainingVat: balance.remainingVat,
    now: world.clock.now(),
    switches,
  };
  const missing = missingInput(question);
  if (missing) return missing;
  return { question, amount, parts: partsOf(payment, balance, amount, taxFree, body.vatAmount), money };
}

function checkStanding(
  payment: PaymentRecord,
  maxAttempts: number,
  v1Cancel: "accept" | "reject",
): Refusal | null {
  if (payment.version === "V1" && v1Cancel === "reject") {
    return refuse("INVALID_REQUEST", "a V1 payment cannot be cancelled here");
  }
  if (payment.status === "CANCELLED")
    return refuse("PAYMENT_ALREADY_CANCELLED", "결제가 이미 취소되었습니다.");
  if (payment.status !== "PAID" && payment.status !== "PARTIAL_CANCELLED") {
    return refuse("PAYMENT_NOT_PAID", "결제가 완료되지 않았습니다.");
  }
  return payment.cancelAttempts >= maxAttempts
    ? refuse("MAX_CANCEL_COUNT_REACHED", "취소 시도 횟수가 초과되었습니다.")
    : null;
}

function checkAmount(body: CancelBody, balance: Balance, amount: number): Refusal | null {
  if (body.currentCancellableAmount !== null && body.currentCancellableAmount !== balance.lock) {
    return refuse("CANCELLABLE_AMOUNT_CONSISTENCY_BROKEN", "취소 가능 잔액 검증에 실패했습니다.");
  }
  // A payment may still be PAID with nothing remaining, when a pending cancel holds the whole amount.
  return amount > balance.remaining || balance.remaining <= 0
    ? refuse("CANCEL_AMOUNT_EXCEEDS_CANCELLABLE_AMOUNT", "취소 금액이 취소 가능 금액을 초과했습니다.")
    : null;
}

function checkParts(balance: Balance, amount: number, taxFree: number, vat: number): Refusal | null {
  if (taxFree + vat > amount) {
    return refuse("SUM_OF_PARTS_EXCEEDS_CANCEL_AMOUNT", "면세 금액 등의 합이 취소 금액을 초과했습니다.");
  }
  if (taxFree > balance.remainingTaxFree) {
    return refuse(
      "CANCEL_TAX_FREE_AMOUNT_EXCEEDS_CANCELLABLE_TAX_FREE_AMOUNT",
      "취소 면세 금액이 취소 가능한 면세 금액을 초과했습니다.",
    );
  }
  return amount - taxFree > balance.remainingTaxable
    ? refuse(
        "CANCEL_TAX_AMOUNT_EXCEEDS_CANCELLABLE_TAX_AMOUNT",
        "취소 과세 금액이 취소 가능한 과세 금액을 초과했습니다.",
      )
    : null;
}

function newEntry(
  world: World,
  payment: PaymentRecord,
  body: CancelBody,
  plan: Plan,
  idempotencyKey: string | null,
): CancellationRecord {
  const switches = world.switches();
  const fault = world.faults.takeForCancel(payment.id);
  const asynchronous = fault ? fault.kind === "async-cancel" : answersLater(payment, switches);
  const settling = fault?.kind === "async-cancel" ? fault.autoSettle : undefined;
  return newCancellation(world, payment, {
    amount: plan.amount,
    parts: plan.parts,
    money: plan.money,
    status: fault?.kind === "fail-cancel" ? "FAILED" : asynchronous ? "REQUESTED" : "SUCCEEDED",
    reason: body.reason,
    trigger: "API",
    at: world.clock.now(),
    vatOmitted: body.vatAmount === null,
    skipWebhook: body.skipWebhook,
    asynchronous,
    settleAfterMs: settling?.afterMs ?? switches.asyncSettleMs,
    settleAs: settling?.as ?? "succeed",
    idempotencyKey,
  });
}

function applyEntry(world: World, payment: PaymentRecord, entry: CancellationRecord): PaymentRecord {
  if (entry.status === "FAILED") return addFailed(world, payment, entry);
  if (entry.status === "REQUESTED") return addPending(world, payment, entry);
  return addSucceeded(world, payment, entry, entry.requestedAt);
}

function pgErrorRefusal(fault: { pgCode: string; pgMessage: string }): Refusal {
  return refuseByPg(fault.pgCode, fault.pgMessage);
}
