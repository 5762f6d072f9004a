// One sequence from a fresh payment to rest: commands, then the end of all trouble, then a bounded number of worker runs.
import fc from "fast-check";
import { recordResolution } from "@/lib/db/refunds/record-resolution";
import type { RefundRow } from "@/lib/db/refunds/refund-facts";
import { pulls } from "@/lib/db/schema/payments";
import { comparisons } from "@/lib/db/schema/reconciliation";
import { syncPayment } from "@/lib/sync/sync-payment";
import type { PaymentOverrides } from "@/sandbox/control/create-payment";
import type { Switches } from "@/sandbox/control/switches";
import { action, inWords } from "./action";
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
  /** The payment's PG gets the reason as typed, without the refund's number. */
  withoutNumber: boolean;
  network: Network;
  commands: Command[];
  /** How what is still requested ends once the trouble is over. */
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
  commands,
  settled: fc.constantFrom("succeed", "fail"),
});

/**
 * The clock between the worker runs after the trouble, in minutes: past every lease and re-reading, then past the
 * life of the keys. Whatever is open after the last of them stays open for ever.
 */
const rounds = [2, 11, 61, 61, 61] as const;

/** What these do a later check sees as well; without them more sequences fit into a minute. */
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

/** Runs a sequence; rejects with what is broken and the story that led there. */
export async function runSequence(world: World, tally: Tally, drawn: Sequence): Promise<void> {
  const run = begin(world, tally, drawn);
  await forgetPulls(world);
  try {
    for (const one of drawn.commands) {
      await action(run, one, world.desk);
      if (!leavesRefundsAlone.has(one.action)) await checkAlways(run);
    }
    await converge(run, drawn.settled);
    const rows = await checkAtRest(run);
    tally.finish(run, rows);
    await retire(run, rows);
  } catch (error) {
    throw new Error(await report(run, error), { cause: error });
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
    asked: [],
    wronged: new Set(),
    lied: false,
    ended: new Map(),
    story: [],
  };
}

/** What an earlier sequence left to be read is of payments that the sandbox has forgotten. */
async function forgetPulls({ desk: { database } }: World): Promise<void> {
  await database.db.delete(comparisons);
  await database.db.delete(pulls);
}

/** The trouble ends; the workers run at most once after each jump of the clock. */
async function converge(run: Run, settled: "succeed" | "fail"): Promise<void> {
  run.control.clearFaults();
  run.world.network = "up";
  await workers(run, settled);
  let askedPerson = false;
  for (const minutes of rounds) {
    const rest = await restOf(run, await checkAlways(run));
    // What a person is asked about is looked at every hour: once more, and nothing else will come of it.
    if (rest === "done" || (rest === "person" && askedPerson)) break;
    askedPerson = rest === "person";
    await action(run, { action: "jump", minutes: askedPerson ? 61 : minutes, drift: 0 }, run.world.desk);
    await workers(run, settled);
  }
  // PortOne repeats what was refused when its time has come, be it in this very moment: from here on it reaches nobody.
  run.world.network = "down";
  await quiet(run);
  await action(run, { action: "deliveries" }, run.world.desk);
  // Somebody opens the page: what a lost webhook would have told is seen at the latest then.
  await readAtLast(run);
}

/** Once more where the machine held this very process for longer than a reading may last. */
async function readAtLast(run: Run, again = 2): Promise<void> {
  const seen = await syncPayment(run.world.desk, run);
  if (seen.ok) return;
  if (again === 0)
    throw new Error(`PortOne cannot be read although nothing is in the way: ${seen.error.code}`);
  await readAtLast(run, again - 1);
}

async function workers(run: Run, settled: "succeed" | "fail"): Promise<void> {
  for (const { id, status } of shown(run).cancellations ?? [])
    if (status === "REQUESTED") run.control.settleAsync(run.paymentId, id, settled);
  for (const one of ["resume", "poll", "requeue", "deliveries"] as const) {
    // What the last step has brought about is told before the next.
    await quiet(run);
    await action(run, { action: one }, run.world.desk);
  }
}

/** Leaves nothing open behind: what is still undecided a person ends. */
async function retire(run: Run, rows: RefundRow[]): Promise<void> {
  const undecided = rows.filter(({ state }) => state === "undecided");
  for (const { id } of undecided) {
    const decision = movedBy(run, id).length > 0 ? "succeeded" : "failed";
    const admin = { id: "admin-1", name: "박관리", role: "admin" as const };
    await recordResolution(run.world.desk.database.db, admin, { refundId: id, decision, note: "정리" });
  }
  if (undecided.length > 0) await checkAlways(run);
}

async function report(run: Run, error: unknown): Promise<string> {
  const rows = await refundsOf(run).catch(() => []);
  const lines = [
    error instanceof Error
      ? error.name === "Broken"
        ? error.message
        : (error.stack ?? error.message)
      : String(error),
    "",
    "What happened:",
    ...run.story.map((one) => `  ${one}`),
    "",
    "What the desk says:",
    ...rows.map(
      ({ id, number, state, expectedAmount, lockAmount, failure, cancellationId }) =>
        `  ${number} ${state} ${expectedAmount} lock ${lockAmount} ${JSON.stringify(failure)} cancellation ${cancellationId} id ${id}`,
    ),
    "What moved:",
    ...run.control.ledger(run.paymentId).map((one) => `  ${JSON.stringify(one)}`),
    "What PortOne shows:",
    ...(shown(run).cancellations ?? []).map((one) => `  ${JSON.stringify(one)}`),
  ];
  return lines.join("\n");
}

/** The counterexample, one command a line. */
export function describeSequence({ commands, ...setup }: Sequence): string {
  return [JSON.stringify(setup), ...commands.map((one) => `  ${inWords(one)}`)].join("\n");
}
