// Groups of conditions, one for each button, and the query parameters that each group sets.
import type { Named } from "@/components/list-tools/filter-choices";
import { everyPayment, type PaymentFilter } from "@/lib/domain/payment/payment-filter";

export const filterParts = ["period", "status", "paymentMethod", "amount", "order"] as const;
export type FilterPart = (typeof filterParts)[number];

/** Conditions that are on or off, in the group of the status. */
export const filterSwitches = ["pendingCancellation", "blockedSoon"] as const;

/** Options of the filter with their names. */
export type FilterChoices = {
  statuses: readonly Named[];
  methods: readonly Named[];
  pgs: readonly Named[];
  currencies: readonly string[];
  orders: readonly Named[];
};

export const paymentFilterParameters: Record<FilterPart, readonly string[]> = {
  period: ["by", "from", "to", "took"],
  status: ["status", "pending", "soon"],
  paymentMethod: ["method", "pg", "channel"],
  amount: ["currency", "min", "max", "unknown"],
  order: ["sort"],
};

/** Returns the filter without the conditions of a group. */
export function without(filter: PaymentFilter, part: FilterPart): PaymentFilter {
  const { period, took, statuses, methods, pgs, channel, amount, currency, sort } = everyPayment;
  const { pendingCancellation, blockedSoon, unknownCharge } = everyPayment;
  switch (part) {
    case "period":
      // A period of payment also sets the order by payment time.
      return { ...filter, period, took, ...(filter.sort.key === "paid" ? { sort } : {}) };
    case "status":
      return { ...filter, statuses, pendingCancellation, blockedSoon };
    case "paymentMethod":
      return { ...filter, methods, pgs, channel };
    case "amount":
      return { ...filter, amount, currency, unknownCharge };
    case "order":
      return { ...filter, sort };
  }
}
