import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestDatabase } from "@/tests/support/test-database";
import type { DeskDatabase } from "./client";
import { clockDifference, reportClocks } from "./clock";
import { listDiscrepancies } from "./queries/discrepancy-list";

const minute = 60_000;
let database: DeskDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
const shifted = (ms: number) => () => Date.now() + ms;

test.each([
  ["equal clocks are not reported", 0, false, null],
  ["clocks half a minute apart are not reported", minute / 2, false, null],
  ["a host clock two minutes ahead is reported", 2 * minute + 5_000, true, 2],
  ["a host clock five minutes behind is reported", -5 * minute - 5_000, true, -5],
])("%s", async (_, ms, reported, shown) => {
  const difference = await clockDifference(database.db, shifted(ms));
  expect(Math.abs(difference - ms)).toBeLessThan(20_000);
  expect(await reportClocks(database.db, shifted(ms))).toBe(reported);
  const request = { tab: "open", kind: null, after: null, before: null } as const;
  expect((await listDiscrepancies(database.db, request, shifted(ms))).clocks.database).toBe(shown);
});
