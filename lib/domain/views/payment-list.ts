// What the list of payments shows. Amounts are minor units of `currency`, times ISO 8601 instants.
import type { CancelFigures, ChargedAmount, OrderAmount } from "../amounts";
import type { PaymentStatus } from "../payment/payment";
import type { PaymentFilter } from "../payment/payment-filter";
import type { MethodType } from "../payment/payment-method";
import type { PaymentTab } from "../payment/payment-tabs";
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
  /** Of all its cancellations together. */
  cancelled: PaymentCancelled;
  orderName: string;
  customerName: string | null;
  requestedAt: string;
  paidAt: string | null;
  /** A refund of ours is open on it. */
  openRefund: RefundState | null;
};

/** What the cancellations of a payment that succeeded have cancelled and returned together; `order` is 0 where there are none. */
export type PaymentCancelled = Pick<CancelFigures, "order" | "money">;

/** Exact up to the cap; `atLeast` beyond it. */
export type CappedCount = { count: number; atLeast: boolean };

/**
 * How far a list went: through everything; to a place in its order, from which the next page goes on; through the first
 * so many that a condition left; or, for a text too short to be a part of anything, to whole ids and amounts only.
 */
export type ListScan =
  | { kind: "all" }
  | { kind: "scanned-to"; place: string }
  | { kind: "cut" }
  | { kind: "whole-only" };

export type PaymentListPage = {
  /** Payments that have the search as a whole id: shown whatever else is asked for, on the first page. */
  named: PaymentRow[];
  rows: PaymentRow[];
  filter: PaymentFilter;
  counts: Record<PaymentTab, CappedCount>;
  scan: ListScan;
  /** What there are payments of, to choose from. */
  choices: { pgs: string[]; currencies: string[] };
  /** Opaque keyset cursors; null where there is no such page. */
  next: string | null;
  previous: string | null;
  pull: PullProgress;
};

export type PullProgress = {
  state: "never" | "running" | "done" | "failed";
  pulled: number;
  finishedAt: string | null;
};
