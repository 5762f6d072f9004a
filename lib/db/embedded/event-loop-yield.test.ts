import { PGlite } from "@electric-sql/pglite";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { yieldBetweenQueries } from "./event-loop-yield.ts";

let pglite: PGlite;
beforeAll(async () => {
  pglite = await PGlite.create();
  yieldBetweenQueries(pglite);
}, 60_000);
afterAll(() => pglite.close());

type Queryable = Pick<PGlite, "query">;

/** Returns the order of three queries and of what the event loop runs; the clock stands still but before the third query. */
async function orderOf(target: Queryable): Promise<string[]> {
  vi.useFakeTimers({ toFake: ["performance"] });
  try {
    const order: string[] = [];
    await new Promise((resolve) => setImmediate(resolve));
    await target.query("select 1");
    setImmediate(() => order.push("event loop"));
    await target.query("select 2");
    order.push("second query");
    vi.advanceTimersByTime(8);
    await target.query("select 3");
    order.push("third query");
    return order;
  } finally {
    vi.useRealTimers();
  }
}

test.each<[string, () => Promise<string[]>]>([
  ["one after the other", () => orderOf(pglite)],
  ["in one transaction", () => pglite.transaction((tx) => orderOf(tx))],
])("queries %s yield to the event loop after eight milliseconds", async (_, run) => {
  expect(await run()).toEqual(["second query", "event loop", "third query"]);
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
