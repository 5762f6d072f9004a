// From what a person asks for to what PortOne is sent, or a coded no. Amounts are minor units.

import { isAmount } from "../money";
import { cancellableAmount, pendingCancellations } from "../payment/payment";
import { err, ok, type Result } from "../result";
import type { CancelBody } from "./cancel-body";
import type { RefundRequest, RetainOption } from "./refund";
import { type Refundable, type RefundNeeds, refundNeeds } from "./refund-needs";
import { remainingParts } from "./refund-parts";

export type RefundPlan = {
  body: CancelBody;
  /** What the cancellation should come to; null where PortOne's way of counting is not documented. */
  expected: { amount: number | null; taxFreeAmount: number };
  /** The balance sent as optimistic lock, or null where its basis is not known. */
  lock: number | null;
  /** Where the lock comes from: our reading, a person who read the console, or nowhere. */
  lockFrom: LockFrom;
};

export type LockFrom = "reading" | "typed" | "none";

/** What our own ledger says of earlier refunds of the payment. */
export type OwnLedger = {
  /** The promotion option that our first partial refund was sent with; it binds the later ones. */
  retainOption: RetainOption | null;
  /** The balance that PortOne called inconsistent in answer to our latest refund; null where it did not. */
  refusedBalance: number | null;
};

/** Why a payment cannot be refunded here, whatever is asked for. Every code has words in `messages`. */
export type PaymentRefusal =
  | "v1-payment"
  | "status-unrecognized"
  | "method-unrecognized"
  | "not-paid"
  | "waiting-for-deposit"
  | "already-cancelled"
  | "cancellation-pending"
  | "dispute-unresolved"
  | "nothing-left";

/** Why what is asked for cannot be sent. Every code has words in `messages`. */
export type PlanRefusal =
  | PaymentRefusal
  | "amount-exceeds-balance"
  | "tax-free-missing"
  | "tax-free-exceeds"
  | "taxable-exceeds"
  | "vat-exceeds"
  | "vat-not-taken"
  | "parts-exceed-amount"
  | "account-missing"
  | "account-phone-missing"
  | "account-not-needed"
  | "email-missing"
  | "email-not-needed"
  | "promotion-option-missing"
  | "promotion-option-locked"
  | "promotion-option-not-needed"
  | "lock-not-needed";

type Asked = Pick<
  RefundRequest,
  "requester" | "refundAccount" | "refundEmail" | "promotionDiscountRetainOption" | "lock"
> & { cancel: CancelKind };

/** Everything that remains, or a part of it. Only `full` may leave `amount` out of what is sent. */
type CancelKind = { kind: "full" } | Omit<Extract<RefundRequest["cancel"], { kind: "partial" }>, "shown">;

/**
 * Whether this payment, as PortOne has it now, can be refunded at all; null when it can. Unknown statuses, methods and
 * versions refuse: a wrong guess would move money.
 */
export function refundRefusal(payment: Refundable): PaymentRefusal | null {
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
  if (payment.method === null || payment.method.type === "UNRECOGNIZED") return "method-unrecognized";
  return cancellableAmount(payment).amount > 0 ? null : "nothing-left";
}

/**
 * What to send for a request, or a coded no. Only `full` leaves `amount` out, which PortOne reads as "all that
 * remains"; `taxFreeAmount` is always stated where the payment has a tax-free part, because PortOne takes an
 * omitted one as zero. `reason` is the text as sent. Throws a RangeError for what is no amount.
 * https://developers.portone.io/opi/ko/integration/cancel/v2/readme
 */
export function planRefund(
  payment: Refundable,
  request: Asked,
  reason: string,
  now: Date,
  ledger: OwnLedger,
): Result<RefundPlan, PlanRefusal> {
  const refusal = refundRefusal(payment);
  if (refusal !== null) return err(refusal);
  const needs = refundNeeds(payment, now);
  const lock = lockOf(payment, request, ledger);
  if (!lock.ok) return lock;
  const parts = partsOf(payment, request.cancel, needs, lock.value);
  if (!parts.ok) return parts;
  const option = optionOf(payment, request, ledger);
  if (!option.ok) return option;
  const destination = destinationOf(request, needs);
  if (!destination.ok) return destination;
  return ok({
    body: {
      storeId: payment.storeId,
      ...parts.value.body,
      reason,
      requester: request.requester,
      ...option.value,
      ...(lock.value.balance === null ? {} : { currentCancellableAmount: lock.value.balance }),
      ...destination.value,
    },
    expected: parts.value.expected,
    lock: lock.value.balance,
    lockFrom: lock.value.from,
  });
}

type Lock = { balance: number | null; from: LockFrom };

