// A refund is our request, made by an operator. This file says what may be asked (`refundRequest`), what is
// then sent to PortOne (`planRefund`), and which states a refund goes through. Amounts are minor units.
import * as z from "zod/mini";
import { isAmount } from "./money";
import { cancellableAmount, type Payment, pendingCancellations } from "./payment";
import { type Result, refuse, succeed } from "./result";

export const refundStates = ["submitting", "pending", "succeeded", "failed", "undecided"] as const;
export type RefundState = (typeof refundStates)[number];
export const openRefundStates = ["submitting", "pending", "undecided"] as const satisfies RefundState[];

const transitions: Record<RefundState, readonly RefundState[]> = {
  submitting: ["pending", "succeeded", "failed", "undecided"],
  pending: ["succeeded", "failed"],
  undecided: ["pending", "succeeded", "failed"],
  succeeded: [],
  failed: [],
};

/** Whether a refund may move from one state to another. Succeeded and failed are final. */
export function canMove(from: RefundState, to: RefundState): boolean {
  return transitions[from].includes(to);
}

export const requesters = ["CUSTOMER", "ADMIN"] as const;

export const reasonLength = { min: 1, max: 200 } as const;

const writtenReason = z
  .string()
  .check(
    z.trim(),
    z.minLength(reasonLength.min, "reason-missing"),
    z.maxLength(reasonLength.max, "reason-too-long"),
  );

/** What the form sends. One schema for the browser and the server. */
export const refundRequest = z.object({
  storeId: z.string().check(z.minLength(1), z.maxLength(200)),
  paymentId: z.string().check(z.minLength(1), z.maxLength(200)),
  requestId: z.uuid(),
  cancel: z.discriminatedUnion("kind", [
    /** `shown` is the balance that the person saw and confirmed. */
    z.object({ kind: z.literal("full"), shown: z.int().check(z.nonnegative()) }),
    z.object({
      kind: z.literal("partial"),
      amount: z.int().check(z.positive()),
      taxFreeAmount: z.optional(z.int().check(z.nonnegative())),
    }),
  ]),
  reason: writtenReason,
  requester: z.enum(requesters),
});
export type RefundRequest = z.infer<typeof refundRequest>;

const decisions = ["succeeded", "failed"] as const;

/**
 * What a person records of a refund that could not be decided. `cancellationId` names the cancellation at PortOne that
 * is this refund's; "succeeded" without one means that the money went back and PortOne does not show it.
 */
export const decideRefundInput = z
  .object({
    refundId: z.uuid(),
    decision: z.enum(decisions),
    cancellationId: z.optional(z.string().check(z.minLength(1), z.maxLength(200))),
    note: writtenReason,
  })
  .check(
    z.refine(({ decision, cancellationId }) => decision === "succeeded" || cancellationId === undefined, {
      path: ["cancellationId"],
      error: "cancellation-of-no-refund",
    }),
  );
export type DecideRefundInput = z.infer<typeof decideRefundInput>;

/** Everything that remains, or a part of it. Only `full` may leave `amount` out of what is sent. */
export type CancelKind = { kind: "full" } | Extract<RefundRequest["cancel"], { kind: "partial" }>;

const cancelBody = z.strictObject({
  storeId: z.string(),
  amount: z.exactOptional(z.int().check(z.positive())),
  taxFreeAmount: z.exactOptional(z.int().check(z.nonnegative())),
  reason: z.string(),
  requester: z.enum(requesters),
  currentCancellableAmount: z.exactOptional(z.int().check(z.positive())),
});

/** The body of a cancel as PortOne takes it. Amounts are minor units; an absent `amount` means all that remains. */
export type CancelBody = z.infer<typeof cancelBody>;

export type RefundPlan = {
  body: CancelBody;
  /** What the cancellation should come to; null where PortOne's way of counting is not documented. */
  expected: { amount: number | null; taxFreeAmount: number };
  /** The balance sent as optimistic lock, or null where its basis is not known. */
  lock: number | null;
};

/** Why a payment cannot be refunded here. Every code has words in `messages`. */
export type PlanRefusal =
  | "v1-payment"
  | "status-unrecognized"
  | "method-unrecognized"
  | "not-paid"
  | "waiting-for-deposit"
  | "already-cancelled"
  | "cancellation-pending"
  | "dispute-unresolved"
  | "virtual-account"
  | "triple-a"
  | "account-refund"
  | "nothing-left"
  | "amount-exceeds-balance"
  | "tax-free-missing"
  | "tax-free-exceeds"
  | "taxable-exceeds";

/** PGs whose bank transfers go back to an account that the operator must name (reference of PortOne's PG guides). */
const transferNeedsAccount: readonly string[] = ["KPN", "SMARTRO", "SMARTRO_V2", "WELCOME"];

/**
 * Whether this payment, as PortOne has it now, can be refunded with what this form collects; null when it can.
 * Unknown statuses, methods and versions refuse: a wrong guess would move money.
 */
