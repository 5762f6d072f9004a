// The actions of a round of the crash test and the moment of its kill, drawn from a seed. The same seed gives the same
// actions and moments; their effect depends on the timing of the machine.
import type { FaultInput } from "@/sandbox/control/faults";
import { type Chance, createChance } from "@/sandbox/seed/chance";

/** The longest delay of an answer of the sandbox, in milliseconds. */
export const longestDelayMs = 900;

/** A person's refund request, `at` milliseconds into the round. */
export type PlannedRefund = {
  at: number;
  /** A payment of this round, or a payment of an earlier round that has money left. */
  payment: "new" | "earlier";
  channelType: "LIVE" | "TEST";
  /** The whole remaining amount, or a share of it. */
  share: "all" | number;
  faults: FaultInput[];
  /** The person opens the page first instead of having it open. */
  opensPage: boolean;
  doubleClick: boolean;
  /** The person must ask for approval. */
  asksFirst: boolean;
  /** When a part of the payment is cancelled in PortOne's console, in milliseconds into the round; null for never. */
  elsewhereAt: number | null;
};

/** A webhook that the test signs and posts: a resend of PortOne's, a new webhook, or a webhook of an unknown payment. */
export type Post = { at: number; kind: "again" | "own" | "unknown-payment" };

export type Kill = {
  at: number;
  /** The instances to kill when there are two. */
  victims: "first" | "second" | "both";
  /** Milliseconds into the next start at which that start is killed as well; null for never. */
  whileStarting: number | null;
};

export type Round = {
  asks: PlannedRefund[];
  posts: Post[];
  kill: Kill;
  /** Whether all unanswered forms are sent again in this round. */
  sendsAgain: boolean;
  /** The number of the instance that receives PortOne's webhooks. */
  webhooksTo: number;
};

/** Draws round `n`. */
export function drawRound(seed: number, n: number): Round {
  const chance = createChance(seed * 1_000 + n);
  const asks = Array.from({ length: chance.between(2, 4) }, () => drawAsk(chance));
  const posts = Array.from({ length: chance.between(2, 5) }, () => drawPost(chance));
  return {
    asks,
    posts,
    kill: drawKill(chance, asks, posts),
    sendsAgain: chance.is(0.7),
    webhooksTo: chance.between(0, 1),
  };
}

function drawAsk(chance: Chance): PlannedRefund {
  return {
    at: chance.between(0, 700),
    payment: chance.is(0.25) ? "earlier" : "new",
    channelType: chance.is(0.2) ? "TEST" : "LIVE",
    share: chance.is(0.6) ? "all" : chance.one([0.2, 0.5]),
    faults: chance.is(0.7) ? [drawFault(chance), ...(chance.is(0.3) ? [drawWebhookFault(chance)] : [])] : [],
    opensPage: chance.is(0.3),
    doubleClick: chance.is(0.15),
    asksFirst: chance.is(0.3),
    elsewhereAt: chance.is(0.15) ? chance.between(0, 1_200) : null,
  };
}

/** Draws only faults that PortOne's later answers decide: refunds that need a person's decision are not about crashes. */
function drawFault(chance: Chance): FaultInput {
  return chance
    .weighted<{ weight: number; fault: () => FaultInput }>([
      // Long enough for the process to die while the answer is on its way, before or after the money moved.
      {
        weight: 6,
        fault: () => ({
          kind: "delay",
          ms: chance.between(20, longestDelayMs),
          executeAt: chance.one(["start", "end"] as const),
        }),
      },
      { weight: 3, fault: () => ({ kind: "answer-then-drop" }) },
      { weight: 2, fault: () => ({ kind: "execute-then-silence" }) },
      { weight: 1, fault: () => ({ kind: "silence" }) },
      { weight: 2, fault: () => ({ kind: "reset" }) },
      { weight: 1, fault: () => ({ kind: "html", executed: chance.is(0.5) }) },
      { weight: 1, fault: () => ({ kind: "malformed", executed: chance.is(0.5) }) },
      { weight: 2, fault: () => ({ kind: "pg-error", pgCode: "8178", executed: chance.is(0.3) }) },
      { weight: 1, fault: () => ({ kind: "fail-cancel" }) },
      {
        weight: 3,
        fault: () => ({
          kind: "async-cancel",
          autoSettle: { afterMs: chance.one([0, 500, 3_000]), as: chance.one(["succeed", "fail"] as const) },
        }),
      },
      { weight: 1, fault: () => ({ kind: "reset", operation: "getPayment", count: 2 }) },
    ])
    .fault();
}

function drawWebhookFault(chance: Chance): FaultInput {
  return chance.one<FaultInput>([
    { kind: "webhook-lost" },
    { kind: "webhook-delay", ms: 400 },
    { kind: "webhook-twice" },
    { kind: "webhook-out-of-order" },
    { kind: "webhook-before-answer" },
  ]);
}

function drawPost(chance: Chance): Post {
  return {
    at: chance.between(0, 1_200),
    kind: chance.is(0.06) ? "unknown-payment" : chance.one(["again", "own"] as const),
  };
}

/** Draws a kill, most often just after an action has begun: a process has most to lose then. */
function drawKill(chance: Chance, asks: readonly PlannedRefund[], posts: readonly Post[]): Kill {
  const at = chance
    .weighted([
      { weight: 6, at: () => chance.one(asks).at + chance.between(0, 160) },
      { weight: 2, at: () => chance.one(posts).at + chance.between(0, 40) },
      { weight: 3, at: () => chance.between(0, 1_600) },
    ])
    .at();
  return {
    at,
    victims: chance.one(["first", "second", "first", "second", "both"] as const),
    whileStarting: chance.is(0.15) ? chance.between(50, 2_000) : null,
  };
}
