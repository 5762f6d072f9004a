// `npm run bench:list [-- --on embedded|postgres --small 100000 --large 1000000 --repeats 20 --make]`: the server time of fixed
// queries of the list of payments, including the counts of its tabs, on the first and on a deep page, at two sizes.
// `--make` only makes the data, which takes minutes and is done once.
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import type { Database, DeskDatabase } from "@/lib/db/client";
import { listPayments } from "@/lib/db/queries/payment-list/list-payments";
import { readPaymentFilter } from "@/lib/domain/payment/payment-filter";
import { print, step } from "@/scripts/steps";
import { describeServer, postgresAddress } from "../database";
import { type Kind, openData } from "./data";
import { type Question, questions } from "./questions";

const { values } = parseArgs({
  options: {
    on: { type: "string" },
    small: { type: "string" },
    large: { type: "string" },
    repeats: { type: "string" },
    make: { type: "boolean" },
  },
});
const sizes = [Number(values.small ?? 100_000), Number(values.large ?? 1_000_000)] as const;
const repeats = Number(values.repeats ?? 20);
const warmUps = 2;
const deepPage = 40;
/** `p95` in milliseconds; `growth` is how many times longer the large size may take. */
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
  const desks = [await openData(kind, sizes[0]), await openData(kind, sizes[1])] as const;
  try {
    const querySets = [await questions(desks[0].db), await questions(desks[1].db)] as const;
    const times = await step(`${querySets[0].length} questions on ${kind}`, async () => {
      const all: [string, Times, Times][] = [];
      for (const [n, question] of querySets[0].entries()) {
        const same = querySets[1][n];
        if (same?.name !== question.name) throw new Error(`"${question.name}" is measured at one size only`);
        all.push([question.name, ...(await measureBoth(desks, [question, same]))]);
      }
      return all;
    });
    await printTable(kind, times);
  } finally {
    for (const desk of desks) await desk.close();
  }
}

async function printTable(kind: Kind, measured: readonly [string, Times, Times][]): Promise<void> {
  const server = kind === "postgres" ? await describeServer() : "Embedded database";
  print("", `${server}; ${cpus().length} × ${cpus()[0]?.model.trim() ?? "?"}`);
  print(
    `Server time in ms of ${repeats} each, p50 / p95: first page, then page ${deepPage} or the last.`,
    "",
  );
  const head = ["question", ...sizes.flatMap((size) => [size.toLocaleString("en"), "deep"]), "grows", "deep"];
  print(`| ${head.join(" | ")} |`, `| ${head.map(() => "---").join(" | ")} |`);
  for (const [name, before, after] of measured) {
    const growth = [at(after.first, 0.5) / at(before.first, 0.5), at(after.deep, 0.5) / at(before.deep, 0.5)];
    const met =
      [after.first, after.deep].every((times) => at(times, 0.95) < floors.p95) &&
      growth.every((times) => times < floors.growth);
    if (!met) missed += 1;
    const cells = [before.first, before.deep, after.first, after.deep].map(
      (times) => `${at(times, 0.5).toFixed(1)} / ${at(times, 0.95).toFixed(1)}`,
    );
    const grows = growth.map((times) => `×${times.toFixed(2)}`);
    print(`| ${name}${met ? "" : " (missed)"} | ${[...cells, ...grows].join(" | ")} |`);
  }
}

/** Measures both sizes alternately, so that a temporary slowdown of the machine affects both. */
async function measureBoth(
  desks: readonly [DeskDatabase, DeskDatabase],
  same: readonly [Question, Question],
): Promise<[Times, Times]> {
  const readers = [await readerOf(desks[0].db, same[0]), await readerOf(desks[1].db, same[1])] as const;
  const times: [Times, Times] = [
    { first: [], deep: [] },
    { first: [], deep: [] },
  ];
  for (const page of ["first", "deep"] as const) {
    for (let n = -warmUps; n < repeats; n += 1) {
      for (const size of [0, 1] as const) {
        const started = performance.now();
        await readers[size][page]();
        if (n >= 0) times[size][page].push(performance.now() - started);
      }
    }
    for (const size of times) size[page].sort((a, b) => a - b);
  }
  return times;
}

async function readerOf(db: Database, { name, query, isMasked }: Question) {
  const { filter, problems } = readPaymentFilter(new URLSearchParams(query));
  if (problems.length > 0) throw new Error(`the question "${name}" cannot be read: ${problems.join(", ")}`);
  let after: string | null = null;
  for (let n = 1; n < deepPage; n += 1) {
    const { next } = await listPayments(db, { filter, after, before: null, seesCustomers: !isMasked });
    if (next === null) break;
    after = next;
  }
  return {
    first: () => listPayments(db, { filter, after: null, before: null, seesCustomers: !isMasked }),
    deep: () => listPayments(db, { filter, after, before: null, seesCustomers: !isMasked }),
  };
}

/** Returns the value that a share `part` (0 to 1) of the sorted times does not exceed. */
function at(times: readonly number[], part: number): number {
  return times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? Number.NaN;
}
