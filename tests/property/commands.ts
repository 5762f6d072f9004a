// What may happen in a sequence, as plain data, so that a counterexample can be read, shrunk and replayed.
import fc from "fast-check";
import { cancelFault, type Fault, readFault, webhookFault } from "./faults";

/** How much: a share of what remains, or exactly what the latest refund of ours asked for. */
export type Amount = "all" | "equal" | { share: number };

/** A refund as an operator asks for it. `faults` are scripted just before it is sent. */
export type Ask = {
  amount: "full" | { share: number; taxFreeShare: number; vatShare: number; retain: "RETAIN" | "RELEASE" };
  /** The form shows an old balance. */
  stale: boolean;
  faults: Fault[];
};

/** How a webhook fares on its way: worked off before it is answered, refused, its answer lost, its storing cut off. */
export type Network = "up" | "worked" | "down" | "answer-lost" | "storage-fails";

export type Command =
  | { action: "request"; ask: Ask }
  /** The same form again: a double click, or a replay of it. */
  | { action: "repeat"; which: number }
  | { action: "decide"; right: boolean }
  | { action: "console"; amount: Amount }
  | { action: "other"; amount: Amount; trigger: "API" | "PORTONE_ADMIN" | "CHARGEBACK"; sameReason: boolean }
  /** Another program with a key of its own sends what our operator would send, but for the number. */
  | { action: "other-api"; share: number; faults: Fault[] }
  | { action: "settle"; which: number; outcome: "succeed" | "fail" }
  | { action: "fault"; fault: Fault }
  | { action: "clear-faults" }
  | { action: "network"; network: Network }
  /** A webhook that PortOne recorded, signed afresh and brought straight to the desk: also a lost one, also again. */
  | { action: "webhook"; which: number; times: number }
  /** A webhook exactly as it came before. */
  | { action: "replay"; which: number }
  | { action: "deliveries" }
  | { action: "resume" }
  | { action: "resume-one"; which: number }
  | { action: "poll" }
  | { action: "requeue" }
  | { action: "view" }
  | { action: "pull" }
  /** What changed is read, and what is due to be compared. */
  | { action: "reconcile" }
  | { action: "jump"; minutes: number; drift: number }
  /** The process dies at its n-th touch of the database or of PortOne, and another one starts. */
  | { action: "crash"; after: number; during: Command }
  | { action: "together"; commands: Command[] };

const share = fc.constantFrom(0.05, 0.3, 0.3, 0.5, 1);
const amount = fc.oneof(
  { weight: 1, arbitrary: fc.constant<Amount>("all") },
  { weight: 4, arbitrary: fc.constant<Amount>("equal") },
  { weight: 2, arbitrary: fc.record({ share: fc.constantFrom(0.3, 0.5) }) },
);
/** A refund as asked for, most often struck by something. */
export const ask: fc.Arbitrary<Ask> = fc.record({
  amount: fc.oneof(
    fc.constant("full" as const),
    fc.record({
      share,
      taxFreeShare: fc.constantFrom(0, 0.5, 1),
      vatShare: fc.constantFrom(0, 1 / 11, 1 / 11, 1),
      retain: fc.constantFrom("RETAIN", "RELEASE"),
    }),
  ),
  stale: fc.oneof({ weight: 19, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  faults: fc.oneof(
    { weight: 1, arbitrary: fc.constant<Fault[]>([]) },
    { weight: 2, arbitrary: fc.tuple(cancelFault).map((one): Fault[] => one) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(cancelFault, fc.oneof(cancelFault, readFault, webhookFault))
        .map((two): Fault[] => two),
    },
  ),
});
const which = fc.nat({ max: 3 });

export const request = ask.map((one): Command => ({ action: "request", ask: one }));
/** One run of a worker, or somebody who opens the page. */
export const workers: fc.Arbitrary<Command> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Command>({ action: "deliveries" }) },
  { weight: 5, arbitrary: fc.constant<Command>({ action: "resume" }) },
  { weight: 1, arbitrary: which.map((n): Command => ({ action: "resume-one", which: n })) },
  { weight: 2, arbitrary: fc.constant<Command>({ action: "poll" }) },
  { weight: 1, arbitrary: fc.constant<Command>({ action: "requeue" }) },
  { weight: 2, arbitrary: fc.constant<Command>({ action: "view" }) },
  { weight: 1, arbitrary: fc.constant<Command>({ action: "reconcile" }) },
);
export const webhook: fc.Arbitrary<Command> = fc.record({
  action: fc.constant("webhook" as const),
  which,
  times: fc.constantFrom(1, 1, 2),
});
export const other: fc.Arbitrary<Command> = fc.record({
  action: fc.constant("other" as const),
  amount,
  trigger: fc.constantFrom(
    "API" as const,
    "API" as const,
    "API" as const,
    "PORTONE_ADMIN" as const,
    "CHARGEBACK" as const,
  ),
  sameReason: fc.boolean(),
});
export const decide: fc.Arbitrary<Command> = fc
  .constantFrom(true, true, false)
  .map((right): Command => ({ action: "decide", right }));
