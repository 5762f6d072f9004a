// One line at `info` for each step of a refund. `grep` for the refund's number or id, or for the payment's id, shows its life.
import { log } from "./log.ts";

export type LoggedRefund = { id: string; number: string; paymentId: string };

/** A change of a refund's state that was committed. `by`: what showed it; `failure`: the code of a failure. */
export type RefundMove = {
  refund: LoggedRefund;
  from: string;
  to: string;
  by: string;
  failure: string | null;
};

/** Logs a step that is recorded in the database or has happened at PortOne. `fields` must hold no personal data. */
export function logRefundStep(
  step: "requested" | "sending" | "answered" | "moved",
  { id, number, paymentId }: LoggedRefund,
  fields: Readonly<Record<string, string | number | null | undefined>> = {},
): void {
  log.info({ refundId: id, refundNumber: number, paymentId, step, ...fields }, `refund ${step}`);
}

/** Logs moves after their transaction has been committed. */
export function logRefundMoves(moves: readonly RefundMove[]): void {
  for (const { refund, ...move } of moves) logRefundStep("moved", refund, move);
}