/** Rule 7 of the ledger: a person's word on the balance counts only after PortOne refused ours and it still reads so. */
function lockOf(payment: Refundable, { lock }: Asked, ledger: OwnLedger): Result<Lock, PlanRefusal> {
  const { amount, basisKnown } = cancellableAmount(payment);
  if (lock === undefined) {
    return ok(basisKnown ? { balance: amount, from: "reading" } : { balance: null, from: "none" });
  }
  if (ledger.refusedBalance !== amount) return err("lock-not-needed");
  if (lock.kind === "without") return ok({ balance: null, from: "none" });
  if (!isAmount(lock.balance) || lock.balance === 0) throw new RangeError("a balance is a positive integer");
  return ok({ balance: lock.balance, from: "typed" });
}

type StatedParts = {
  body: Pick<CancelBody, "amount" | "taxFreeAmount" | "vatAmount">;
  expected: RefundPlan["expected"];
};

function partsOf(
  payment: Refundable,
  cancel: CancelKind,
  needs: RefundNeeds,
  lock: Lock,
): Result<StatedParts, PlanRefusal> {
  const remaining = remainingParts(payment);
  // PortOne counts as it does: what goes back is known where the balance is, by our reading or a person's.
  const isKnown = lock.balance !== null;
  if (cancel.kind === "full") {
    return ok({
      body: {
        ...(needs.taxFree ? { taxFreeAmount: remaining.taxFree } : {}),
        ...(needs.vat === "offered" && remaining.vat !== null ? { vatAmount: remaining.vat } : {}),
      },
      expected: { amount: lock.balance, taxFreeAmount: remaining.taxFree },
    });
  }
  const { amount, taxFreeAmount, vatAmount } = cancel;
  if (![amount, taxFreeAmount ?? 0, vatAmount ?? 0].every(isAmount) || amount === 0)
    throw new RangeError("an amount to cancel is a positive integer of minor units");
  const no = partRefusal(cancel, remaining, needs, lock);
  if (no !== null) return err(no);
  return ok({
    body: {
      amount,
      ...(taxFreeAmount === undefined ? {} : { taxFreeAmount }),
      ...(vatAmount === undefined ? {} : { vatAmount }),
    },
    expected: { amount: isKnown ? amount : null, taxFreeAmount: taxFreeAmount ?? 0 },
  });
}

function partRefusal(
  { amount, taxFreeAmount, vatAmount }: Extract<CancelKind, { kind: "partial" }>,
  remaining: ReturnType<typeof remainingParts>,
  needs: RefundNeeds,
  lock: Lock,
): PlanRefusal | null {
  if (amount > remaining.amount || (lock.balance !== null && amount > lock.balance))
    return "amount-exceeds-balance";
  if (needs.taxFree && taxFreeAmount === undefined) return "tax-free-missing";
  const taxFree = taxFreeAmount ?? 0;
  if (taxFree > amount || taxFree > remaining.taxFree) return "tax-free-exceeds";
  if (amount - taxFree > remaining.taxable) return "taxable-exceeds";
  if (needs.vat === "never") return vatAmount === undefined ? null : "vat-not-taken";
  if (vatAmount === undefined) return null;
  if (taxFree + vatAmount > amount) return "parts-exceed-amount";
  return remaining.vat !== null && vatAmount > remaining.vat ? "vat-exceeds" : null;
}

/** A partial refund of a promotion payment says what becomes of the discount; the first one binds the later ones. */
function optionOf(
  payment: Refundable,
  { cancel, promotionDiscountRetainOption: option }: Asked,
  { retainOption }: OwnLedger,
): Result<Pick<CancelBody, "promotionDiscountRetainOption">, PlanRefusal> {
  const leavesRest = cancel.kind === "partial" && cancel.amount < cancellableAmount(payment).amount;
  if (payment.promotionId === null) return option === undefined ? ok({}) : err("promotion-option-not-needed");
  // What takes the rest leaves nothing to price anew.
  if (!leavesRest) return ok({});
  if (option === undefined) return err("promotion-option-missing");
  if (retainOption !== null && retainOption !== option) return err("promotion-option-locked");
  return ok({ promotionDiscountRetainOption: option });
}

/** Where the money goes when it does not go back the way it came. What is not needed is refused, never dropped. */
function destinationOf(
  { refundAccount: account, refundEmail }: Asked,
  needs: RefundNeeds,
): Result<Pick<CancelBody, "refundAccount" | "refundEmail">, PlanRefusal> {
  if (account === undefined && needs.account?.need === "required") return err("account-missing");
  if (account !== undefined && needs.account === null) return err("account-not-needed");
  const phone = account?.holderPhoneNumber;
  if (account !== undefined && needs.account?.phone === true && phone === undefined)
    return err("account-phone-missing");
  if (refundEmail === undefined && needs.email) return err("email-missing");
  if (refundEmail !== undefined && !needs.email) return err("email-not-needed");
  return ok({
    ...(account === undefined
      ? {}
      : {
          refundAccount: {
            bank: account.bank,
            number: account.number,
            holderName: account.holderName,
            // Nobody is given a telephone number that they have no use for.
            ...(needs.account?.phone === true && phone !== undefined ? { holderPhoneNumber: phone } : {}),
          },
        }),
    ...(refundEmail === undefined ? {} : { refundEmail }),
  });
}
