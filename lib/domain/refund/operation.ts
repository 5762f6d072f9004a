// Operations that move no money to the customer. https://developers.portone.io/api/rest-v2/payment
import * as z from "zod/mini";
import type { Payment } from "../payment/payment";
import { paymentInput } from "../payment/payment-key";
import { idSchema } from "../text-schema";
import { mayBeStopped } from "./may-be-stopped";
import type { SendFailure } from "./send-result";

export type OperationKind = "close-account" | "cancel-receipt" | "stop-cancellation";

/** A double click and a repeat have the same `requestId`, and are one operation. */
const target = z.extend(paymentInput, { requestId: z.uuid() });

export const operationRequest = z.discriminatedUnion("kind", [
  z.extend(target, { kind: z.literal("close-account") }),
  z.extend(target, { kind: z.literal("cancel-receipt") }),
  z.extend(target, {
    kind: z.literal("stop-cancellation"),
    cancellationId: idSchema(200),
  }),
]);

export type OperationRequest = z.infer<typeof operationRequest>;

/** `overtaken`: what the operation was to prevent has happened. `not-done`: no answer came, and nothing changed. */
export const operationStates = ["open", "done", "refused", "overtaken", "not-done"] as const;

export type OperationState = (typeof operationStates)[number];

export type EvaluatedOperationState = "done" | "overtaken" | "not-done";

/** PortOne states by these errors that it did not do the operation. */
const everywhere = { INVALID_REQUEST: 400, UNAUTHORIZED: 401, FORBIDDEN: 403 } as const;

export const operationRefusals = {
  "close-account": { ...everywhere, PAYMENT_NOT_FOUND: 404, PAYMENT_NOT_WAITING_FOR_DEPOSIT: 409 },
  "cancel-receipt": { ...everywhere, CASH_RECEIPT_NOT_ISSUED: 404, CASH_RECEIPT_NOT_FOUND: 404 },
  "stop-cancellation": {
    ...everywhere,
    PAYMENT_NOT_FOUND: 404,
    PAYMENT_CANCELLATION_NOT_FOUND: 404,
    PAYMENT_CANCELLATION_NOT_PENDING: 409,
  },
} as const satisfies Record<OperationKind, Record<string, number>>;

/** `amount`: of a cancelled receipt, in minor units. */
export type OperationAnswer = { kind: "done"; at: string; amount?: number } | SendFailure;

export type OperationRefusal =
  | "not-waiting-for-deposit"
  | "no-receipt"
  | "cancellation-not-pending"
  | "operation-open"
  | "operation-done"
  | "payment-not-found"
  | "portone-unreachable"
  | "request-id-reused";

/** Returns null if PortOne takes the operation for a payment in this state. */
export function operationRefusal(
  operation: Pick<OperationRequest, "kind"> & { cancellationId?: string | undefined },
  payment: Payment,
): OperationRefusal | null {
  switch (operation.kind) {
    case "close-account":
      return payment.status === "VIRTUAL_ACCOUNT_ISSUED" ? null : "not-waiting-for-deposit";
    case "cancel-receipt":
      return payment.cashReceipt?.status.value === "ISSUED" ? null : "no-receipt";
    case "stop-cancellation": {
      const wanted = payment.cancellations.find(({ id }) => id === operation.cancellationId);
      const pgProvider = payment.channel?.pgProvider ?? null;
      return wanted && mayBeStopped(pgProvider, wanted) ? null : "cancellation-not-pending";
    }
  }
}

/** `finishedAt`: null while in flight and after a crash. `pgRefused`: whether anything was done anyway is not stated. */
export type OperationFacts = {
  kind: OperationKind;
  cancellationId: string | null;
  leaseUntil: Date;
  finishedAt: Date | null;
  pgRefused: boolean;
};

export type OperationDecision =
  | { kind: "end"; state: EvaluatedOperationState }
  | { kind: "wait"; until: Date };

const second = 1000;

const minute = 60 * second;

/** In milliseconds. An unanswered call may still be carried out, so an unchanged payment proves nothing before. */
const readsAfter = { unanswered: [0, minute, 10 * minute], pgRefused: [0, minute] } as const;

/** A missing cancellation was stopped only if the reading is surely younger than the stop. */
const goneAfter = minute;

/** Returns the end, or when to read the payment again. `now`: by the database's clock. */
export function evaluateOperation(
  operation: OperationFacts,
  reading: { payment: Payment; readAt: Date },
  now: Date,
): OperationDecision {
  if (operation.finishedAt === null && now < operation.leaseUntil)
    return { kind: "wait", until: operation.leaseUntil };
  const endedAt = (operation.finishedAt ?? operation.leaseUntil).getTime();
  const readAt = reading.readAt.getTime();
  const due = (delays: readonly number[]) => delays.find((delay) => readAt < endedAt + delay);
  const wait = (delay: number): OperationDecision => ({
    kind: "wait",
    until: new Date(endedAt + delay + second),
  });

  const observed = observedIn(operation, reading.payment);
  if (observed === "gone") {
    const later = due([goneAfter]);
    return later === undefined ? { kind: "end", state: "done" } : wait(later);
  }
  if (observed !== "as-before") return { kind: "end", state: observed };
  const later = due(operation.pgRefused ? readsAfter.pgRefused : readsAfter.unanswered);
  return later === undefined ? { kind: "end", state: "not-done" } : wait(later);
}

function observedIn(
  { kind, cancellationId }: OperationFacts,
  payment: Payment,
): "done" | "overtaken" | "gone" | "as-before" {
  switch (kind) {
    case "close-account":
      // The status after closing is not documented.
      if (payment.paidAt !== null) return "overtaken";
      return payment.status === "FAILED" || payment.status === "CANCELLED" ? "done" : "as-before";
    case "cancel-receipt":
      return payment.cashReceipt?.status.value === "CANCELLED" ? "done" : "as-before";
    case "stop-cancellation": {
      const wanted = payment.cancellations.find(({ id }) => id === cancellationId);
      if (wanted === undefined) return "gone";
      if (wanted.status === "SUCCEEDED") return "overtaken";
      return wanted.status === "FAILED" ? "done" : "as-before";
    }
  }
}
