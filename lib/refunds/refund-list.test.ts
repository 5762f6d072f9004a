import { desc, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { countRefundsToSee } from "@/lib/db/queries/refund-counts";
import { listRefunds } from "@/lib/db/queries/refund-list";
import { recordFailureHandling } from "@/lib/db/refunds/record-failure-handling";
import { recordResolution } from "@/lib/db/refunds/record-resolution";
import { auditEntries } from "@/lib/db/schema/journal";
import { failedRefunds, refunds } from "@/lib/db/schema/refunds";
import { everyRefund, madeElsewhere, noReason, type RefundFilter } from "@/lib/domain/refund/refund-filter";
import { syncPayment } from "@/lib/sync/sync-payment";
import { administrator, fullRefund, openTestDesk, operator, type TestDesk } from "@/tests/support/test-desk";
import { requestRefund } from "./request-refund";

let desk: TestDesk;
beforeAll(async () => {
  desk = await openTestDesk();
});
afterAll(() => desk.close());

const db = () => desk.database.db;
type Request = Omit<Parameters<typeof listRefunds>[1], "filter"> & { filter: Partial<RefundFilter> };

/** Returns a page of the list, with the rows of our own refunds as `rows` and every row as `all`. */
async function list({ filter, ...options }: Partial<Request> = {}) {
  const page = await listRefunds(db(), {
    tab: "all",
    query: "",
    filter: { ...everyRefund, ...filter },
    after: null,
    before: null,
    ...options,
  });
  const own = page.rows.flatMap(({ refund, ...row }) => (refund === null ? [] : [{ ...row, ...refund }]));
  return { ...page, rows: own, all: page.rows };
}

/** Refunds a new payment under a fault of the sandbox. Returns the refund's row. */
async function refundWith(fault: "none" | "fail-cancel" | "async-cancel" | "silence") {
  const payment = desk.sandbox.control.createPayment({ orderName: `주문 ${fault}` });
  if (fault !== "none") desk.sandbox.control.script({ kind: fault, paymentId: payment.id });
  await requestRefund(
    desk,
    operator,
    fullRefund({ ...payment, amount: { total: payment.amount.total, cancelled: 0 } }),
  );
  const [row] = await db().select().from(refunds).where(eq(refunds.paymentId, payment.id));
  if (row === undefined) throw new Error("the refund was not recorded");
  return row;
}

describe("the worklists", () => {
  test("list each refund by its state, with age, actor, order and next check", async () => {
    const done = await refundWith("none");
    const failed = await refundWith("fail-cancel");
    const pending = await refundWith("async-cancel");
    const confirming = await refundWith("silence");
    await db().execute(
      sql`update refunds set created_at = created_at - interval '3 hours' where id = ${pending.id}`,
    );
    const all = await list();
    expect(all.rows.map(({ number }) => number)).toEqual([
      confirming.number,
      failed.number,
      done.number,
      pending.number,
    ]);
    expect(all.counts).toMatchObject({
      all: { count: 4, atLeast: false },
      undecided: { count: 0 },
      failed: { count: 1 },
      confirming: { count: 1 },
      pending: { count: 1 },
    });
    const only = async (tab: "failed" | "pending" | "confirming") => (await list({ tab })).rows;
    expect(await only("failed")).toMatchObject([
      {
        number: failed.number,
        failure: { code: "cancellation-failed" },
        handled: null,
        age: { kind: "failed", minutes: 0 },
        actorName: operator.name,
      },
    ]);
    expect(await only("pending")).toMatchObject([
      {
        number: pending.number,
        age: { kind: "open", minutes: 180 },
        nextCheck: expect.any(String),
        orderName: "주문 async-cancel",
      },
    ]);
    expect(await only("confirming")).toMatchObject([
      { number: confirming.number, age: { kind: "open", minutes: 0 } },
    ]);
    expect(await countRefundsToSee(db())).toEqual({ count: 1, atLeast: false });
  });

  test("find a refund by its number in any spelling and by a prefix of its payment's id", async () => {
    const refund = await refundWith("none");
    for (const query of [refund.number, `#${refund.number}`, refund.number.toLowerCase()])
      expect(
        (await list({ query, tab: "failed" })).rows.map(({ id }) => id),
        query,
      ).toEqual([refund.id]);
    const byPayment = await list({ query: refund.paymentId.slice(0, -1) });
    expect(byPayment.rows.map(({ id }) => id)).toContain(refund.id);
    for (const nothing of ["%", "_", "\\", "🙂", "R"])
      expect((await list({ query: nothing })).rows).toEqual([]);
  });

  test("filter all refunds by one reason, with separate pages", async () => {
    const refund = await refundWith("none");
    const payment = desk.sandbox.control.createPayment({ total: 5_000 });
    await requestRefund(
      desk,
      operator,
      fullRefund({ ...payment, amount: { total: 5_000, cancelled: 0 } }, { reasonCode: "DEFECTIVE" }),
    );
    const only = await list({ filter: { reason: "DEFECTIVE" }, tab: "failed" });
    expect(only).toMatchObject({ tab: "all", filter: { reason: "DEFECTIVE" }, next: null });
    expect(only.rows.map(({ paymentId }) => paymentId)).toEqual([payment.id]);
    expect((await list({ filter: { reason: "nonsense" } })).rows).toEqual([]);
    expect((await list({ filter: { reason: noReason } })).rows).toEqual([]);
    // A search by number ignores the reason.
    const found = await list({ filter: { reason: "DEFECTIVE" }, query: refund.number });
    expect(found).toMatchObject({ filter: everyRefund, rows: [{ number: refund.number }] });
  });

  test("show each refund once over all pages, also refunds of the same instant", async () => {
    const { storeId, paymentId } = await refundWith("none");
    await db().execute(sql`
      insert into refunds (id, number, request_id, store_id, payment_id, state, kind, currency, expected_tax_free,
        reason, requester, known_cancellations, actor_id, actor_name, created_at, ended_at)
      select gen_random_uuid(), 'T' || n, gen_random_uuid(), ${storeId}, ${paymentId}, 'failed', 'full', 'KRW', 0,
        'r', 'ADMIN', '[]', 'a', 'a', timestamptz '2026-01-01 00:00:00.123456+00',
        timestamptz '2026-01-01 00:00:01.5+00' + (n % 2) * interval '1 microsecond'
      from generate_series(1, 60) as n`);
    for (const tab of ["all", "failed"] as const) {
      const seen: string[] = [];
      for (let after: string | null = null, more = true; more; more = after !== null) {
        const page = await list({ tab, after });
        seen.push(...page.rows.map(({ number }) => number).filter((number) => /^T\d/.test(number)));
        after = page.next;
      }
      expect(seen).toHaveLength(60);
      expect(new Set(seen).size).toBe(60);
    }
    // These refunds are from before the codes of reasons.
    const uncoded = await list({ filter: { reason: noReason } });
    expect(uncoded).toMatchObject({ tab: "all", filter: { reason: noReason } });
    expect(uncoded.rows.every(({ number }) => /^T\d/.test(number))).toBe(true);
  });

  test("show the first page for a forged position and for a position of another list", async () => {
    const first = await list();
    const positions = [
      { list: "refunds:requested", at: "2026-01-01T00:00:00.000Z", id: "\u0000" },
      {
        list: "refunds:finished",
        at: "2026-01-01T00:00:00.000Z",
        id: "00000000-0000-4000-8000-000000000000",
      },
      { list: "deliveries", at: "2026-01-01T00:00:00.000Z", id: "wh-1" },
    ].map((position) => Buffer.from(JSON.stringify(position)).toString("base64url"));
    for (const after of ["..", ...positions]) expect((await list({ after })).rows).toEqual(first.rows);
  });
});

describe("the filtered list", () => {
  test("has cancellations made elsewhere, as rows without a refund", async () => {
    const payment = desk.sandbox.control.createPayment({ total: 9_000 });
    desk.sandbox.control.cancelInConsole(payment.id, { amount: 4_000 });
    await syncPayment(desk, { paymentId: payment.id });
    const elsewhere = await list({ filter: { person: madeElsewhere } });
    expect(elsewhere.all).toMatchObject([
      {
        paymentId: payment.id,
        refund: null,
        state: "succeeded",
        trigger: "CONSOLE",
        figures: { money: 4_000 },
        finishedAt: expect.any(String),
      },
    ]);
    expect(elsewhere.sums).toEqual([
      {
        test: false,
        currency: "KRW",
        count: 1,
        done: { count: 1, money: 4_000, unknown: 0, points: 0 },
      },
    ]);
    expect((await list({ query: payment.id })).all).toHaveLength(1);
    const all = await list();
    expect(all.all.map(({ paymentId }) => paymentId)).toContain(payment.id);
    expect(all.counts.all.count).toBe(all.sums?.reduce((sum, { count }) => sum + count, 0));
  });

  test("reaches every state, and a person", async () => {
    const made = {
      succeeded: await refundWith("none"),
      pending: await refundWith("async-cancel"),
      submitting: await refundWith("silence"),
      failed: await refundWith("fail-cancel"),
    };
    for (const [state, refund] of Object.entries(made)) {
      const some = await list({ filter: { states: [state as keyof typeof made], person: operator.id } });
      expect(some.rows.map(({ id }) => id)).toContain(refund.id);
      expect(new Set(some.all.map((row) => row.state))).toEqual(new Set([state]));
    }
    expect((await list({ filter: { person: "nobody" } })).all).toEqual([]);
    // A person's word is not a record of PortOne: it is in no sum of what went back.
    await db().execute(
      sql`update refunds set state = 'undecided', failure = '{"code":"window-over"}' where id = ${made.submitting.id}`,
    );
    expect((await list({ filter: { states: ["undecided"] } })).rows.map(({ id }) => id)).toEqual([
      made.submitting.id,
    ]);
    await recordResolution(desk.database.db, administrator, {
      refundId: made.submitting.id,
      decision: "succeeded",
      note: "콘솔에서 확인",
    });
    const recorded = await list({ filter: { states: ["recorded"] } });
    expect(recorded.rows.map(({ id }) => id)).toEqual([made.submitting.id]);
    expect(recorded.sums).toMatchObject([{ count: 1, done: { count: 0, money: 0 } }]);
  });
});

describe("a failed refund", () => {
  test("that was handled leaves the worklist, with name and note, and stays unchanged", async () => {
    const failed = await refundWith("fail-cancel");
    const before = await list({ tab: "failed" });
    expect(before.rows.map(({ id }) => id)).toContain(failed.id);
    const input = { refundId: failed.id, note: "고객에게 계좌로 보냄" };
    expect(await recordFailureHandling(desk.database.db, operator, input)).toEqual({ ok: true, value: null });
    const after = await list({ tab: "failed" });
    expect(after.rows.map(({ id }) => id)).not.toContain(failed.id);
    expect(after.counts.failed.count).toBe(before.counts.failed.count - 1);
    const [shown] = (await list({ query: failed.number })).rows;
    expect(shown?.handled).toMatchObject({ byName: operator.name, note: input.note });
    const [row] = await db().select().from(refunds).where(eq(refunds.id, failed.id));
    expect(row).toEqual(failed);
    const [audited] = await db().select().from(auditEntries).orderBy(desc(auditEntries.seq)).limit(1);
    expect(audited).toMatchObject({
      actorName: operator.name,
      action: "refund.handled",
      subject: `refund:${failed.id}`,
      detail: { number: failed.number, note: input.note },
    });
  });

  test("is handled once, by the first of two people", async () => {
    const failed = await refundWith("fail-cancel");
    const input = { refundId: failed.id, note: "" };
    const both = await Promise.all([
      recordFailureHandling(desk.database.db, operator, input),
      recordFailureHandling(desk.database.db, administrator, input),
    ]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.find(({ ok }) => !ok)).toMatchObject({ error: { code: "already-handled" } });
    const [row] = await db().select().from(failedRefunds).where(eq(failedRefunds.refundId, failed.id));
    expect(row?.handledByName).toBe(both[0]?.ok ? operator.name : administrator.name);
  });

  test("is the only refund that can be handled", async () => {
    const done = await refundWith("none");
    expect(
      await recordFailureHandling(desk.database.db, operator, { refundId: done.id, note: "" }),
    ).toMatchObject({
      error: { code: "not-failed" },
    });
    const unknownId = "00000000-0000-4000-8000-000000000000";
    expect(
      await recordFailureHandling(desk.database.db, operator, { refundId: unknownId, note: "" }),
    ).toMatchObject({
      error: { code: "refund-not-found" },
    });
  });

  test("is listed also after a person resolved it as failed", async () => {
    const refund = await refundWith("silence");
    await db().execute(
      sql`update refunds set state = 'undecided', failure = '{"code":"window-over"}' where id = ${refund.id}`,
    );
    expect((await list({ tab: "undecided" })).rows.map(({ id }) => id)).toEqual([refund.id]);
    await recordResolution(desk.database.db, administrator, {
      refundId: refund.id,
      decision: "failed",
      note: "콘솔에 없음",
    });
    expect((await list({ tab: "failed" })).rows.map(({ id }) => id)).toContain(refund.id);
    expect((await list({ tab: "undecided" })).rows).toEqual([]);
  });
});
