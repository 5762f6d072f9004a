// What the sequences came to. A model that never gets anywhere near trouble proves nothing, so a run says how often it
// was there, and fails when it never was.
import type { RefundRow } from "@/lib/db/refund-facts";
import type { FaultInput } from "@/sandbox/control/faults";
import type { Command, Network } from "./commands";
import { movedBy, type Run } from "./run";

/** Every act, so that one which is never drawn is noticed, and one without an entry here does not compile. */
const acts: Record<Command["act"], true> = {
  request: true,
  repeat: true,
  decide: true,
  console: true,
  other: true,
  "other-api": true,
  settle: true,
  fault: true,
  "clear-faults": true,
  network: true,
  webhook: true,
  replay: true,
  deliveries: true,
  resume: true,
  "resume-one": true,
  poll: true,
  requeue: true,
  view: true,
  pull: true,
  reconcile: true,
  jump: true,
  crash: true,
  together: true,
};
const faultKinds: Record<FaultInput["kind"], true> = {
  delay: true,
  "answer-then-drop": true,
  reset: true,
  "execute-then-silence": true,
  silence: true,
  "pg-error": true,
  html: true,
  status: true,
  "unknown-status": true,
  malformed: true,
  "async-cancel": true,
  "fail-cancel": true,
  "webhook-lost": true,
  "webhook-delay": true,
  "webhook-twice": true,
  "webhook-out-of-order": true,
  "webhook-before-answer": true,
};
const networks: Record<Network, true> = {
  up: true,
  worked: true,
  down: true,
  "answer-lost": true,
  "storage-fails": true,
};

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
  "cancelled elsewhere by an equal amount",
  "switches drawn",
  "webhook acknowledged",
  "difference found",
  "paid to an account",
  "part with a tax-free part",
  "part with its VAT",
  "part under a promotion",
] as const;
/** What a run must have drawn: less telling than the above, and too long for a line. */
const drawn = [
  ...Object.keys(acts).map((name) => `act ${name}`),
  ...Object.keys(faultKinds).map((kind) => `fault ${kind}`),
  ...Object.keys(networks).map((network) => `network ${network}`),
];
/** Fewer sequences than this may miss one of them. */
const enough = 400;

type Drawn = `act ${Command["act"]}` | `fault ${FaultInput["kind"]}` | `network ${Network}`;

export type Tally = {
  add(what: (typeof expected)[number]): void;
  /** Counts what was drawn and done. */
  did(what: Drawn): void;
  /** Counts what a finished sequence came to. */
  finish(run: Run, rows: readonly RefundRow[]): void;
  /** One line for people. */
  inWords(): string;
  /** What was never met in so many sequences. */
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
        if (row.askedAmount !== null && row.expectedTaxFree > 0) add("part with a tax-free part");
        if (row.askedVat !== null) add("part with its VAT");
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
    inWords: () => [...counts].map(([what, count]) => `${what} ${count}`).join(", "),
    missing: (sequences) =>
      sequences < enough
        ? []
        : [
            ...expected.filter((what) => (counts.get(what) ?? 0) === 0),
            ...drawn.filter((what) => !done.has(what)),
          ],
  };
}
