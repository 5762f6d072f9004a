import { afterAll, beforeAll, expect, test } from "vitest";
import type { DeskDatabase } from "./client";
import { deskTarget } from "./schema";
import { stampTarget } from "./target";
import { openTestDatabase } from "./test-database";

let database: DeskDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

test("rule 9: a database belongs to the PortOne it was first started with", async () => {
  const first = "sandbox sandbox-1";
  const stamps = await Promise.all([1, 2, 3].map(() => stampTarget(database.db, first)));
  expect(stamps).toEqual([first, first, first]);
  expect(await stampTarget(database.db, "https://api.portone.io store store-1")).toBe(first);
  expect(await database.db.select().from(deskTarget)).toMatchObject([{ only: true, target: first }]);
});
