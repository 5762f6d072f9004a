// `npm run bench:webhook [-- --on embedded|postgres --rounds 4 --seconds 4]`: acknowledged deliveries per second of
// /api/webhook in the production build with its worker, as ratios against Next's least handler in the same build and
// against node:http with the same verification and database. One database takes about a minute and a half.
import { once } from "node:events";
import { closeSync, fdatasyncSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { inArray } from "drizzle-orm";
import { openDatabase } from "@/lib/db/client";
import { deliveries } from "@/lib/db/schema/webhooks";
import { buildWhenNeeded } from "@/scripts/build";
import { startChild } from "@/scripts/child";
import { print, Stop, step } from "@/scripts/steps";
import { describeServer, postgresAddress } from "../database";
import { type Answered, flood, pace, percentile } from "./load";
import { forge, prepareDeliveries } from "./prepare";
import { type Measured, openBenchDesk } from "./world";

/** Enough connections to occupy a handler while some requests wait for a commit. */
const connections = 64;
/** More deliveries than any of the servers answers in a round. */
const enough = 40_000;
const pacedSeconds = 10;
const floors = { embedded: 0.55, postgres: 0.75 } as const;
type Kind = keyof typeof floors;

const { values } = parseArgs({
  options: { on: { type: "string" }, rounds: { type: "string" }, seconds: { type: "string" } },
});
const rounds = Number(values.rounds ?? 4);
const roundSeconds = Number(values.seconds ?? 4);
const kinds = (["embedded", "postgres"] as const).filter(
  (kind) =>
    (values.on === undefined || values.on === kind) && (kind === "embedded" || postgresAddress !== ""),
);

let failed = false;
try {
  process.env.DESK_BENCH = "1";
  await step("building, with the handler to compare with", buildWhenNeeded);
  for (const kind of kinds) await measure(kind);
} catch (error) {
  process.stderr.write(
    `${error instanceof Stop ? error.message : error instanceof Error ? error.stack : error}\n`,
  );
  failed = true;
}
process.exit(failed ? 1 : 0);

async function measure(kind: Kind): Promise<void> {
  const world = await step(`starting a desk on ${kind}`, () => openBenchDesk(kind));
  const lines: string[][] = [];
  try {
    const measured = await measureDesk(world, kind, lines);
    await world.stopDesk();
    const stored = await countStored(world, measured.acknowledged);
    lines.push([
      "acknowledged and then found in the database",
      `${stored} of ${measured.acknowledged.length}`,
    ]);
    if (stored !== measured.acknowledged.length) failed = true;
    const bare = await measureBare(world);
    lines.push([
      "node:http, same verification, insert and database",
      `${perSecond(bare)} /s, ${latency(bare)}`,
    ]);
    lines.push(["desk ÷ node:http", (measured.rate / rate(bare)).toFixed(2)]);
  } finally {
    await world.close();
  }
  const where =
    kind === "postgres"
      ? await describeServer()
      : `embedded database, durable commits; a flush of its disk takes ${flushMs().toFixed(1)} ms`;
  print("", `${where}; ${cpus().length} × ${cpus()[0]?.model ?? "?"}; Node ${process.version}`);
  print(
    `${rounds} rounds of ${roundSeconds} s each, ${connections} connections, over ${world.paymentIds.length} payments`,
    "",
  );
  const width = Math.max(...lines.map(([name = ""]) => name.length));
  for (const [name = "", value = ""] of lines) print(`  ${name.padEnd(width)}  ${value}`);
  print("");
}

async function measureDesk(world: Measured, kind: Kind, lines: string[][]) {
  const acknowledged: string[] = [];
  const good = (count = enough) => prepareDeliveries(count, world);
  const record = (answered: Answered) => {
    for (const id of answered.acknowledged) acknowledged.push(id);
    return answered;
  };
  const trivial: Answered[] = [];
  const webhook: Answered[] = [];
  const forged: Answered[] = [];
  const drains: { waiting: number; seconds: number }[] = [];
  /** Processor time in seconds, and the number of answers in it. */
  const nothing = () => ({ seconds: 0, answers: 0 });
  const spent = { trivial: nothing(), webhook: nothing(), forged: nothing(), processed: nothing() };
  const flooded = async (
    path: string,
    prepared: ReturnType<typeof good>,
    name: keyof typeof spent,
    seconds = roundSeconds,
  ) => {
    const before = cpuSeconds(world);
    const answered = await flood(world.origin, path, prepared, { connections, seconds });
    if (name === "trivial" && [...answered.statuses.keys()].some((status) => status !== 200))
      throw new Stop("the least handler did not answer 200");
    spent[name].seconds += cpuSeconds(world) - before;
    spent[name].answers += answered.latencies.length;
    return answered;
  };
  const cost = (name: keyof typeof spent) => spent[name].seconds / spent[name].answers;

  await step("warming up", async () => {
    await drained(world);
    await flooded("/api/trivial", good(), "trivial");
    record(await flooded("/api/webhook", good(), "webhook"));
    await flooded("/api/webhook", forge(good()), "forged", 1);
    await page(world);
    await drained(world);
    for (const each of Object.values(spent)) Object.assign(each, nothing());
  });
  for (let round = 1; round <= rounds; round += 1) {
    await step(`round ${round}`, async () => {
      trivial.push(await flooded("/api/trivial", good(), "trivial"));
      webhook.push(record(await flooded("/api/webhook", good(), "webhook")));
      const { acknowledged: taken } = webhook.at(-1) ?? { acknowledged: [] };
      const before = cpuSeconds(world);
      drains.push(await drained(world));
      // The cost of a valid delivery until its payment is read: its answer, then its share of the worker's time.
      spent.processed.seconds += cpuSeconds(world) - before;
      spent.processed.answers += taken.length;
      forged.push(await flooded("/api/webhook", forge(good()), "forged"));
      return `${[trivial, webhook, forged].map((all) => perSecond(all.at(-1))).join(", ")} /s`;
    });
  }
  const ceiling = median(trivial.map(rate));
  const most = median(webhook.map(rate));
  const half = most / 2;
  const { paced, pages } = await step("half of the most", async () => {
    const pages: number[] = [];
    let pacing = true;
    const operator = (async () => {
      for (; pacing; await sleep(500)) pages.push(await page(world));
    })();
    const prepared = good(Math.ceil(half * pacedSeconds));
    const paced = record(
      await pace(world.origin, "/api/webhook", prepared, { connections, perSecond: half }),
    );
    pacing = false;
    await operator;
    return { paced, pages };
  });
  drains.push(await drained(world));

  const ratio = median(webhook.map((answered, n) => rate(answered) / rate(trivial[n])));
  const p99 = percentile(paced.latencies, 0.99);
  const slowest = Math.max(...pages);
  const used = (name: keyof typeof spent) => `${(cost(name) * 1000).toFixed(2)} ms of processor each`;
  lines.push(
    [
      "Next's least handler, same build",
      `${Math.round(ceiling)} /s, ${latency(trivial.at(-1))}, ${used("trivial")}`,
    ],
    [
      "/api/webhook, acknowledged",
      `${Math.round(most)} /s, ${latency(webhook.at(-1))}, ${used("webhook")} and ${used("processed")} until processed`,
    ],
    [
      "/api/webhook ÷ least handler (median of the rounds)",
      `${ratio.toFixed(2)}${verdict(ratio >= floors[kind], `at least ${floors[kind]}`)}`,
    ],
    ["rounds", webhook.map((answered, n) => (rate(answered) / rate(trivial[n])).toFixed(2)).join(", ")],
    [
      "forged",
      `${Math.round(median(forged.map(rate)))} /s, ${used("forged")}${verdict(cost("webhook") > 0 ? cost("forged") < cost("webhook") : median(forged.map(rate)) > most, "less than good ones")}`,
    ],
    [
      `at half of the most (${Math.round(half)} /s)`,
      `${latency(paced)}${verdict(p99 < 100, "p99 below 100 ms")}`,
    ],
    [
      "an operator's list of payments meanwhile",
      `slowest ${slowest.toFixed(0)} ms of ${pages.length}${verdict(slowest < 1000, "below 1 s")}`,
    ],
    [
      "until all were processed",
      drains.map(({ waiting, seconds }) => `${waiting} in ${seconds.toFixed(1)} s`).join("; "),
    ],
    ["answers other than 200", others([...webhook, paced])],
  );
  return { acknowledged, rate: most };
}

function verdict(met: boolean, floor: string): string {
  if (!met) failed = true;
  return met ? ` (${floor}: yes)` : ` (${floor}: NO)`;
}

async function measureBare(world: Measured): Promise<Answered> {
  return step("node:http on the same database", async () => {
    const args = [
      "--conditions=react-server",
      "--import=./bench/resolve.mjs",
      "bench/webhook/bare-server.ts",
    ];
    const bare = startChild("bare", args, {
      stdio: ["pipe", "pipe", "inherit"],
      env: { ...process.env, ...world.env, NODE_ENV: "production" },
    });
    const { stdin, stdout } = bare.process;
    if (stdin === null || stdout === null) throw new Error("the bare server has no streams");
    try {
      const [port] = await once(createInterface({ input: stdout }), "line");
      const origin = `http://127.0.0.1:${port}`;
      await flood(origin, "/", prepareDeliveries(enough, world), { connections, seconds: 2 });
      return await flood(origin, "/", prepareDeliveries(enough, world), {
        connections,
        seconds: roundSeconds,
      });
    } finally {
      stdin.end();
      await bare.ended;
    }
  });
}

/** Waits until no delivery waits, at most two minutes. */
async function drained(world: Measured): Promise<{ waiting: number; seconds: number }> {
  const started = performance.now();
  let first: number | null = null;
  for (;;) {
    const answer = (await (await fetch(`${world.origin}/api/trivial`)).json()) as { waiting: number };
    first ??= answer.waiting;
    const seconds = (performance.now() - started) / 1000;
    if (answer.waiting === 0) return { waiting: first, seconds };
    if (seconds > 120) throw new Stop(`${answer.waiting} deliveries still wait after two minutes`);
    await sleep(100);
  }
}

/** Returns how long an operator waits for the list of payments, in milliseconds. */
async function page(world: Measured): Promise<number> {
  const started = performance.now();
  const answer = await fetch(`${world.origin}/payments`, {
    headers: { cookie: world.cookie },
    redirect: "manual",
  });
  const text = await answer.text();
  if (answer.status !== 200 || !text.includes("bench-0"))
    throw new Stop(`/payments answered ${answer.status}`);
  return performance.now() - started;
}

/** Returns how many of these deliveries the database has. The desk must have ended. */
async function countStored(world: Measured, ids: readonly string[]): Promise<number> {
  const database = await openDatabase({ databaseUrl: world.databaseUrl, dataDir: world.dataDir });
  try {
    let stored = 0;
    for (let n = 0; n < ids.length; n += 1_000)
      stored += await database.db.$count(deliveries, inArray(deliveries.id, ids.slice(n, n + 1_000)));
    return stored;
  } finally {
    await database.close();
  }
}

/** Returns the lower bound of a durable commit: the median of 100 flushes beside the database's files, in milliseconds. */
function flushMs(): number {
  const path = join(".test-data", "bench-flush");
  const file = openSync(path, "w");
  const took = Array.from({ length: 100 }, () => {
    writeSync(file, Buffer.alloc(8192), 0, 8192, 0);
    const started = performance.now();
    fdatasyncSync(file);
    return performance.now() - started;
  });
  closeSync(file);
  rmSync(path);
  return median(took);
}

/** Returns the processor time of all threads of the desk in seconds; 0 where the system does not report it. */
function cpuSeconds(world: Measured): number {
  if (process.platform !== "linux") return 0;
  const fields =
    readFileSync(`/proc/${world.desk.process.pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** Returns answers per second, counting only acknowledged webhooks where any was acknowledged. */
function rate(answered: Answered | undefined): number {
  if (answered === undefined) return Number.NaN;
  return (answered.acknowledged.length || answered.latencies.length) / answered.seconds;
}

function perSecond(answered: Answered | undefined): string {
  return String(Math.round(rate(answered)));
}

function latency(answered: Answered | undefined): string {
  const at = (part: number) => percentile(answered?.latencies ?? [], part).toFixed(1);
  return `p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`;
}

function others(all: readonly Answered[]): string {
  const sums = new Map<number, number>();
  for (const { statuses } of all)
    for (const [status, count] of statuses)
      if (status !== 200) sums.set(status, (sums.get(status) ?? 0) + count);
  return sums.size === 0 ? "none" : [...sums].map(([status, count]) => `${count} × ${status}`).join(", ");
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low, high] = [sorted[sorted.length % 2 === 1 ? middle : middle - 1], sorted[middle]];
  return ((low ?? Number.NaN) + (high ?? Number.NaN)) / 2;
}
