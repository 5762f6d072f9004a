// One sequence from a fresh payment to rest: commands, then the end of all faults, then a bounded number of worker runs.

import { randomUUID } from "node:crypto";
import { like } from "drizzle-orm";
import fc from "fast-check";
import { recordResolution } from "@/lib/db/refunds/record-resolution";
import type { RefundRow } from "@/lib/db/refunds/refund-facts";
import { approvalRules, approvalSettings } from "@/lib/db/schema/approvals";
import { pulls } from "@/lib/db/schema/payments";
import { user } from "@/lib/db/schema/people";
import { comparisons } from "@/lib/db/schema/reconciliation";
import { defaultRole } from "@/lib/domain/people/permissions";
import { syncPayment } from "@/lib/sync/sync-payment";
import type { PaymentOverrides } from "@/sandbox/control/create-payment";
import type { Switches } from "@/sandbox/control/switches";
import { allRefunds } from "@/tests/support/test-rule";
import { describeCommand, runCommand } from "./action";
import { type Command, type Network, network } from "./commands";
import { checkAlways, checkAtRest, restOf } from "./invariants";
import { movedBy, quiet, type Run, refundsOf, shown } from "./run";
import { commands } from "./scenes";
import { paymentShape, switches } from "./setup";
import type { Tally } from "./tally";
import type { World } from "./world";

export type Sequence = {
  payment: PaymentOverrides;
  switches: Partial<Switches>;
  /** The cancel reason at the payment's PG does not contain the refund number. */
  withoutNumber: boolean;
  network: Network;
  /** How many people must approve each refund; 0 for none. */
  approvers: 0 | 1 | 2;
  commands: Command[];
  /** The end of cancellations that are still requested after the faults end. */
  settled: "succeed" | "fail";
};

export const sequence: fc.Arbitrary<Sequence> = fc.record({
  payment: paymentShape,
  switches: fc.oneof({ weight: 1, arbitrary: fc.constant({}) }, { weight: 3, arbitrary: switches }),
  withoutNumber: fc.oneof(
    { weight: 9, arbitrary: fc.constant(false) },
    { weight: 1, arbitrary: fc.constant(true) },
  ),
  network,
  approvers: fc.constantFrom(0, 0, 0, 0, 0, 1, 1, 2),
  commands,
  settled: fc.constantFrom("succeed", "fail"),
});

/**
 * Clock jumps between the worker runs after the faults, in minutes: past every lease and repeated read, then past the
 * lifetime of the keys. A refund that is open after the last jump stays open for ever.
 */
const rounds = [2, 11, 61, 61, 61] as const;

/** Actions whose effect a later check sees as well. Skipping the check after them lets more sequences fit into a minute. */
const leavesRefundsAlone: ReadonlySet<Command["action"]> = new Set([
  "fault",
  "clear-faults",
  "network",
  "console",
  "other",
  "webhook",
  "replay",
  "requeue",
]);

/** A failed sequence. The message is the broken promise. */
export class SequenceFailure extends Error {
  override name = "SequenceFailure";
  /** The commands that led to it, and both ledgers. */
  readonly history: string;

  constructor(broken: string, history: string, cause: unknown) {
    super(broken, { cause });
    this.history = history;
  }
}

/** Runs a sequence. Rejects with `SequenceFailure`. */
export async function runSequence(world: World, tally: Tally, drawn: Sequence): Promise<void> {
  const run = begin(world, tally, drawn);
  await deletePulls(world);
  await setRules(world, drawn.approvers);
  try {
    for (const command of drawn.commands) {
      await runCommand(run, command, world.desk);
      if (!leavesRefundsAlone.has(command.action)) await checkAlways(run);
    }
    await converge(run, drawn.settled);
    const rows = await checkAtRest(run);
    tally.finish(run, rows);
    await retire(run, rows);
  } catch (error) {
    throw new SequenceFailure(brokenPromise(error), await historyOf(run), error);
  }
}

function begin(world: World, tally: Tally, drawn: Sequence): Run {
  const { control } = world.desk.sandbox;
  control.reset();
  control.shiftClock(Date.now() - control.now());
  control.setSwitches(drawn.switches);
  if (Object.keys(drawn.switches).length > 0) tally.add("switches drawn");
  world.network = drawn.network;
  tally.did(`network ${drawn.network}`);
  world.mail = [];
  world.acknowledged = new Set();
  const payment = control.createPayment(drawn.payment);
  world.desk.reasonWithoutNumber = drawn.withoutNumber ? [String(payment.channel?.pgProvider)] : [];
  return {
    world,
    tally,
    control,
    paymentId: payment.id,
    storeId: payment.storeId,
    approvers: drawn.approvers,
    forms: [],
    wronglyResolved: new Set(),
    lied: false,
    ended: new Map(),
    events: [],
  };
}

