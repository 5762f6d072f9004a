// Every refund of ours with its state and age, as worklists.
import * as z from "zod/mini";
import { textSchema } from "../text-input";
import type { CappedCount, PaymentCancelled } from "./payment-list";
import type { RefundView } from "./refund";

/** What needs a person stands right after everything. `failed`: those that nobody has dealt with yet. */
export const refundTabs = ["all", "undecided", "failed", "confirming", "pending"] as const;
export type RefundTab = (typeof refundTabs)[number];

/** Who has dealt with a failed refund. */
type Handling = { byName: string; at: string; note: string };

export type RefundListRow = RefundView & {
  storeId: string;
  paymentId: string;
  orderName: string;
  channelType: string | null;
  /** In whole minutes, by the database's clock: since it was asked for, since it failed, or how long it took. */
  age: { kind: "open" | "failed" | "took"; minutes: number };
  /** When the desk looks at an open one again; null while it is about to. */
  nextCheck: string | null;
  handled: Handling | null;
};

/** A refund to a virtual account's customer whose money did not arrive. */
export type FailedPayoutRow = {
  storeId: string;
  paymentId: string;
  orderName: string;
  channelType: string | null;
  currency: string;
  /** All that was cancelled of the payment: PortOne does not say which part did not arrive. */
  cancelled: PaymentCancelled;
  failedAt: string;
};

/** In place of a code: refunds that were asked for before there were codes. No code is written like this. */
export const noReason = "-";

export type RefundListPage = {
  rows: RefundListRow[];
  tab: RefundTab;
  query: string;
  /** The one reason that is shown, by its code or `noReason`; null for every reason. */
  reason: string | null;
  counts: Record<RefundTab, CappedCount>;
  next: string | null;
  previous: string | null;
};

export const noteLength = 500;

export const handleRefundInput = z.object({
  refundId: z.guid(),
  note: textSchema({ max: noteLength, tooLong: "note-too-long" }),
});
export type HandleRefundInput = z.infer<typeof handleRefundInput>;

/** Every refusal has words in `messages`. */
export type HandleRefundError = "refund-not-found" | "not-failed" | "already-handled";
