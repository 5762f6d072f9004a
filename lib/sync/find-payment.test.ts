import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { payments } from "@/lib/db/schema/payments";
import { defaultRole } from "@/lib/domain/people/permissions";
import { openTestDesk, type TestDesk } from "@/tests/support/test-desk";
import { findPayment, readForPage } from "./find-payment";
import { takeReadFromBudget } from "./read-budget";
import { syncPayment } from "./sync-payment";

let desk: TestDesk;
beforeAll(async () => {
  desk = await openTestDesk();
});
afterAll(() => desk.close());

const person = (id: string) => ({ id, name: "운영", role: defaultRole("viewer") }) as const;
const find = (paymentId: string, by = "someone", now?: number) =>
  findPayment({ ...desk, storeId: null }, person(by), paymentId, now);

test("a payment that PortOne has is added once", async () => {
  desk.sandbox.control.createPayment({ id: "elsewhere-1" });
  expect(await find("elsewhere-1")).toEqual({ ok: true, value: { paymentId: "elsewhere-1" } });
  expect((await find("elsewhere-1")).ok).toBe(true);
  const rows = await desk.database.db.select().from(payments).where(eq(payments.id, "elsewhere-1"));
  expect(rows).toHaveLength(1);
});

test("an unknown payment and a failed answer have different errors", async () => {
  expect(await find("no-such-1")).toMatchObject({ ok: false, error: { code: "payment-not-found" } });
  desk.sandbox.control.script({ kind: "html", operation: "getPayment" });
  expect(await find("no-such-2")).toMatchObject({ ok: false, error: { code: "portone-down" } });
});

test("searches for unknown ids are limited per person to 20 a minute", async () => {
  const now = 1_000_000;
  const before = desk.sandbox.control.requests().length;
  const answers = [];
  for (let n = 0; n < 25; n += 1) answers.push(await find(`none-${n}`, "hasty", now + n));
  const refused = answers.filter((answer) => !answer.ok && answer.error.code === "rate-limited");
  expect(refused).toHaveLength(5);
  expect(desk.sandbox.control.requests().length - before).toBe(20);
  expect(await find("none", "other", now + 30)).toMatchObject({ error: { code: "payment-not-found" } });
  expect(await find("none", "hasty", now + 60_001)).toMatchObject({ error: { code: "payment-not-found" } });
});

test("opening pages is limited per person to 20 unknown ids and 300 known payments a minute", async () => {
  const hasty = person("hasty-reader");
  const payment = desk.sandbox.control.createPayment({});
  const open = async (id: string) => {
    const read = await readForPage(desk, hasty, id);
    return read.ok ? "read" : read.error.code;
  };
  const before = desk.sandbox.control.requests({ operation: "getPayment" }).length;
  const unknown = [];
  for (let n = 0; n < 22; n += 1) unknown.push(await open(`page-of-none-${n}`));
  expect(unknown).toEqual([...Array(20).fill("payment-not-found"), "rate-limited", "rate-limited"]);
  expect(desk.sandbox.control.requests({ operation: "getPayment" }).length - before).toBe(20);
  // Payments of the mirror have a separate budget.
  await syncPayment(desk, { paymentId: payment.id });
  for (let n = 0; n < 299; n += 1) expect(takeReadFromBudget(hasty.id, "known")).not.toBeNull();
  expect([await open(payment.id), await open(payment.id)]).toEqual(["read", "rate-limited"]);
});

test("new payments at PortOne do not use up the budget for unknown ids", async () => {
  const busy = person("busy-reader");
  for (let n = 0; n < 30; n += 1) {
    const { id } = desk.sandbox.control.createPayment({});
    expect(await readForPage(desk, busy, id)).toMatchObject({ ok: true });
  }
  expect(await find("no-such", "busy-reader")).toMatchObject({ error: { code: "payment-not-found" } });
});
