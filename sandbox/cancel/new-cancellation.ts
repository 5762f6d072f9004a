// Builds a cancellation record from an amount: its tax parts, the money that goes back, and the points.
import { isRefusal, type Refusal } from "../api/refusal.ts";
import type { CancellationRecord, PaymentRecord, RetainOption, Trigger } from "../state/records.ts";
import type { World } from "../world.ts";
import { type Balance, balanceOf } from "./balance.ts";
import { ignoresVat } from "./pg-rules.ts";
import { promotionRefund, retainOptionFor } from "./promotion.ts";

export type Parts = { taxFree: number; vat: number };
/** The money that goes back, and the applied promotion option (null without a promotion). */
export type Money = { money: number; option: RetainOption | null };

export type NewCancellation = {
  amount: number;
  parts: Parts;
  money: Money;
  status: CancellationRecord["status"];
  reason: string;
  trigger: Trigger;
  at: number;
  vatOmitted: boolean;
  skipWebhook: boolean;
  asynchronous: boolean;
  settleAfterMs: number | null;
  settleAs: "succeed" | "fail";
  idempotencyKey: string | null;
};

/** Returns the tax parts. Omitted VAT is computed: an eleventh of the taxable part, and the exact remainder at the end. */
export function partsOf(
  payment: PaymentRecord,
  balance: Balance,
  amount: number,
  taxFreeAmount: number,
  vatAmount: number | null,
): Parts {
  if (vatAmount !== null && !ignoresVat(payment)) return { taxFree: taxFreeAmount, vat: vatAmount };
  const taxable = amount - taxFreeAmount;
  const computed = amount === balance.remaining ? taxable : Math.round(taxable / 11);
  return { taxFree: taxFreeAmount, vat: Math.max(0, Math.min(balance.remainingVat, computed)) };
}

/** Returns the money that a cancel of `amount` gives back, or the promotion's refusal. */
export function moneyFor(
  world: World,
  payment: PaymentRecord,
  balance: Balance,
  amount: number,
  requested: RetainOption | null,
): Money | Refusal {
  if (!payment.promotion) return { money: Math.min(amount, balance.remainingCharge), option: null };
  const option = retainOptionFor(payment, requested, amount === balance.remaining);
  if (typeof option !== "string") return option;
  const money = promotionRefund(payment, payment.promotion, balance, amount, option, world.switches());
  return typeof money === "number" ? { money, option } : money;
}

export function newCancellation(
  world: World,
  payment: PaymentRecord,
  input: NewCancellation,
): CancellationRecord {
  const switches = world.switches();
  const { sequence } = world.store;
  const { money } = input.money;
  const takesRest = input.amount === balanceOf(payment, switches).remaining;
  const byOrder = !payment.promotion || switches.promotionCancellationTotal === "order";
  const reason = [...input.reason];
  return {
    id: sequence.uuid(),
    status: input.status,
    ...(input.status === "FAILED" ? {} : { pgCancellationId: `pgc-${sequence.digits(14)}` }),
    totalAmount: byOrder ? input.amount : money,
    counted: input.amount,
    money,
    points: pointsOf(payment, input.amount, money, takesRest, switches.balanceBasis),
    taxFreeAmount: input.parts.taxFree,
    vatAmount: input.parts.vat,
    reason: switches.reasonEcho === "cut" ? reason.slice(0, switches.reasonCutLength).join("") : input.reason,
    requestedAt: input.at,
    trigger: input.trigger,
    takesRest,
    vatOmitted: input.vatOmitted,
    skipWebhook: input.skipWebhook,
    asynchronous: input.asynchronous,
    ...(input.status === "REQUESTED" && input.settleAfterMs !== null
      ? { settleAt: input.at + input.settleAfterMs, settleAs: input.settleAs }
      : {}),
    ...(input.idempotencyKey === null ? {} : { idempotencyKey: input.idempotencyKey }),
  };
}

/** Returns the payment with the promotion option bound; a cancel of the whole rest does not bind it. */
export function bindOption(payment: PaymentRecord, money: Money, takesRest: boolean): PaymentRecord {
  return money.option !== null && !takesRest ? { ...payment, retainOption: money.option } : payment;
}

export function isMoney(result: Money | Refusal): result is Money {
  return !isRefusal(result);
}

// Counted by order amount, points come back after the money. Counted by charge, they come back with the last cancel.
function pointsOf(
  payment: PaymentRecord,
  amount: number,
  money: number,
  takesRest: boolean,
  basis: "total" | "paid",
): number {
  if (payment.promotion) return 0;
  if (basis === "total") return amount - money;
  return takesRest ? payment.amount.discount : 0;
}
