import { PGlite } from "@electric-sql/pglite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { takeTurns } from "./turns.ts";

let pglite: PGlite;
beforeAll(async () => {
  pglite = await PGlite.create();
  takeTurns(pglite);
}, 60_000);
afterAll(() => pglite.close());

type Asks = Pick<PGlite, "query">;

/** Asks one query after the other for so long, each about a millisecond of work. */
async function askFor(ms: number, asks: Asks): Promise<void> {
  const until = performance.now() + ms;
  while (performance.now() < until) await asks.query("select count(*) from generate_series(1, 1000)");
}

/** The longest that a timer of a millisecond had to wait while `act` went on. */
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
  ["one after the other", (ms) => askFor(ms, pglite)],
  ["in one transaction", (ms) => pglite.transaction((tx) => askFor(ms, tx))],
])("queries %s let others have their turn", async (_, ask) => {
  expect(await longestWait(() => ask(1_000))).toBeLessThan(500);
});

test("what a query answers, and what it throws, come through", async () => {
  expect((await pglite.query<{ n: number }>("select $1::int + 1 as n", [1])).rows).toEqual([{ n: 2 }]);
  await expect(pglite.query("select nothing from nowhere")).rejects.toThrow("nowhere");
  await pglite.exec("create table kept (n int)");
  await expect(
    pglite.transaction(async (tx) => {
      await tx.query("insert into kept values (1)");
      throw new Error("changed its mind");
    }),
  ).rejects.toThrow("changed its mind");
  expect((await pglite.query("select n from kept")).rows).toEqual([]);
  expect(await pglite.transaction(async (tx) => (await tx.query("select 3 as n")).rows)).toEqual([{ n: 3 }]);
});
