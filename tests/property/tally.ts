// Counts the events of the sequences. A run without faults and their effects proves nothing, so a run reports how often
// each expected event occurred and fails when one never did.
import type { RefundRow } from "@/lib/db/refunds/refund-facts";
import { actions, expected, faultKinds, networks, type Recorder } from "./recorder";
import { movedBy, type Run } from "./run";

/** What a run must have drawn. Less informative than `expected`, and too long for the printed line. */
const drawn = [
  ...Object.keys(actions).map((name) => `action ${name}`),
  ...Object.keys(faultKinds).map((kind) => `fault ${kind}`),
  ...Object.keys(networks).map((network) => `network ${network}`),
];

/** A run of fewer sequences may miss an event by chance. */
const enough = 400;

export type Tally = Recorder & {
  finish(run: Run, rows: readonly RefundRow[]): void;
  describeCommand(): string;
  /** Returns the events that never occurred; empty for a run of few sequences. */
  missing(sequences: number): string[];
};

export function newTally(): Tally {
  const counts = new Map<string, number>(expected.map((what) => [what, 0]));
  const done = new Set<string>();
  const add: Tally["add"] = (what) => counts.set(what, (counts.get(what) ?? 0) + 1);
  return {
    add,
    did: (what) => done.add(what),
    finish(run, rows) {
      const requests = run.control.requests({ operation: "cancelPayment" });
      for (const row of rows.filter(({ state }) => state === "succeeded")) {
        if (row.account !== null) add("paid to an account");
        if (row.requestedAmount !== null && row.expectedTaxFree > 0) add("part with a tax-free part");
        if (row.requestedVat !== null) add("part with its VAT");
        if (row.retainOption !== null) add("part under a promotion");
      }
      for (const { id, state } of rows) {
        const sends = requests.filter(({ idempotencyKey }) => idempotencyKey === id);
        const moved = movedBy(run, id).length > 0;
        if (state === "succeeded" || state === "failed" || state === "undecided") add(`refund ${state}`);
        if (sends.length > 1) add("sent more than once");
        if (moved && sends.some(({ status }) => status === null)) add("money moved and no answer");
        if (moved && state === "undecided") add("undecided although money moved");
      }
      const keys = new Set<string | undefined>(rows.map(({ id }) => id));
      const elsewhere = run.control
        .ledger(run.paymentId)
        .filter(({ idempotencyKey }) => !keys.has(idempotencyKey));
      if (elsewhere.length > 0) add("cancelled elsewhere");
      if (elsewhere.some(({ counted }) => rows.some(({ expectedAmount }) => expectedAmount === counted)))
        add("cancelled elsewhere by an equal amount");
      if (run.world.acknowledged.size > 0) add("webhook acknowledged");
    },
    describeCommand: () => [...counts].map(([what, count]) => `${what} ${count}`).join(", "),
    missing: (sequences) =>
      sequences < enough
        ? []
        : [
            ...expected.filter((what) => (counts.get(what) ?? 0) === 0),
            ...drawn.filter((what) => !done.has(what)),
          ],
  };
}
