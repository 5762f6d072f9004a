// What can be done at PortOne beside a refund: close a virtual account that waits, cancel a cash receipt, stop a
// cancellation that is only requested. None of them moves money to the customer. This file says which a payment allows,
// and what a reading of the payment says about one whose answer did not come.
// https://developers.portone.io/api/rest-v2/payment

import * as z from "zod/mini";
import type { Cancellation, Payment } from "../payment/payment";
import { paymentInput } from "../payment/payment-key";
import { idSchema } from "../text-input";
import type { UnansweredCause } from "./answer";

export type OperationKind = "close-account" | "cancel-receipt" | "stop-cancellation";

/** `requestId` is made by the dialog once: a double click and a repeat are the same act. */
const target = z.extend(paymentInput, { requestId: z.uuid() });

/** What the dialog sends. One schema for the browser and the server. */
export const operationRequest = z.discriminatedUnion("kind", [
  z.extend(target, { kind: z.literal("close-account") }),
  z.extend(target, { kind: z.literal("cancel-receipt") }),
  z.extend(target, {
    kind: z.literal("stop-cancellation"),
    cancellationId: idSchema(200),
  }),
]);
export type OperationRequest = z.infer<typeof operationRequest>;

/**
 * `open` until PortOne's answer or a reading decides. `overtaken`: what it was to prevent has happened. `not-done`: no
 * answer came, and every reading since shows the payment as it was.
 */
export const operationStates = ["open", "done", "refused", "overtaken", "not-done"] as const;
export type OperationState = (typeof operationStates)[number];
/** What a reading can decide of an act that has no answer. */
export type EvaluatedOperationState = "done" | "overtaken" | "not-done";

/** Error types by which PortOne says that it did not do this, with the HTTP status of each. */
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

/** How PortOne answered the one call of an act; `amount` (minor units) where it cancelled a receipt. */
export type OperationAnswer =
  | { kind: "done"; at: string; amount?: number }
  | { kind: "refused"; httpStatus: number; type: string; message?: string }
  | { kind: "pg-refused"; httpStatus: number; pgCode: string; pgMessage: string }
  | { kind: "unanswered"; cause: UnansweredCause; httpStatus?: number; type?: string };

/** Why an act is not asked for. Every code has words in `messages`. */
export type OperationRefusal =
  | "not-waiting-for-deposit"
  | "no-receipt"
  | "cancellation-not-pending"
  | "operation-open"
  | "operation-done"
  | "payment-not-found"
  | "portone-unreachable"
  | "request-id-reused";

/** Only Triple-A lets a requested cancellation be stopped (PortOne's REST reference). */
export function mayBeStopped(pgProvider: string | null, { status }: Pick<Cancellation, "status">): boolean {
  return pgProvider === "TRIPLE_A" && status === "REQUESTED";
}

/** Whether the payment, as PortOne has it now, is one for this act; null when it is. */
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

export type OperationFacts = {
  kind: OperationKind;
  cancellationId: string | null;
  /** Until when the call may still be under way, where no end of it was recorded. */
  leaseUntil: Date;
  /** When the end of waiting was recorded; null while in flight and after a crash. */
  finishedAt: Date | null;
  /** The PG said no; PortOne does not say whether anything was done all the same. */
  pgRefused: boolean;
};

export type OperationDecision =
  | { kind: "end"; state: EvaluatedOperationState }
  | { kind: "wait"; until: Date };

const second = 1000;
const minute = 60 * second;
/** A call that was not answered may still be carried out: nothing is concluded from the payment being as before sooner. */
const readsAfter = { unanswered: [0, minute, 10 * minute], pgRefused: [0, minute] } as const;
/** A cancellation that is missing from a reading is gone only when the reading is surely younger than the stop. */
const goneAfter = minute;

/** What a reading says about an act that has no answer. `readAt` is when it began, by the database's clock. */
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

  const seen = seenOf(operation, reading.payment);
  if (seen === "gone") {
    const later = due([goneAfter]);
    return later === undefined ? { kind: "end", state: "done" } : wait(later);
  }
  if (seen !== "as-before") return { kind: "end", state: seen };
  const later = due(operation.pgRefused ? readsAfter.pgRefused : readsAfter.unanswered);
  return later === undefined ? { kind: "end", state: "not-done" } : wait(later);
}

function seenOf(
  { kind, cancellationId }: OperationFacts,
  payment: Payment,
): "done" | "overtaken" | "gone" | "as-before" {
  switch (kind) {
    case "close-account":
      // The status after closing is not documented; money that came in is what it was to prevent.
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
