import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { lastPull } from "@/lib/db/payments/pulls";
import { listPayments } from "@/lib/db/queries/payment-list/list-payments";
import { payments, pulls } from "@/lib/db/schema/payments";
import { everyPayment } from "@/lib/domain/payment/payment-filter";
import { openTestDesk, type TestDesk } from "@/tests/support/test-desk";
import { pullPayments } from "./pull-payments";

let desk: TestDesk;
beforeAll(async () => {
  desk = await openTestDesk();
  // One every two days: two pages, and some that are older than 14 months.
  for (let n = 0; n < 220; n += 1) {
    desk.sandbox.control.createPayment({
      id: `pulled-${String(n).padStart(3, "0")}`,
      requestedAt: Date.now() - n * 2 * 86_400_000,
      ...(n % 10 === 0 ? { status: "CANCELLED" as const } : {}),
    });
  }
});
afterAll(() => desk.close());
const first = { filter: everyPayment, after: null, before: null, seesCustomers: true };

test("the first pull resumes after a failure and covers 14 months", async () => {
  desk.sandbox.control.script({ kind: "delay", operation: "getAllPaymentsByCursor", ms: 0 });
  desk.sandbox.control.script({ kind: "html", operation: "getAllPaymentsByCursor" });
  const cut = await pullPayments(desk);
  expect(cut).toMatchObject({ state: "failed", error: "unreachable" });
  expect(await lastPull(desk.database.db)).toMatchObject({ state: "failed", pulled: cut.pulled });
  const whole = await pullPayments(desk);
  expect(whole.state).toBe("done");
  const [rows] = await desk.database.db.select({ n: sql<number>`count(*)::int` }).from(payments);
  expect(rows?.n).toBe(whole.pulled);
  expect(whole.pulled).toBeGreaterThanOrEqual(210);
  expect(
    desk.sandbox.control.requests().filter(({ path }) => path.startsWith("/payments-by-cursor")).length,
  ).toBeGreaterThanOrEqual(4);
});

test("the next pull fetches payments created since, with a day of overlap", async () => {
  const before = await lastPull(desk.database.db);
  desk.sandbox.control.createPayment({ id: "pulled-new" });
  expect(await pullPayments(desk)).toMatchObject({ state: "done" });
  const [row] = await desk.database.db.select().from(payments).where(eq(payments.id, "pulled-new"));
  expect(row).toMatchObject({ status: "PAID" });
  const after = await lastPull(desk.database.db);
  expect(after?.from.getTime()).toBe((before?.until.getTime() ?? 0) - 86_400_000);
});

test("only one pull runs at a time; an interrupted pull is taken over", async () => {
  const running = { state: "running" as const, touchedAt: sql`clock_timestamp()` };
  await desk.database.db.update(pulls).set(running);
  expect(await pullPayments(desk)).toMatchObject({ state: "busy" });
  await desk.database.db.update(pulls).set({ touchedAt: sql`clock_timestamp() - interval '3 minutes'` });
  expect(await pullPayments(desk)).toMatchObject({ state: "done" });
});

test("a payment that cannot be read is counted and does not stop the rest", async () => {
  desk.sandbox.control.createPayment({ id: "pulled-odd", extra: { amount: "a lot" } });
  desk.sandbox.control.createPayment({ id: "pulled-even" });
  expect(await pullPayments(desk)).toMatchObject({ state: "done", unreadable: 1 });
  const found = await listPayments(desk.database.db, {
    ...first,
    filter: { ...everyPayment, query: "pulled-even" },
  });
  expect(found.named).toHaveLength(1);
});

