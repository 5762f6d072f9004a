import * as z from "zod/mini";
import { textSchema } from "../text-schema";

export const discrepancyKinds = [
  "made-elsewhere",
  "webhook-missed",
  "ours-unconfirmed",
  "failed-but-cancelled",
  "amounts-differ",
  "cancelled-twice",
  "end-changed",
  "cancellation-gone",
] as const;
export type DiscrepancyKind = (typeof discrepancyKinds)[number];

export const personResolutions = ["known", "mended", "no-action"] as const;

export const discrepancyResolutions = [
  "webhook-came",
  "linked",
  "confirmed",
  "money-stayed",
  "agrees",
  ...personResolutions,
] as const;
type DiscrepancyEnd = (typeof discrepancyResolutions)[number];
export type AutomaticResolution = Exclude<DiscrepancyEnd, (typeof personResolutions)[number]>;

export const noteLength = 1_000;

export const markDiscrepancySeenInput = z.object({ discrepancyId: z.uuid() });

export const closeDiscrepancyInput = z.object({
  discrepancyId: z.uuid(),
  how: z.enum(personResolutions),
  note: textSchema({ max: noteLength, tooLong: "note-too-long", missing: "note-missing" }),
});
export type CloseDiscrepancyInput = z.infer<typeof closeDiscrepancyInput>;

export type DiscrepancyRefusal = "discrepancy-not-found" | "discrepancy-closed";

export const discrepancyTabs = ["open", "unseen", "closed", "all"] as const;
export type DiscrepancyTab = (typeof discrepancyTabs)[number];

/** Times are ISO 8601 instants, amounts minor units. */
export type DiscrepancyView = {
  id: string;
  kind: DiscrepancyKind;
  paymentId: string;
  orderName: string;
  refundNumber: string | null;
  cancellationId: string | null;
  trigger: string | null;
  currency: string;
  ourAmount: number | null;
  portoneAmount: number | null;
  happenedAt: string;
  foundAt: string;
  reopened: number;
  seen: { by: string; at: string } | null;
  closed: { by: string | null; at: string; how: DiscrepancyEnd; note: string | null } | null;
};

export type LedgerReading = {
  state: "never" | "running" | "paused" | "done" | "failed";
  pulled: number;
  endedAt: string | null;
};

export type DiscrepancyListPage = {
  rows: DiscrepancyView[];
  tab: DiscrepancyTab;
  kind: DiscrepancyKind | null;
  counts: Record<DiscrepancyTab, { count: number; atLeast: boolean }>;
  next: string | null;
  previous: string | null;
  readings: Record<"changes" | "events" | "nightly", LedgerReading>;
  /** Clocks off by more than a minute. `database`: whole minutes by which this machine is ahead, may be negative. */
  clocks: { database: number | null; portone: boolean };
};
