import { expect, test } from "vitest";
import { openTestDatabase } from "@/lib/db/test-database";
import { clientAddress, forgiveTries, mayTry } from "./throttle";

test("an address is believed only as far as proxies are declared", () => {
  const headers = new Headers({ "x-forwarded-for": "6.6.6.6, 203.0.113.9, 10.0.0.2" });
  expect(clientAddress(headers, 0)).toBeNull();
  expect(clientAddress(headers, 1)).toBe("10.0.0.2");
  expect(clientAddress(headers, 2)).toBe("203.0.113.9");
  expect(clientAddress(headers, 9)).toBeNull();
  expect(clientAddress(new Headers(), 1)).toBeNull();
});

test("an account has ten tries a window, whatever address they claim to come from", async () => {
  const database = await openTestDatabase();
  const tries: boolean[] = [];
  for (let n = 0; n < 12; n += 1) tries.push(await mayTry(database.db, "a@example.com", `192.0.2.${n}`));
  expect(tries).toEqual([...Array(10).fill(true), false, false]);
  expect(await mayTry(database.db, "b@example.com", null)).toBe(true);
  await forgiveTries(database.db, "a@example.com");
  expect(await mayTry(database.db, "a@example.com", null)).toBe(true);
  await database.close();
});
