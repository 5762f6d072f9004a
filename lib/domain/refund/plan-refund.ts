// Amounts are minor units.

import { isAmount } from "../money";
import { cancellableAmount, pendingCancellations } from "../payment/payment";
import { err, ok, type Result } from "../result";
import type { CancelBody } from "./cancel-body";
import type { RetainOption } from "./refund";
import { type Refundable, type RefundNeeds, refundNeeds } from "./refund-needs";
import { remainingParts } from "./refund-parts";
import type { RefundRequest } from "./refund-request";

export type RefundPlan = {
  body: CancelBody;
  /** Null where PortOne's way of counting is not documented. */
  expected: { amount: number | null; taxFreeAmount: number };
  balanceLock: number | null;
  balanceLockSource: BalanceLockSource;
};

export type BalanceLockSource = "reading" | "typed" | "none";

/** `retainOption`: of our first partial refund; it binds later ones. `refusedBalance`: PortOne called it inconsistent. */
export type EarlierRefunds = {
  retainOption: RetainOption | null;
  refusedBalance: number | null;
};

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
  | "balance-lock-not-needed";

type PlanRequest = Pick<
  RefundRequest,
  "requester" | "refundAccount" | "refundEmail" | "promotionDiscountRetainOption" | "balanceLock"
> & { cancel: CancelKind };

type CancelKind = { kind: "full" } | Omit<Extract<RefundRequest["cancel"], { kind: "partial" }>, "shown">;

/** Returns null if the payment can be refunded. Unknown values are refused, because a wrong guess would move money. */
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

// https://developers.portone.io/opi/ko/integration/cancel/v2/readme: only `full` omits `amount`, which cancels all that
// remains. An absent `taxFreeAmount` is zero, so a cancel of a payment with a tax-free part always states it.
/** Throws a RangeError for an invalid amount. `reason`: the text as sent. */
export function planRefund(
  payment: Refundable,
  request: PlanRequest,
  reason: string,
  now: Date,
  ledger: EarlierRefunds,
): Result<RefundPlan, PlanRefusal> {
  const refusal = refundRefusal(payment);
  if (refusal !== null) return err(refusal);
  const needs = refundNeeds(payment, now);
  const lock = balanceLockOf(payment, request, ledger);
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
    balanceLock: lock.value.balance,
    balanceLockSource: lock.value.from,
  });
}

type BalanceLock = { balance: number | null; from: BalanceLockSource };

/** Rule 7 of the ledger: a person's balance counts only after PortOne refused ours and the reading is unchanged. */
function balanceLockOf(
  payment: Refundable,
  { balanceLock }: PlanRequest,
  ledger: EarlierRefunds,
): Result<BalanceLock, PlanRefusal> {
  const { amount, basisKnown } = cancellableAmount(payment);
  if (balanceLock === undefined) {
    return ok(basisKnown ? { balance: amount, from: "reading" } : { balance: null, from: "none" });
  }
  if (ledger.refusedBalance !== amount) return err("balance-lock-not-needed");
  if (balanceLock.kind === "without") return ok({ balance: null, from: "none" });
  if (!isAmount(balanceLock.balance) || balanceLock.balance === 0)
    throw new RangeError("a balance is a positive integer");
  return ok({ balance: balanceLock.balance, from: "typed" });
}

type StatedParts = {
  body: Pick<CancelBody, "amount" | "taxFreeAmount" | "vatAmount">;
  expected: RefundPlan["expected"];
};

function partsOf(
  payment: Refundable,
  cancel: CancelKind,
  needs: RefundNeeds,
  lock: BalanceLock,
): Result<StatedParts, PlanRefusal> {
  const remaining = remainingParts(payment);
  // PortOne's way of counting is undocumented: a known balance, from a reading or a person, makes the amount known.
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
  const refusal = partRefusal(cancel, remaining, needs, lock);
  if (refusal !== null) return err(refusal);
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
  lock: BalanceLock,
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

function optionOf(
  payment: Refundable,
  { cancel, promotionDiscountRetainOption: option }: PlanRequest,
  { retainOption }: EarlierRefunds,
): Result<Pick<CancelBody, "promotionDiscountRetainOption">, PlanRefusal> {
  const leavesRest = cancel.kind === "partial" && cancel.amount < cancellableAmount(payment).amount;
  if (payment.promotionId === null) return option === undefined ? ok({}) : err("promotion-option-not-needed");
  if (!leavesRest) return ok({});
  if (option === undefined) return err("promotion-option-missing");
  if (retainOption !== null && retainOption !== option) return err("promotion-option-locked");
  return ok({ promotionDiscountRetainOption: option });
}

/** An unneeded account or email is refused, never dropped. */
function destinationOf(
  { refundAccount: account, refundEmail }: PlanRequest,
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
            ...(needs.account?.phone === true && phone !== undefined ? { holderPhoneNumber: phone } : {}),
          },
        }),
    ...(refundEmail === undefined ? {} : { refundEmail }),
  });
}
