// A difference between the two ledgers, our refunds and PortOne's cancellations, as it is recorded for people.

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

/** How a person closes a finding. */
const personEnds = ["known", "mended", "no-action"] as const;

/** How a finding ended: what later evidence showed, or what a person says of it. Every word has words in `messages`. */
export const findingEnds = [
  "webhook-came",
  "linked",
  "confirmed",
  "money-stayed",
  "agrees",
  ...personEnds,
] as const;
