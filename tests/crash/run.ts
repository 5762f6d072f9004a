// A whole crash test: rounds until enough processes were killed, then recovery without faults, then the promises.
import { setTimeout as sleep } from "node:timers/promises";
import type { Rows } from "./database";
import { acknowledgedWebhooks, check, type Discrepancies, openPages, unfinished } from "./invariants";
import { type Memory, newMemory } from "./memory";
import { drawRound } from "./plan";
import { openScene, type Place, type Scene } from "./scene";
import { look, runRound } from "./storm";

/** How long refunds may take to end by themselves before their times are moved back, in milliseconds. */
const calmMs = 45_000;
/** Longer than the longest wait: a refund that was never sent is given up after five minutes. */
const leapMs = 6 * 60_000;
/** Everything must end within so many starts, with one leap each. */
const leaps = 4;
/** How long the work after a start may take, in milliseconds. */
const workMs = 20_000;
/** How long the first sweep after a start may take to send alerts, in milliseconds; another start follows where it takes longer. */
const alertsMs = 3_000;
/** A run in which no refund was open at a kill proves nothing and goes on, up to this factor times the requested kills. */
const maxKillFactor = 5;
/** Time limit of a run in milliseconds; a long run has thousands of kills. */
export const runLimitMs = 3 * 60 * 60_000;

/** Runs CRASH_KILLS kills on `place`, drawn from CRASH_SEED. Rejects with every broken promise. */
export async function runCrashTest(place: Place): Promise<void> {
  const kills = numberFrom("CRASH_KILLS");
  const seed = numberFrom("CRASH_SEED");
  const print = (line: string) => process.stdout.write(`crash test on ${place}: ${line}\n`);
  print(`${kills} kills from seed ${seed}`);
  const started = performance.now();
  const memory = newMemory();
  const scene = await openScene(place);
  try {
    for (let n = 0; memory.broken.length === 0 && (await goesOn(scene, memory, kills)); n += 1)
      await runRound(scene, memory, drawRound(seed, n));
    const { atCalm, rows, helped } = await calm(scene, memory);
    const discrepancies = await check(scene, memory, rows);
    for (const line of await figures(scene, memory, atCalm, discrepancies)) print(line);
    print(
      `${helped} refunds and webhooks waited for minutes to go by; ${seconds(performance.now() - started)} in all`,
    );
    const vacuous = openAtKill(memory, atCalm).length === 0 ? ["no refund was open at any kill"] : [];
    const broken = [...discrepancies.broken, ...vacuous];
    if (broken.length > 0)
      throw new Error(
        [
          ...broken,
          "",
          "To repeat the same kill schedule:",
          `  npm run test:crash -- --on ${place} --kills ${kills} --seed ${seed}`,
        ].join("\n"),
      );
  } finally {
    await scene.close();
  }
}

async function goesOn(scene: Scene, memory: Memory, kills: number): Promise<boolean> {
  if (memory.kills.length < kills) return true;
  if (memory.kills.length >= kills * maxKillFactor) return false;
  const rows = await scene.pause(scene.rows.read);
  return openAtKill(memory, rows).length === 0;
}

/**
 * Takes all faults back and waits until everything ends by the desk's own work. Rows that wait for minutes are helped
 * by moving their times back while the desk is stopped.
 */
async function calm(scene: Scene, memory: Memory): Promise<{ atCalm: Rows; rows: Rows; helped: number }> {
  await scene.portone.control.clearFaults();
  await scene.portone.control.setWebhookUrl(`${scene.desks[0]?.url}/api/webhook`);
  await untilEnded(scene, memory, calmMs);
  const atCalm = await scene.pause(scene.rows.read);
  const helped = unfinished(atCalm);
  let rows = atCalm;
  for (let n = 0; n < leaps && unfinished(rows) > 0; n += 1) {
    await scene.pause(() => scene.rows.age(leapMs));
    await untilEnded(scene, memory, workMs);
    rows = await scene.pause(scene.rows.read);
  }
  await openPages(scene, memory);
  rows = await scene.pause(scene.rows.read);
  for (let n = 0; n < leaps && rows.alerts.some(({ isTold }) => !isTold); n += 1) {
    await scene.pause(() => scene.rows.age(leapMs));
    await sleep(alertsMs);
    rows = await scene.pause(scene.rows.read);
  }
  return { atCalm, rows, helped };
}