/** One rule for every refund, or none. People have the roles and the settings of the start. */
async function setRules({ desk: { database } }: World, approvers: 0 | 1 | 2): Promise<void> {
  const { db } = database;
  await db.delete(approvalRules);
  await db.delete(approvalSettings);
  await db.update(user).set({ disabled: false });
  await db.update(user).set({ role: "approver" }).where(like(user.id, "approver-%"));
  if (approvers === 0) return;
  await db
    .insert(approvalRules)
    .values({ id: randomUUID(), position: 1, conditions: { ...allRefunds, approvers } });
}

/** Deletes the pulls of earlier sequences: the sandbox no longer has their payments. */
async function deletePulls({ desk: { database } }: World): Promise<void> {
  await database.db.delete(comparisons);
  await database.db.delete(pulls);
}

/** Ends all faults and runs the workers at most once after each clock jump. */
async function converge(run: Run, settled: "succeed" | "fail"): Promise<void> {
  run.control.clearFaults();
  run.world.network = "up";
  await workers(run, settled);
  let waitedForPerson = false;
  for (const minutes of rounds) {
    const rest = await restOf(run, await checkAlways(run));
    // An undecided refund is re-read every hour. One more read decides it, or no later read will.
    if (rest === "done" || (rest === "person" && waitedForPerson)) break;
    waitedForPerson = rest === "person";
    await runCommand(
      run,
      { action: "jump", minutes: waitedForPerson ? 61 : minutes, drift: 0 },
      run.world.desk,
    );
    await workers(run, settled);
  }
  // PortOne may resend a rejected webhook at any moment. From here on no webhook reaches the desk.
  run.world.network = "down";
  await quiet(run);
  await runCommand(run, { action: "deliveries" }, run.world.desk);
  // A person opens the page: a change whose webhook was lost is read then at the latest.
  await readWithRetry(run);
}

/** Reads the payment, and repeats the read when a busy machine stalled this process past the read timeout. */
async function readWithRetry(run: Run, again = 2): Promise<void> {
  const synced = await syncPayment(run.world.desk, run);
  if (synced.ok) return;
  if (again === 0) throw new Error(`PortOne cannot be read although no fault is set: ${synced.error.code}`);
  await readWithRetry(run, again - 1);
}

async function workers(run: Run, settled: "succeed" | "fail"): Promise<void> {
  for (const { id, status } of shown(run).cancellations ?? [])
    if (status === "REQUESTED") run.control.endCancellation(run.paymentId, id, settled);
  for (const name of ["resume", "poll", "requeue", "deliveries"] as const) {
    // Webhooks of the previous step arrive before the next step.
    await quiet(run);
    await runCommand(run, { action: name }, run.world.desk);
  }
}

/** Leaves no refund open: a person resolves every refund that is still undecided. */
async function retire(run: Run, rows: RefundRow[]): Promise<void> {
  const undecided = rows.filter(({ state }) => state === "undecided");
  for (const { id } of undecided) {
    const decision = movedBy(run, id).length > 0 ? "succeeded" : "failed";
    const admin = { id: "admin-1", name: "박관리", role: defaultRole("admin") };
    await recordResolution(run.world.desk.database.db, admin, { refundId: id, decision, note: "정리" });
  }
  if (undecided.length > 0) await checkAlways(run);
}

function brokenPromise(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.name === "Broken" ? error.message : (error.stack ?? error.message);
}

async function historyOf(run: Run): Promise<string> {
  const rows = await refundsOf(run).catch(() => []);
  const lines = [
    "Commands and outcomes:",
    ...run.events.map((line) => `  ${line}`),
    "",
    "Refunds of the desk:",
    ...rows.map(
      ({ id, number, state, expectedAmount, balanceLock, failure, cancellationId }) =>
        `  ${number} ${state} ${expectedAmount} lock ${balanceLock} ${JSON.stringify(failure)} cancellation ${cancellationId} id ${id}`,
    ),
    "Ledger of PortOne:",
    ...run.control.ledger(run.paymentId).map((entry) => `  ${JSON.stringify(entry)}`),
    "Cancellations that PortOne shows:",
    ...(shown(run).cancellations ?? []).map((cancellation) => `  ${JSON.stringify(cancellation)}`),
  ];
  return lines.join("\n");
}

export function describeSequence({ commands, ...setup }: Sequence): string {
  return [JSON.stringify(setup), ...commands.map((command) => `  ${describeCommand(command)}`)].join("\n");
}