export function refundRefusal(payment: Payment, now: Date): PlanRefusal | null {
  if (payment.version !== "V2") return "v1-payment";
  switch (payment.status) {
    case "UNRECOGNIZED":
      return "status-unrecognized";
    case "READY":
    case "PAY_PENDING":
    case "FAILED":
      return "not-paid";
    case "VIRTUAL_ACCOUNT_ISSUED":
      return "waiting-for-deposit";
    case "CANCELLED":
      return "already-cancelled";
    case "PAID":
    case "PARTIAL_CANCELLED":
      break;
  }
  if (pendingCancellations(payment).length > 0) return "cancellation-pending";
  if (payment.hasUnresolvedDispute) return "dispute-unresolved";
  if (payment.channel?.pgProvider === "TRIPLE_A") return "triple-a";
  switch (payment.method?.type) {
    case undefined:
    case "UNRECOGNIZED":
      return "method-unrecognized";
    case "VIRTUAL_ACCOUNT":
      return "virtual-account";
    case "CRYPTO":
      return "triple-a";
    case "TRANSFER":
      if (transferNeedsAccount.includes(payment.channel?.pgProvider ?? "")) return "account-refund";
      break;
    case "MOBILE":
      // Mobile payments can be cancelled in the month of payment only; afterwards some PGs pay to an account.
      // https://developers.portone.io/opi/ko/integration/cancel/v2/readme
      if (payment.paidAt === null || seoulMonth(new Date(payment.paidAt)) !== seoulMonth(now)) {
        return "account-refund";
      }
      break;
    case "CARD":
    case "EASY_PAY":
    case "GIFT_CERTIFICATE":
    case "CONVENIENCE_STORE":
      break;
  }
  return cancellableAmount(payment).amount > 0 ? null : "nothing-left";
}

/**
 * What to send for a request, or a coded no. Only `full` leaves `amount` out, which PortOne reads as "all that
 * remains"; `taxFreeAmount` is always stated where the payment has a tax-free part, because PortOne takes an
 * omitted one as zero. `reason` is the text as sent.
 * https://developers.portone.io/opi/ko/integration/cancel/v2/readme
 */
export function planRefund(
  payment: Payment,
  request: { cancel: CancelKind; requester: RefundRequest["requester"] },
  reason: string,
  now: Date,
): Result<RefundPlan, PlanRefusal> {
  const refusal = refundRefusal(payment, now);
  if (refusal !== null) return refuse(refusal);
  const remaining = cancellableAmount(payment);
  const lock = remaining.basisKnown ? remaining.amount : null;
  const hasTaxFree = payment.amount.taxFree > 0;
  const common = {
    reason,
    requester: request.requester,
    ...(lock === null ? {} : { currentCancellableAmount: lock }),
  };

  if (request.cancel.kind === "full") {
    return succeed({
      body: {
        storeId: payment.storeId,
        ...(hasTaxFree ? { taxFreeAmount: remaining.taxFree } : {}),
        ...common,
      },
      expected: { amount: lock, taxFreeAmount: remaining.taxFree },
      lock,
    });
  }

  const { amount, taxFreeAmount } = request.cancel;
  if (!isAmount(amount) || amount === 0 || !isAmount(taxFreeAmount ?? 0)) {
    throw new RangeError("an amount to cancel is a positive integer of minor units");
  }
  if (amount > remaining.amount) return refuse("amount-exceeds-balance");
  if (hasTaxFree && taxFreeAmount === undefined) return refuse("tax-free-missing");
  const taxFree = taxFreeAmount ?? 0;
  if (taxFree > amount || taxFree > remaining.taxFree) return refuse("tax-free-exceeds");
  if (amount - taxFree > remaining.amount - remaining.taxFree) return refuse("taxable-exceeds");
  return succeed({
    body: {
      storeId: payment.storeId,
      amount,
      ...(taxFreeAmount === undefined ? {} : { taxFreeAmount }),
      ...common,
    },
    expected: { amount: remaining.basisKnown ? amount : null, taxFreeAmount: taxFree },
    lock,
  });
}

/** The exact JSON text of a cancel's body: what is sealed and what goes out, the same keys in the same order as `@portone/server-sdk` 0.19 writes. */
export function writeCancelBody(body: CancelBody): string {
  const { storeId, amount, taxFreeAmount, reason, requester, currentCancellableAmount } = body;
  return JSON.stringify({ storeId, amount, taxFreeAmount, reason, requester, currentCancellableAmount });
}

/** The body back from its sealed text. Throws for a text that this desk did not write. */
export function readCancelBody(text: string): CancelBody {
  return cancelBody.parse(JSON.parse(text));
}

function seoulMonth(instant: Date): string {
  return new Intl.DateTimeFormat("en-CA", {
    timeZone: "Asia/Seoul",
    year: "numeric",
    month: "2-digit",
  }).format(instant);
}
