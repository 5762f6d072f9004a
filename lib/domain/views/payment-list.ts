// Amounts are minor units of `currency`, times ISO 8601 instants.
import type { CancelFigures, ChargedAmount, OrderAmount } from "../amounts";
import type { PaymentStatus } from "../payment/payment";
import type { PaymentFilter } from "../payment/payment-filter";
import type { MethodType } from "../payment/payment-method";
import type { PaymentTab } from "../payment/payment-tabs";
import type { SearchMatches } from "../payment/search-matches";
import type { RefundState } from "../refund/refund";

export type PaymentRow = {
  storeId: string;
  id: string;
  status: PaymentStatus;
  rawStatus: string;
  methodType: MethodType | null;
  pgProvider: string | null;
  channelType: string | null;
  currency: string;
  total: OrderAmount;
  charged: ChargedAmount | null;
  cancelled: PaymentCancelled;
  orderName: string;
  customerName: string | null;
  requestedAt: string;
  paidAt: string | null;
  openRefund: RefundState | null;
  /** Null where nothing is searched for. */
  matches: SearchMatches | null;
};

export type PaymentCancelled = Pick<CancelFigures, "order" | "money">;

/** Exact up to the cap; `atLeast` beyond it. */
export type CappedCount = { count: number; atLeast: boolean };

/** `cut`: the first rows that a condition left. `whole-only`: the text is too short for a partial match. */
export type ListScan =
  | { kind: "all" }
  | { kind: "scanned-to"; place: string }
  | { kind: "cut" }
  | { kind: "whole-only" };

export type PaymentListPage = {
  /** Payments with the search text as a whole id, whatever the filter is. */
  named: PaymentRow[];
  rows: PaymentRow[];
  /** Of several ids, those of which nothing was found. */
  missing: string[];
  filter: PaymentFilter;
  /** Whether parts of customers' data were searched, or only whole values. */
  seesCustomers: boolean;
  counts: Record<PaymentTab, CappedCount>;
  scan: ListScan;
  choices: { pgs: string[]; currencies: string[] };
  next: string | null;
  previous: string | null;
  pull: PullProgress;
};

/** Of a currency, TEST channels apart. `charged` in minor units, without the payments whose charge is `unknown`. */
export type PaymentSum = {
  test: boolean;
  currency: string;
  count: number;
  charged: ChargedAmount;
  unknown: number;
};

export type PullProgress = {
  state: "never" | "running" | "done" | "failed";
  pulled: number;
  finishedAt: string | null;
};