/** Waits until no page shows an open refund, or until `limitMs` has passed. */
async function untilEnded(scene: Scene, memory: Memory, limitMs: number): Promise<void> {
  const deadline = performance.now() + limitMs;
  // The first sweep after a start begins at once and takes a moment.
  await sleep(2_000);
  for (;;) {
    const desk = scene.desks[0]?.url ?? "";
    const open = await Promise.all(
      [...memory.payments].map(async (paymentId) => {
        const shown = await scene.operator.refundsShown(desk, paymentId);
        return (shown ?? []).some(({ state }) => state === "submitting" || state === "pending");
      }),
    );
    if (!open.includes(true) || performance.now() > deadline) break;
    await sleep(500);
  }
  await look(scene, memory);
}

/** Returns the refunds that were open when a process died, with the time from the first such death to their end. */
function openAtKill(memory: Memory, rows: Rows): { recoveredMs: number | null }[] {
  return rows.refunds.flatMap(({ createdAt, endedAt }) => {
    const kill = memory.kills.find((at) => at >= createdAt && (endedAt === null || at <= endedAt));
    if (kill === undefined) return [];
    return [{ recoveredMs: endedAt === null ? null : endedAt.getTime() - kill.getTime() }];
  });
}

async function figures(
  scene: Scene,
  memory: Memory,
  rows: Rows,
  discrepancies: Discrepancies,
): Promise<string[]> {
  const open = openAtKill(memory, rows);
  const recovered = open.flatMap(({ recoveredMs }) => (recoveredMs === null ? [] : [recoveredMs]));
  const accepted = memory.forms.filter(({ answers }) => answers.some(({ kind }) => kind === "accepted"));
  const asked = memory.forms.filter(({ approvalId }) => approvalId !== undefined);
  const approved = asked.filter(({ answers }) => answers.some(({ kind }) => kind === "approved"));
  const acknowledged = await acknowledgedWebhooks(scene, memory);
  const sentAgain = rows.refunds.filter(({ attempts }) => attempts.length > 1).length;
  return [
    `kills ${memory.kills.length}; refunds asked ${memory.forms.length}, accepted ${accepted.length}, recorded ${rows.refunds.length}, sent more than once ${sentAgain}; webhooks acknowledged ${acknowledged.size}`,
    `asked for approval ${asked.length}, recorded as waiting ${asked.filter(({ approvalId }) => approvalId !== null).length}, approved ${approved.length}`,
    `webhooks lost ${discrepancies.lost}, double refunds ${discrepancies.doubles}, undecided ${discrepancies.undecided}, other broken promises ${discrepancies.broken.length - discrepancies.lost - discrepancies.doubles - discrepancies.undecided}`,
    `alerts ${rows.alerts.length}, in ${new Set(scene.alerts.taken.map(({ id }) => id)).size} messages, taken ${scene.alerts.taken.length} times`,
    `answering again after a kill: ${medianAndMax(memory.outages)}`,
    `refunds open at a kill ${open.length}; from the kill to their end: ${medianAndMax(recovered)}`,
  ];
}

function numberFrom(name: string): number {
  const value = Number(process.env[name] ?? "");
  if (!Number.isSafeInteger(value) || value < 1)
    throw new Error(`${name} is not set; start this with: npm run test:crash`);
  return value;
}

function medianAndMax(values: readonly number[]): string {
  const sorted = [...values].sort((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)];
  const max = sorted.at(-1);
  return median === undefined || max === undefined
    ? "none"
    : `median ${seconds(median)}, max ${seconds(max)}`;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
