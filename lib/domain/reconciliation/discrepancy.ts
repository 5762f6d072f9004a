// A difference between the two ledgers, our refunds and PortOne's cancellations, as it is recorded for people.
import * as z from "zod/mini";
import { textSchema } from "../text-input";

/** Every kind has words in `messages`. What each means is decided in `differences`. */
export const findingKinds = [
  "made-elsewhere",
  "webhook-missed",
  "ours-unconfirmed",
  "failed-but-cancelled",
  "amounts-differ",
  "cancelled-twice",
  "end-changed",
  "cancellation-gone",
] as const;
export type FindingKind = (typeof findingKinds)[number];

/** How a person closes a finding. */
export const personEnds = ["known", "mended", "no-action"] as const;

/** How a finding ended: what later evidence showed, or what a person says of it. Every word has words in `messages`. */
export const findingEnds = [
  "webhook-came",
  "linked",
  "confirmed",
  "money-stayed",
  "agrees",
  ...personEnds,
] as const;
type FindingEnd = (typeof findingEnds)[number];
export type DeskEnd = Exclude<FindingEnd, (typeof personEnds)[number]>;

export const noteLength = 1_000;

/** The list of findings names the finding; nothing else is needed to say that one has looked at it. */
export const seeFindingInput = z.object({ findingId: z.uuid() });

export const closeFindingInput = z.object({
  findingId: z.uuid(),
  how: z.enum(personEnds),
  note: textSchema({ max: noteLength, tooLong: "note-too-long", missing: "note-missing" }),
});
export type CloseFindingInput = z.infer<typeof closeFindingInput>;

/** Why a finding could not be marked or closed. Every code has words in `messages`. */
export type FindingRefusal = "finding-not-found" | "finding-closed";

/** What a list of findings shows: still to be closed, not yet looked at, closed, or all. */
export const findingTabs = ["open", "unseen", "closed", "all"] as const;
export type FindingTab = (typeof findingTabs)[number];

/** A finding as a list shows it. Times are ISO 8601 instants, amounts minor units. */
export type FindingView = {
  id: string;
  kind: FindingKind;
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
  /** `by` is null where later evidence closed it. */
  closed: { by: string | null; at: string; how: FindingEnd; note: string | null } | null;
};

/** How far one of the ways of reading what changed has come. `never`: not begun yet. */
export type Reading = {
  state: "never" | "running" | "paused" | "done" | "failed";
  pulled: number;
  endedAt: string | null;
};

export type FindingListPage = {
  rows: FindingView[];
  tab: FindingTab;
  kind: FindingKind | null;
  counts: Record<FindingTab, { count: number; atLeast: boolean }>;
  next: string | null;
  previous: string | null;
  readings: Record<"changes" | "events" | "nightly", Reading>;
  /** Clocks that disagree by more than a minute. `database`: whole minutes by which this machine is ahead, may be negative. */
  clocks: { database: number | null; portone: boolean };
};
