// The commands of a sequence as plain data, so that a counterexample can be read, shrunk and replayed.
import fc from "fast-check";
import { cancelFault, type RandomFault, readFault, webhookFault } from "./faults";

/** A share of the remaining amount, or exactly the amount that our latest refund requested. */
export type Amount = "all" | "equal" | { share: number };

/** A refund request of an operator. `faults` are scripted just before the request is sent. */
export type Ask = {
  amount: "full" | { share: number; taxFreeShare: number; vatShare: number; retain: "RETAIN" | "RELEASE" };
  /** The form shows an outdated balance. */
  stale: boolean;
  /** Where a rule asks for approval, other people approve at once. */
  isApproved: boolean;
  faults: RandomFault[];
};

/**
 * What happens to a webhook on its way to the desk: processed before it is answered ("worked"), rejected ("down"),
 * answered without the answer arriving, or stored with an interruption.
 */
export type Network = "up" | "worked" | "down" | "answer-lost" | "storage-fails";

export type Command =
  | { action: "request"; ask: Ask }
  /** Sends the same form again, as a double click or a replay does. */
  | { action: "repeat"; which: number }
  /** A decision about the request that waits, by one of the approvers, the requester or an administrator. */
  | { action: "approval"; who: Approver; decision: "approve" | "reject" | "return" }
  | { action: "withdraw" }
  /** The requester changes what the request asks for. */
  | { action: "amend"; ask: Ask }
  | { action: "expire" }
  /** An administrator sends without approval, which the settings allow or not. */
  | { action: "emergency"; ask: Ask; isAllowed: boolean }
  /** The approver's role is taken away or given back, or the requester is disabled or enabled. */
  | { action: "people"; approver: boolean; requester: boolean }
  | { action: "decide"; right: boolean }
  | { action: "console"; amount: Amount }
  | { action: "other"; amount: Amount; trigger: "API" | "PORTONE_ADMIN" | "CHARGEBACK"; sameReason: boolean }
  /** Another program sends the cancel that our operator would send, with its own key and without the refund number. */
  | { action: "other-api"; share: number; faults: RandomFault[] }
  | { action: "settle"; which: number; outcome: "succeed" | "fail" }
  | { action: "fault"; fault: RandomFault }
  | { action: "clear-faults" }
  | { action: "network"; network: Network }
  /** Signs a webhook of PortOne's record again and delivers it directly to the desk, even when it was lost or delivered. */
  | { action: "webhook"; which: number; times: number }
  /** Delivers a webhook exactly as PortOne posted it before. */
  | { action: "replay"; which: number }
  | { action: "deliveries" }
  | { action: "resume" }
  | { action: "resume-one"; which: number }
  | { action: "poll" }
  | { action: "requeue" }
  | { action: "view" }
  | { action: "pull" }
  /** Pulls changes and events, and runs the comparisons that are due. */
  | { action: "reconcile" }
  | { action: "jump"; minutes: number; drift: number }
  /** The process dies at its n-th access to the database or PortOne, and another process starts. */
  | { action: "crash"; after: number; during: Command }
  | { action: "together"; commands: Command[] };

const approvers = ["approver-1", "approver-2", "operator-1", "operator-2", "admin-1"] as const;
export type Approver = (typeof approvers)[number];

const share = fc.constantFrom(0.05, 0.3, 0.3, 0.5, 1);
const amount = fc.oneof(
  { weight: 1, arbitrary: fc.constant<Amount>("all") },
  { weight: 4, arbitrary: fc.constant<Amount>("equal") },
  { weight: 2, arbitrary: fc.record({ share: fc.constantFrom(0.3, 0.5) }) },
);
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
  isApproved: fc.constantFrom(true, true, true, false),
  stale: fc.oneof({ weight: 19, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  faults: fc.oneof(
    { weight: 1, arbitrary: fc.constant<RandomFault[]>([]) },
    { weight: 2, arbitrary: fc.tuple(cancelFault).map((one): RandomFault[] => one) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(cancelFault, fc.oneof(cancelFault, readFault, webhookFault))
        .map((two): RandomFault[] => two),
    },
  ),
});
const which = fc.nat({ max: 3 });

const decision = fc.constantFrom(
  "approve" as const,
  "approve" as const,
  "approve" as const,
  "reject" as const,
  "return" as const,
);
export const approval: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      action: fc.constant("approval" as const),
      who: fc.constantFrom(...approvers),
      decision,
    }),
  },
  { weight: 1, arbitrary: fc.constant<Command>({ action: "withdraw" }) },
  { weight: 1, arbitrary: ask.map((one): Command => ({ action: "amend", ask: one })) },
  { weight: 1, arbitrary: fc.constant<Command>({ action: "expire" }) },
  {
    weight: 1,
    arbitrary: fc.record({ action: fc.constant("emergency" as const), ask, isAllowed: fc.boolean() }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      action: fc.constant("people" as const),
      approver: fc.boolean(),
      requester: fc.boolean(),
    }),
  },
);

export const request = ask.map((one): Command => ({ action: "request", ask: one }));
/** One run of a worker, or a person who opens the page. */
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
  // Clock drift: PortOne documents a tolerance of five minutes for the timestamp of a webhook.
  drift: fc.constantFrom(0, 0, -5, 5),
});

export const network: fc.Arbitrary<Network> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Network>("up") },
  { weight: 4, arbitrary: fc.constantFrom<Network>("worked", "down", "answer-lost", "storage-fails") },
);

/** One arbitrary command. The weights favour interactions between refunds and reads. */
export const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 10, arbitrary: request },
  { weight: 6, arbitrary: approval },
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
        { weight: 3, arbitrary: approval },
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
          { weight: 4, arbitrary: approval },
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
