// What may still be cancelled, in each part. Pending cancels always reduce it: otherwise more could go back than came in.
import type { Switches } from "../control/switches.ts";
import type { CancellationRecord, PaymentRecord } from "../state/records.ts";

export type Balance = {
  /** All that may be cancelled in a payment's life, in the terms `amount` is stated in. */
  base: number;
  /** Of it, what is left, pending cancels taken off. */
  remaining: number;
  remainingTaxFree: number;
  remainingTaxable: number;
  remainingVat: number;
  /** Of the charge, what the buyer has not got back, pending cancels taken off. */
  remainingCharge: number;
  /** What `currentCancellableAmount` is compared with. */
  lock: number;
};

/** The balance of `payment` under `switches`. Order amount under a promotion (the guide), else by `balanceBasis`. */
export function balanceOf(payment: PaymentRecord, switches: Switches): Balance {
  const { total, taxFree, vat, paid } = payment.amount;
  const byCharge = switches.balanceBasis === "paid";
  const base = payment.promotion || !byCharge ? total : paid;
  const held = payment.cancellations.filter((entry) => entry.status !== "FAILED");
  const counted = held.filter((entry) => entry.status === "SUCCEEDED" || switches.cancelledCountsPending);
  const remaining = base - sum(held, (entry) => entry.counted);
  const remainingTaxFree = Math.min(taxFree, base) - sum(held, (entry) => entry.taxFreeAmount);
  return {
    base,
    remaining,
    remainingTaxFree,
    remainingTaxable: remaining - remainingTaxFree,
    remainingVat: Math.max(0, (vat ?? 0) - sum(held, (entry) => entry.vatAmount)),
    remainingCharge: paid - sum(held, (entry) => entry.money),
    lock: byCharge
      ? paid - sum(counted, (entry) => entry.money)
      : base - sum(counted, (entry) => entry.counted),
  };
}

function sum(entries: CancellationRecord[], pick: (entry: CancellationRecord) => number): number {
  return entries.reduce((total, entry) => total + pick(entry), 0);
}
