// Calls other than a cancel that change something at PortOne. Each is sent once, under its own idempotency key.
import "server-only";
import type { PaymentClient } from "@portone/server-sdk/payment";
import * as z from "zod";
import { type OperationAnswer, type OperationKind, operationRefusals } from "@/lib/domain/refund/operation";
import { failureOf, unanswered } from "./call-failure";
import { requireSegments } from "./path-id";
import type { Reporter } from "./report-failure";
import { storable } from "./storable";
import { type Call, withCall } from "./transport";

type Target = {
  paymentId: string;
  storeId: string;
  /** Idempotency key: at least 16 letters, digits, `-` or `_`. */
  key: string;
};

export type OperationCalls = {
  /** For an account that waits for its deposit. PortOne does not document the payment's status afterwards. */
  closeVirtualAccount(o: Target): Promise<OperationAnswer>;
  cancelCashReceipt(o: Target): Promise<OperationAnswer>;
  /** For a cancellation that is still requested. Triple-A only. */
  stopCancellation(o: Target & { cancellationId: string }): Promise<OperationAnswer>;
};

const instant = z.iso.datetime({ offset: true }).transform((value) => new Date(value).toISOString());
const closed = z.object({ closedAt: instant }).transform(({ closedAt }) => ({ at: closedAt }));
const stopped = z.object({ stoppedAt: instant }).transform(({ stoppedAt }) => ({ at: stoppedAt }));
const cancelled = z
  .object({ cancelledAt: instant, cancelledAmount: z.int() })
  .transform(({ cancelledAt, cancelledAmount }) => ({ at: cancelledAt, amount: cancelledAmount }));

export function operationCalls(
  client: ReturnType<typeof PaymentClient>,
  newCall: (kind: OperationKind, paymentId: string, keyed: NonNullable<Call["keyed"]>) => Call,
  report: Reporter["change"],
): OperationCalls {
  async function perform(
    kind: OperationKind,
    { paymentId, key }: Target,
    path: string,
    send: () => Promise<unknown>,
    answer: typeof closed | typeof stopped | typeof cancelled,
  ): Promise<OperationAnswer> {
    requireSegments(paymentId);
    const pathOfPayment = `/payments/${encodeURIComponent(paymentId)}${path}`;
    const call = newCall(kind, paymentId, { path: pathOfPayment, key, body: null });
    try {
      const parsed = answer.safeParse(storable(await withCall(call, send)));
      if (parsed.success) return { kind: "done", ...parsed.data };
      return report(call, unanswered(call, "unrecognized-answer"));
    } catch (error) {
      return report(call, failureOf(call, error, operationRefusals[kind]));
    }
  }

  return {
    closeVirtualAccount: (o) =>
      perform(
        "close-account",
        o,
        "/virtual-account/close",
        () => client.closeVirtualAccount({ paymentId: o.paymentId, storeId: o.storeId }),
        closed,
      ),
    cancelCashReceipt: (o) =>
      perform(
        "cancel-receipt",
        o,
        "/cash-receipt/cancel",
        () => client.cashReceipt.cancelCashReceiptByPaymentId({ paymentId: o.paymentId, storeId: o.storeId }),
        cancelled,
      ),
    async stopCancellation(o) {
      requireSegments(o.cancellationId);
      return perform(
        "stop-cancellation",
        o,
        `/cancellations/${encodeURIComponent(o.cancellationId)}/stop`,
        () =>
          client.stopPaymentCancellation({
            paymentId: o.paymentId,
            cancellationId: o.cancellationId,
            storeId: o.storeId,
          }),
        stopped,
      );
    },
  };
}
