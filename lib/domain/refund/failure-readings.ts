// Error types of cancelPayment: https://developers.portone.io/api/rest-v2/payment

import type { ResolvableBy } from "../resolvable-by";
import { type PgMeaning, pgMeaning, resolvableByOfMeaning } from "./pg-codes";
import type { RefundState } from "./refund";
import type { RefundFailureCode } from "./refund-errors";
import type { SendResult, UnansweredCause } from "./send-result";

/** PortOne states by these error types that it did not cancel. */
export const portoneRefusals = {
  INVALID_REQUEST: 400,
  NEGATIVE_PROMOTION_ADJUSTED_CANCEL_AMOUNT: 400,
  PROMOTION_DISCOUNT_RETAIN_OPTION_SHOULD_NOT_BE_CHANGED: 400,
  UNAUTHORIZED: 401,
  FORBIDDEN: 403,
  PAYMENT_NOT_FOUND: 404,
  PAYMENT_NOT_PAID: 409,
  PAYMENT_ALREADY_CANCELLED: 409,
  CANCELLABLE_AMOUNT_CONSISTENCY_BROKEN: 409,
  CANCEL_AMOUNT_EXCEEDS_CANCELLABLE_AMOUNT: 409,
  SUM_OF_PARTS_EXCEEDS_CANCEL_AMOUNT: 409,
  CANCEL_TAX_FREE_AMOUNT_EXCEEDS_CANCELLABLE_TAX_FREE_AMOUNT: 409,
  CANCEL_TAX_AMOUNT_EXCEEDS_CANCELLABLE_TAX_AMOUNT: 409,
  MAX_CANCEL_COUNT_REACHED: 409,
} as const;
type PortOneRefusal = keyof typeof portoneRefusals;

/** The refusals, and two that do not say whether anything was done. */
type PortOneType = PortOneRefusal | "IDEMPOTENCY_OUTSTANDING_REQUEST" | "PG_PROVIDER";

const typeResolvableBy: Record<PortOneType, ResolvableBy> = {
  INVALID_REQUEST: "developer",
  NEGATIVE_PROMOTION_ADJUSTED_CANCEL_AMOUNT: "operator",
  PROMOTION_DISCOUNT_RETAIN_OPTION_SHOULD_NOT_BE_CHANGED: "operator",
  UNAUTHORIZED: "developer",
  FORBIDDEN: "developer",
  PAYMENT_NOT_FOUND: "developer",
  PAYMENT_NOT_PAID: "console",
  PAYMENT_ALREADY_CANCELLED: "operator",
  CANCELLABLE_AMOUNT_CONSISTENCY_BROKEN: "operator",
  CANCEL_AMOUNT_EXCEEDS_CANCELLABLE_AMOUNT: "operator",
  SUM_OF_PARTS_EXCEEDS_CANCEL_AMOUNT: "operator",
  CANCEL_TAX_FREE_AMOUNT_EXCEEDS_CANCELLABLE_TAX_FREE_AMOUNT: "operator",
  CANCEL_TAX_AMOUNT_EXCEEDS_CANCELLABLE_TAX_AMOUNT: "operator",
  MAX_CANCEL_COUNT_REACHED: "portone",
  IDEMPOTENCY_OUTSTANDING_REQUEST: "nobody",
  PG_PROVIDER: "pg",
};

type ObservedCause = Exclude<UnansweredCause, "outstanding">;

const causeResolvableBy: Record<ObservedCause, ResolvableBy> = {
  timeout: "nobody",
  connection: "developer",
  "not-json": "portone",
  "unrecognized-answer": "developer",
  "server-error": "portone",
  "too-many-requests": "developer",
};

export type FailureReading = { resolvableBy: ResolvableBy } & (
  | { kind: "portone"; type: PortOneType }
  | { kind: "cause"; cause: ObservedCause }
  | { kind: "pg"; meaning: PgMeaning }
);

/** Returns what PortOne's answer means; null for a cancellation, which is no failure. */
export function readAnswer(answer: SendResult, pgProvider: string | null): FailureReading | null {
  switch (answer.kind) {
    case "answered":
      return null;
    case "refused":
      return isPortOneRefusal(answer.type) ? ofType(answer.type) : ofCause("unrecognized-answer");
    case "pg-refused": {
      const meaning = pgMeaning(pgProvider ?? "", answer.pgCode, answer.pgMessage);
      return meaning === null
        ? ofType("PG_PROVIDER")
        : { kind: "pg", meaning, resolvableBy: resolvableByOfMeaning(meaning) };
    }
    case "unanswered":
      return answer.cause === "outstanding"
        ? ofType("IDEMPOTENCY_OUTSTANDING_REQUEST")
        : ofCause(answer.cause);
  }
}

/** A person's decision, or a cancellation that was found later, supersedes every answer. */
export function nextStepApplies(
  refund: { state: RefundState; failure: RefundFailureCode | null; contradicted: boolean },
  answer: SendResult,
): boolean {
  if (refund.state === "submitting") return answer.kind === "unanswered";
  const refused = answer.kind === "refused" || answer.kind === "pg-refused";
  return refund.state === "failed" && refund.failure !== "decided" && !refund.contradicted && refused;
}

function isPortOneRefusal(type: string): type is PortOneRefusal {
  return Object.hasOwn(portoneRefusals, type);
}

function ofType(type: PortOneType): FailureReading {
  return { kind: "portone", type, resolvableBy: typeResolvableBy[type] };
}

function ofCause(cause: ObservedCause): FailureReading {
  return { kind: "cause", cause, resolvableBy: causeResolvableBy[cause] };
}
