// `npm run bench:list [-- --on embedded|postgres --small 100000 --large 1000000 --make]`: how long the server takes for 30
// fixed questions to the list of payments, the counts of its tabs included, on the first and on a deep page, at two sizes.
// `--make` only makes the data, which takes minutes and is done once.
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import type { Database } from "@/lib/db/client";
import { listPayments } from "@/lib/db/queries/payment-list";
import { readPaymentFilter } from "@/lib/domain/payment-filter";
import { print, step } from "@/scripts/steps";
import { describeServer, postgresAddress } from "../database";
import { type Kind, openData } from "./data";
import { type Question, questions } from "./questions";

const { values } = parseArgs({
  options: {
    on: { type: "string" },
    small: { type: "string" },
    large: { type: "string" },
    make: { type: "boolean" },
  },
});
const sizes = [Number(values.small ?? 100_000), Number(values.large ?? 1_000_000)] as const;
const repeats = 20;
const warmUps = 2;
const deepPage = 40;
/** Milliseconds, and how many times longer the large one may take. */
const floors = { p95: 50, growth: 1.5 } as const;

type Times = { first: number[]; deep: number[] };

let missed = 0;
for (const kind of ["embedded", "postgres"] as const) {
  if (values.on !== undefined && values.on !== kind) continue;
  if (kind === "postgres" && postgresAddress === "") {
    print("PostgreSQL: skipped, because TEST_DATABASE_URL is not set.");
    continue;
  }
  if (values.make) for (const size of sizes) await (await openData(kind, size)).close();
  else await measure(kind);
}
process.exit(missed > 0 ? 1 : 0);

async function measure(kind: Kind): Promise<void> {
  const [small, large] = [await askAll(kind, sizes[0]), await askAll(kind, sizes[1])];
  const server = kind === "postgres" ? await describeServer() : "Embedded database";
  print("", `${server}; ${cpus().length} × ${cpus()[0]?.model.trim() ?? "?"}`);
  print(
    `Server time in ms of ${repeats} each, p50 / p95: first page, then page ${deepPage} or the last.`,
    "",
  );
  const head = ["question", ...sizes.flatMap((size) => [size.toLocaleString("en"), "deep"]), "grows", "deep"];
  print(`| ${head.join(" | ")} |`, `| ${head.map(() => "---").join(" | ")} |`);
  for (const [name, before] of small) {
    const after = large.get(name);
    if (after === undefined) continue;
    const growth = [at(after.first, 0.5) / at(before.first, 0.5), at(after.deep, 0.5) / at(before.deep, 0.5)];
    const held =
      [after.first, after.deep].every((times) => at(times, 0.95) < floors.p95) &&
      growth.every((times) => times < floors.growth);
    if (!held) missed += 1;
    const cells = [before.first, before.deep, after.first, after.deep].map(
      (times) => `${at(times, 0.5).toFixed(1)} / ${at(times, 0.95).toFixed(1)}`,
    );
    const grows = growth.map((times) => `×${times.toFixed(2)}`);
    print(`| ${name}${held ? "" : " (missed)"} | ${[...cells, ...grows].join(" | ")} |`);
  }
}

async function askAll(kind: Kind, size: number): Promise<Map<string, Times>> {
  const desk = await openData(kind, size);
  try {
    const asked = await questions(desk.db);
    return await step(
      `${asked.length} questions to ${size.toLocaleString("en")} payments on ${kind}`,
      async () => {
        const times = new Map<string, Times>();
        for (const question of asked) times.set(question.name, await ask(desk.db, question));
        return times;
      },
    );
  } finally {
    await desk.close();
  }
}

async function ask(db: Database, { name, query }: Question): Promise<Times> {
  const { filter, problems } = readPaymentFilter(new URLSearchParams(query));
  if (problems.length > 0) throw new Error(`the question "${name}" cannot be read: ${problems.join(", ")}`);
  let after: string | null = null;
  for (let n = 1; n < deepPage; n += 1) {
    const { next } = await listPayments(db, { filter, after, before: null });
    if (next === null) break;
    after = next;
  }
  return { first: await timed(null), deep: await timed(after) };

  async function timed(place: string | null): Promise<number[]> {
    const times: number[] = [];
    for (let n = -warmUps; n < repeats; n += 1) {
      const started = performance.now();
      await listPayments(db, { filter, after: place, before: null });
      if (n >= 0) times.push(performance.now() - started);
    }
    return times.sort((a, b) => a - b);
  }
}

/** The value that `part` (0 to 1) of the sorted times do not exceed. */
function at(times: readonly number[], part: number): number {
  return times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? Number.NaN;
}
