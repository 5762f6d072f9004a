// PortOne's error answers: each literal type with its HTTP status in the specification.
import type { JsonObject, JsonValue } from "../state/records.ts";

const statuses = {
  INVALID_REQUEST: 400,
  NEGATIVE_PROMOTION_ADJUSTED_CANCEL_AMOUNT: 400,
  PROMOTION_DISCOUNT_RETAIN_OPTION_SHOULD_NOT_BE_CHANGED: 400,
  MAX_WEBHOOK_RETRY_COUNT_REACHED: 400,
  UNAUTHORIZED: 401,
  FORBIDDEN: 403,
  PAYMENT_NOT_FOUND: 404,
  PROMOTION_NOT_FOUND: 404,
  PAYMENT_CANCELLATION_NOT_FOUND: 404,
  WEBHOOK_NOT_FOUND: 404,
  CASH_RECEIPT_NOT_ISSUED: 404,
  CASH_RECEIPT_NOT_FOUND: 404,
  PAYMENT_NOT_PAID: 409,
  PAYMENT_ALREADY_CANCELLED: 409,
  CANCELLABLE_AMOUNT_CONSISTENCY_BROKEN: 409,
  CANCEL_AMOUNT_EXCEEDS_CANCELLABLE_AMOUNT: 409,
  SUM_OF_PARTS_EXCEEDS_CANCEL_AMOUNT: 409,
  CANCEL_TAX_FREE_AMOUNT_EXCEEDS_CANCELLABLE_TAX_FREE_AMOUNT: 409,
  CANCEL_TAX_AMOUNT_EXCEEDS_CANCELLABLE_TAX_AMOUNT: 409,
  MAX_CANCEL_COUNT_REACHED: 409,
  PAYMENT_CANCELLATION_NOT_PENDING: 409,
  PAYMENT_NOT_WAITING_FOR_DEPOSIT: 409,
  /** Documented in the REST overview, absent from the specification. */
  IDEMPOTENCY_OUTSTANDING_REQUEST: 409,
} as const;
export type RefusalType = keyof typeof statuses;

export type Answer = { status: number; body: JsonValue };

/** A request that is not executed, refused by PortOne or by the PG. */
export type Refusal = { refused: true; answer: Answer };

export function refuse(type: RefusalType, message: string): Refusal {
  return { refused: true, answer: { status: statuses[type], body: { type, message } } };
}

/** Returns a refusal of the PG as PortOne passes it on (502 `PG_PROVIDER`). */
export function refuseByPg(pgCode: string, pgMessage: string): Refusal {
  const body: JsonObject = {
    type: "PG_PROVIDER",
    message: "PG사에서 오류를 전달했습니다.",
    pgCode,
    pgMessage,
  };
  return { refused: true, answer: { status: 502, body } };
}

export function isRefusal(value: object): value is Refusal {
  return "refused" in value;
}
