import { PGlite } from "@electric-sql/pglite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { yieldBetweenQueries } from "./event-loop-yield.ts";

let pglite: PGlite;
beforeAll(async () => {
  pglite = await PGlite.create();
  yieldBetweenQueries(pglite);
}, 60_000);
afterAll(() => pglite.close());

type Queryable = Pick<PGlite, "query">;

/** Runs queries one after the other for `ms` milliseconds, each about a millisecond of work. */
async function queryFor(ms: number, target: Queryable): Promise<void> {
  const until = performance.now() + ms;
  while (performance.now() < until) await target.query("select count(*) from generate_series(1, 1000)");
}

/** Returns the longest delay in milliseconds of a one-millisecond timer while `operation` runs. */
async function longestWait(operation: () => Promise<void>): Promise<number> {
  let last = performance.now();
  let longest = 0;
  const timer = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 1);
  await operation();
  clearInterval(timer);
  return Math.max(longest, performance.now() - last);
}

test.each<[string, (ms: number) => Promise<void>]>([
  ["one after the other", (ms) => queryFor(ms, pglite)],
  ["in one transaction", (ms) => pglite.transaction((tx) => queryFor(ms, tx))],
])("queries %s yield to the event loop", async (_, query) => {
  expect(await longestWait(() => query(1_000))).toBeLessThan(500);
});

test("results and errors of queries and transactions pass through unchanged", async () => {
  expect((await pglite.query<{ n: number }>("select $1::int + 1 as n", [1])).rows).toEqual([{ n: 2 }]);
  await expect(pglite.query("select nothing from nowhere")).rejects.toThrow("nowhere");
  await pglite.exec("create table numbers (n int)");
  await expect(
    pglite.transaction(async (tx) => {
      await tx.query("insert into numbers values (1)");
      throw new Error("rolled back");
    }),
  ).rejects.toThrow("rolled back");
  expect((await pglite.query("select n from numbers")).rows).toEqual([]);
  expect(await pglite.transaction(async (tx) => (await tx.query("select 3 as n")).rows)).toEqual([{ n: 3 }]);
});
