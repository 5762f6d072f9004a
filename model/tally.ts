// What the sequences came to. A model that never gets anywhere near trouble proves nothing, so a run says how often it
// was there, and fails when it never was.
import type { RefundRow } from "@/lib/db/refund-facts";
import { movedBy, type Run } from "./run";

/** What a run of some hundred sequences must have met at least once. */
const expected = [
  "refund succeeded",
  "refund failed",
  "refund undecided",
  "sent more than once",
  "money moved and no answer",
  "undecided although money moved",
  "decided rightly",
  "decided wrongly",
  "process died",
  "cancelled elsewhere",
  "webhook acknowledged",
] as const;
/** Fewer sequences than this may miss one of them. */
const enough = 400;

export type Tally = {
  add(what: (typeof expected)[number]): void;
  /** Counts what a finished sequence came to. */
  finish(run: Run, rows: readonly RefundRow[]): void;
  /** One line for people. */
  inWords(): string;
  /** What was never met in so many sequences. */
  missing(sequences: number): string[];
};

export function newTally(): Tally {
  const counts = new Map<string, number>(expected.map((what) => [what, 0]));
  const add: Tally["add"] = (what) => counts.set(what, (counts.get(what) ?? 0) + 1);
  return {
    add,
    finish(run, rows) {
      const requests = run.control.requests({ operation: "cancelPayment" });
      for (const { id, state } of rows) {
        const sends = requests.filter(({ idempotencyKey }) => idempotencyKey === id);
        const moved = movedBy(run, id).length > 0;
        if (state === "succeeded" || state === "failed" || state === "undecided") add(`refund ${state}`);
        if (sends.length > 1) add("sent more than once");
        if (moved && sends.some(({ status }) => status === null)) add("money moved and no answer");
        if (moved && state === "undecided") add("undecided although money moved");
      }
      const keys = new Set<string | undefined>(rows.map(({ id }) => id));
      if (run.control.ledger(run.paymentId).some(({ idempotencyKey }) => !keys.has(idempotencyKey)))
        add("cancelled elsewhere");
      if (run.world.acknowledged.size > 0) add("webhook acknowledged");
    },
    inWords: () => [...counts].map(([what, count]) => `${what} ${count}`).join(", "),
    missing: (sequences) =>
      sequences < enough ? [] : expected.filter((what) => (counts.get(what) ?? 0) === 0),
  };
}