describe("without working cursors", () => {
  const control = () => desk.sandbox.control;
  const requestsOf = (operation: "getPayments" | "getAllPaymentsByCursor") =>
    control().requests({ operation }).length;
  const startOver = () => desk.database.db.delete(pulls);
  const stored = async () =>
    (await desk.database.db.select({ n: sql<number>`count(*)::int` }).from(payments))[0]?.n ?? 0;

  test.each([400, 403, 404])(
    "the same payments are pulled by windows of time after a refusal with %d",
    async (status) => {
      await startOver();
      control().script({
        kind: "status",
        status,
        operation: "getAllPaymentsByCursor",
        body: { type: "GONE" },
      });
      const before = await stored();
      const report = await pullPayments(desk);
      expect(report.state).toBe("done");
      expect(report.pulled).toBeGreaterThanOrEqual(before);
      expect(await lastPull(desk.database.db)).toMatchObject({ state: "done", error: null });
    },
  );

  test("an interrupted pull by windows resumes by windows at its position", async () => {
    await startOver();
    control().script({
      kind: "status",
      status: 403,
      operation: "getAllPaymentsByCursor",
      body: { type: "NO" },
    });
    control().script({ kind: "delay", operation: "getPayments", ms: 0 });
    control().script({ kind: "html", operation: "getPayments" });
    const cut = await pullPayments(desk);
    expect(cut).toMatchObject({ state: "failed", error: "unreachable", pulled: 200 });
    expect((await lastPull(desk.database.db))?.cursor).toMatch(/^windows 20/);
    const cursors = requestsOf("getAllPaymentsByCursor");
    expect(await pullPayments(desk)).toMatchObject({ state: "done" });
    expect(requestsOf("getAllPaymentsByCursor")).toBe(cursors);
  });

  test("one failure is retried by cursor, a second in a row switches to windows", async () => {
    await startOver();
    control().script({ kind: "html", operation: "getAllPaymentsByCursor", count: 2 });
    const lists = requestsOf("getPayments");
    expect(await pullPayments(desk)).toMatchObject({ state: "failed", error: "unreachable" });
    expect(requestsOf("getPayments")).toBe(lists);
    expect(await pullPayments(desk)).toMatchObject({ state: "done" });
    expect(requestsOf("getPayments")).toBeGreaterThan(lists);
  });

  test("the position by cursor is kept while both lists fail", async () => {
    await startOver();
    control().script({ kind: "delay", operation: "getAllPaymentsByCursor", ms: 0 });
    control().script({ kind: "html", operation: "getAllPaymentsByCursor", count: 2 });
    control().script({ kind: "html", operation: "getPayments" });
    const first = await pullPayments(desk);
    const position = (await lastPull(desk.database.db))?.cursor;
    expect(await pullPayments(desk)).toMatchObject({ state: "failed" });
    expect(await lastPull(desk.database.db)).toMatchObject({ cursor: position, pulled: first.pulled });
    expect(await pullPayments(desk)).toMatchObject({ state: "done" });
  });
});

test("the list pages forward and back over the same rows, newest first", async () => {
  const seen: string[] = [];
  let page = await listPayments(desk.database.db, first);
  expect(page.previous).toBeNull();
  const tops = [page.rows[0]?.id];
  while (page.next !== null) {
    seen.push(...page.rows.map(({ id }) => id));
    page = await listPayments(desk.database.db, { ...first, after: page.next });
    tops.push(page.rows[0]?.id);
  }
  seen.push(...page.rows.map(({ id }) => id));
  expect(new Set(seen).size).toBe(seen.length);
  const [rows] = await desk.database.db.select({ n: sql<number>`count(*)::int` }).from(payments);
  expect(seen).toHaveLength(rows?.n ?? 0);
  for (const top of tops.reverse().slice(1)) {
    page = await listPayments(desk.database.db, { ...first, before: page.previous });
    expect(page.rows[0]?.id).toBe(top);
  }
});

test("tabs count and filter; a search matches the beginning of the id literally", async () => {
  const { counts, rows } = await listPayments(desk.database.db, {
    ...first,
    filter: { ...everyPayment, tab: "cancelled" },
  });
  expect(rows.every(({ status }) => status === "CANCELLED")).toBe(true);
  expect(counts.cancelled.count).toBeGreaterThan(20);
  expect(counts.all.count).toBeGreaterThanOrEqual(counts.cancelled.count + counts.paid.count);
  const search = (query: string) =>
    listPayments(desk.database.db, { ...first, filter: { ...everyPayment, query } }).then(
      (page) => page.rows.length,
    );
  expect(await search("pulled-01")).toBe(10);
  expect(await search("%")).toBe(0);
  expect(await search("pulled_01")).toBe(0);
  expect(await search(`'"\\ 🙂 ${"x".repeat(300)}`)).toBe(0);
});

test.each([
  ["of another format", "not a position"],
  ["of the year 0", JSON.stringify({ requestedAt: "0000-01-01T00:00:00Z", storeId: "s", id: "i" })],
  [
    "with a character that is invalid in ids",
    JSON.stringify({ requestedAt: "2026-01-01T00:00:00Z", storeId: "s", id: "\u0000" }),
  ],
])("a position %s is the first page", async (_, text) => {
  const after = Buffer.from(text).toString("base64url");
  const page = await listPayments(desk.database.db, { ...first, after });
  expect(page.rows[0]?.id).toBe((await listPayments(desk.database.db, first)).rows[0]?.id);
});
