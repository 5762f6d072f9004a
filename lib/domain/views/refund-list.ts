import * as z from "zod/mini";
import { textSchema } from "../text-schema";
import type { CappedCount, PaymentCancelled } from "./payment-list";
import type { RefundView } from "./refund";

/** `failed`: failed refunds that nobody has handled yet. */
export const refundTabs = ["all", "undecided", "failed", "confirming", "pending"] as const;
export type RefundTab = (typeof refundTabs)[number];

type Handling = { byName: string; at: string; note: string };

export type RefundListRow = RefundView & {
  storeId: string;
  paymentId: string;
  orderName: string;
  channelType: string | null;
  /** Whole minutes by the database's clock: since the request, since the failure, or the duration. */
  age: { kind: "open" | "failed" | "took"; minutes: number };
  nextCheck: string | null;
  handled: Handling | null;
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

/** Stands for the code of refunds from before there were codes. */
export const noReason = "-";

export type RefundListPage = {
  rows: RefundListRow[];
  tab: RefundTab;
  query: string;
  reason: string | null;
  counts: Record<RefundTab, CappedCount>;
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
