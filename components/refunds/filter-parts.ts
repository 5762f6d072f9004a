// Groups of conditions, one for each button, and the query parameters that each group sets.
import type { Named } from "@/components/list-tools/filter-choices";
import { everyRefund, type RefundFilter, type RefundParameter } from "@/lib/domain/refund/refund-filter";

export const refundFilterParts = ["period", "state", "person", "means"] as const;
export type RefundFilterPart = (typeof refundFilterParts)[number];

/** Options of the filter with their names. */
export type RefundFilterChoices = {
  states: readonly Named[];
  people: readonly Named[];
  reasons: readonly Named[];
  methods: readonly Named[];
  pgs: readonly Named[];
  currencies: readonly string[];
};

export const refundFilterParameters: Record<RefundFilterPart, readonly RefundParameter[]> = {
  period: ["by", "from", "to"],
  state: ["state"],
  person: ["person", "reason"],
  means: ["method", "pg", "channel", "currency"],
};

/** Returns the filter without the conditions of a group. */
export function withoutPart(filter: RefundFilter, part: RefundFilterPart): RefundFilter {
  const { period, states, person, reason, methods, pgs, channel, currency } = everyRefund;
  switch (part) {
    case "period":
      return { ...filter, period };
    case "state":
      return { ...filter, states };
    case "person":
      return { ...filter, person, reason };
    case "means":
      return { ...filter, methods, pgs, channel, currency };
  }
}
