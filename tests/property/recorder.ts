import type { FaultInput } from "@/sandbox/control/faults";
import type { Command, Network } from "./commands";

/** Every action, so that an action that is never drawn is reported. A missing entry does not compile. */
export const actions: Record<Command["action"], true> = {
  request: true,
  repeat: true,
  approval: true,
  withdraw: true,
  amend: true,
  expire: true,
  emergency: true,
  people: true,
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

export const faultKinds: Record<FaultInput["kind"], true> = {
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

export const networks: Record<Network, true> = {
  up: true,
  worked: true,
  down: true,
  "answer-lost": true,
  "storage-fails": true,
};

/** Events that a run of some hundred sequences must reach at least once. */
export const expected = [
  "approval asked",
  "approved and sent",
  "request void",
  "request amended",
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

type Drawn = `action ${Command["action"]}` | `fault ${FaultInput["kind"]}` | `network ${Network}`;

export type Recorder = {
  add(what: (typeof expected)[number]): void;
  /** Records a drawn and executed action, fault or network. */
  did(what: Drawn): void;
};
