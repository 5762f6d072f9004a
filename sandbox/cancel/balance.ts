// The remaining balance in each part. Pending cancels always reduce it; otherwise more money could go back than came in.
import type { Switches } from "../control/switches.ts";
import type { CancellationRecord, PaymentRecord } from "../state/records.ts";

export type Balance = {
  /** The total that may be cancelled, in the same terms as a cancel's `amount`. */
  base: number;
  /** What remains of `base`, after succeeded and pending cancels. */
  remaining: number;
  remainingTaxFree: number;
  remainingTaxable: number;
  remainingVat: number;
  /** What remains of the charge for the buyer, after succeeded and pending cancels. */
  remainingCharge: number;
  /** The value that `currentCancellableAmount` is compared with. */
  lock: number;
};

/** Returns the balance of `payment`: in order amount under a promotion (promotion guide), otherwise by `balanceBasis`. */
export function balanceOf(payment: PaymentRecord, switches: Switches): Balance {
  const { total, taxFree, vat, paid } = payment.amount;
  const byCharge = switches.balanceBasis === "paid";
  const base = payment.promotion || !byCharge ? total : paid;
  const active = payment.cancellations.filter((entry) => entry.status !== "FAILED");
  const counted = active.filter((entry) => entry.status === "SUCCEEDED" || switches.cancelledCountsPending);
  const remaining = base - sum(active, (entry) => entry.counted);
  const remainingTaxFree = Math.min(taxFree, base) - sum(active, (entry) => entry.taxFreeAmount);
  return {
    base,
    remaining,
    remainingTaxFree,
    remainingTaxable: remaining - remainingTaxFree,
    remainingVat: Math.max(0, (vat ?? 0) - sum(active, (entry) => entry.vatAmount)),
    remainingCharge: paid - sum(active, (entry) => entry.money),
    lock: byCharge
      ? paid - sum(counted, (entry) => entry.money)
      : base - sum(counted, (entry) => entry.counted),
  };
}

function sum(entries: CancellationRecord[], pick: (entry: CancellationRecord) => number): number {
  return entries.reduce((total, entry) => total + pick(entry), 0);
}