export const settle: fc.Arbitrary<Command> = fc.record({
  action: fc.constant("settle" as const),
  which: fc.nat({ max: 1 }),
  outcome: fc.constantFrom("succeed" as const, "fail" as const),
});
export const jump: fc.Arbitrary<Command> = fc.record({
  action: fc.constant("jump" as const),
  minutes: fc.constantFrom(1, 2, 6, 11, 45, 61, 151, 181, 240),
  // Clocks apart: PortOne's documents know five minutes, the tolerance of a webhook's time.
  drift: fc.constantFrom(0, 0, -5, 5),
});

/** Most often as it should be. */
export const network: fc.Arbitrary<Network> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Network>("up") },
  { weight: 4, arbitrary: fc.constantFrom<Network>("worked", "down", "answer-lost", "storage-fails") },
);

/** One command out of nothing. Weights favour what refunds and readings do to each other. */
export const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 10, arbitrary: request },
  { weight: 12, arbitrary: workers },
  { weight: 7, arbitrary: jump },
  { weight: 5, arbitrary: other },
  { weight: 2, arbitrary: fc.record({ action: fc.constant("console" as const), amount }) },
  {
    weight: 2,
    arbitrary: fc.record({
      action: fc.constant("other-api" as const),
      share,
      faults: fc.array(cancelFault, { maxLength: 1 }),
    }),
  },
  { weight: 3, arbitrary: decide },
  { weight: 3, arbitrary: settle },
  { weight: 4, arbitrary: cancelFault.map((fault): Command => ({ action: "fault", fault })) },
  {
    weight: 2,
    arbitrary: fc.oneof(readFault, webhookFault).map((fault): Command => ({ action: "fault", fault })),
  },
  { weight: 1, arbitrary: fc.constant<Command>({ action: "clear-faults" }) },
  {
    weight: 2,
    arbitrary: network.map((network): Command => ({ action: "network", network })),
  },
  { weight: 3, arbitrary: webhook },
  { weight: 1, arbitrary: which.map((n): Command => ({ action: "replay", which: n })) },
  { weight: 1, arbitrary: which.map((n): Command => ({ action: "repeat", which: n })) },
  { weight: 1, arbitrary: fc.constant<Command>({ action: "pull" }) },
  {
    weight: 6,
    arbitrary: fc.record({
      action: fc.constant("crash" as const),
      after: fc.nat({ max: 34 }),
      during: fc.oneof(
        { weight: 5, arbitrary: request },
        { weight: 4, arbitrary: workers },
        { weight: 2, arbitrary: webhook },
        { weight: 1, arbitrary: decide },
      ),
    }),
  },
  {
    weight: 4,
    arbitrary: fc
      .array(
        fc.oneof(
          { weight: 4, arbitrary: request },
          { weight: 4, arbitrary: workers },
          webhook,
          decide,
          other,
        ),
        {
          minLength: 2,
          maxLength: 3,
        },
      )
      .map((commands): Command => ({ action: "together", commands })),
  },
);
