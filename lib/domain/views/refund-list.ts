import * as z from "zod/mini";
import type { CancelFigures, MoneyBack, PointsBack } from "../amounts";
import type { RefundFilter, RefundListState } from "../refund/refund-filter";
import { textSchema } from "../text-schema";
import type { CappedCount, PaymentCancelled } from "./payment-list";
import type { RefundView } from "./refund";

/** `failed`: failed refunds that nobody has handled yet. */
export const refundTabs = ["all", "undecided", "failed", "confirming", "pending"] as const;
export type RefundTab = (typeof refundTabs)[number];

type Handling = { byName: string; at: string; note: string };

/** Our own part of a row. */
export type RefundOfRow = RefundView & {
  /** Whole minutes by the database's clock: since the request, since the failure, or the duration. */
  age: { kind: "open" | "failed" | "took"; minutes: number };
  nextCheck: string | null;
  handled: Handling | null;
};

/** A cancellation at PortOne, or a refund of ours without one. */
export type RefundListRow = {
  key: string;
  storeId: string;
  paymentId: string;
  orderName: string;
  channelType: string | null;
  currency: string;
  state: RefundListState;
  requestedAt: string;
  /** Null while open, and where PortOne states no end. */
  finishedAt: string | null;
  figures: CancelFigures;
  /** PortOne's own figure, or what we requested; null for all that remained. */
  stated: number | null;
  /** Null for a cancellation made elsewhere. */
  refund: RefundOfRow | null;
  reason: string;
  /** Where a cancellation made elsewhere came from, in PortOne's word. */
  trigger: string | null;
};

/** Of what the list shows, in all its pages. Money and points are minor units of what PortOne shows as done. */
export type RefundSum = {
  test: boolean;
  currency: string;
  count: number;
  done: { count: number; money: MoneyBack; unknown: number; points: PointsBack };
};

export type FailedPayoutRow = {
  storeId: string;
  paymentId: string;
  orderName: string;
  channelType: string | null;
  currency: string;
  /** PortOne does not state which part did not arrive. */
  cancelled: PaymentCancelled;
  failedAt: string;
};

export type RefundListPage = {
  rows: RefundListRow[];
  tab: RefundTab;
  query: string;
  filter: RefundFilter;
  counts: Record<RefundTab, CappedCount>;
  /** Null where the list is too long to be summed. */
  sums: RefundSum[] | null;
  next: string | null;
  previous: string | null;
};

export const handlingNoteLength = 500;

export const handleRefundInput = z.object({
  refundId: z.guid(),
  note: textSchema({ max: handlingNoteLength, tooLong: "note-too-long" }),
});
export type HandleRefundInput = z.infer<typeof handleRefundInput>;

export type HandleRefundError = "refund-not-found" | "not-failed" | "already-handled";
