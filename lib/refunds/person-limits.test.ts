import { eq, sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { roles, user } from "@/lib/db/schema/people";
import { refunds } from "@/lib/db/schema/refunds";
import type { Actor } from "@/lib/domain/people/permissions";
import { noLimits, type RefundLimits } from "@/lib/domain/people/refund-limits";
import {
  administrator,
  fullRefund,
  openTestDesk,
  operator,
  secondOperator,
  type TestDesk,
} from "@/tests/support/test-desk";
import { requestRefund } from "./request-refund";

let desk: TestDesk;
beforeEach(async () => {
  desk = await openTestDesk();
});
afterEach(() => desk.close());

const limitRole = (limits: Partial<RefundLimits>) =>
  desk.database.db
    .update(roles)
    .set({ limits: { ...noLimits, ...limits } })
    .where(eq(roles.id, "operator"));
const limitPerson = (limits: Partial<RefundLimits>) =>
  desk.database.db
    .update(user)
    .set({ limits: { ...noLimits, ...limits } })
    .where(eq(user.id, operator.id));
const daily = (amount: number) => ({ amounts: { KRW: { single: null, daily: amount } } });

/** Requests a full refund of a new payment. Returns the state or the code of the refusal. */
async function refundOf(total: number, actor: Actor = operator): Promise<string> {
  const payment = desk.sandbox.control.createPayment({ total });
  const requested = await requestRefund(desk, actor, fullRefund(payment));
  return requested.ok ? requested.value.state : requested.error.code;
}

describe("a limit", () => {
  test("stops a refund before anything is recorded or sent, and says what is left and who can help", async () => {
    await limitRole({ amounts: { KRW: { single: 10_000, daily: null } } });
    const payment = desk.sandbox.control.createPayment({ total: 10_001 });
    expect(await requestRefund(desk, operator, fullRefund(payment))).toEqual({
      ok: false,
      error: {
        code: "limit-reached",
        detail: {
          limit: "single",
          owner: "role",
          most: 10_000,
          left: 10_000,
          currency: "KRW",
          helpers: [administrator.name],
        },
      },
    });
    expect(desk.sandbox.control.ledger(payment.id)).toEqual([]);
    expect(await desk.database.db.select().from(refunds)).toEqual([]);
    expect(await refundOf(10_000)).toBe("succeeded");
  });

  test("asks for a proof from an amount on, before anything is recorded or sent", async () => {
    await limitPerson({ amounts: { KRW: { single: null, daily: null, confirmFrom: 10_000 } } });
    const payment = desk.sandbox.control.createPayment({ total: 10_000 });
    const request = fullRefund(payment);
    for (const session of [undefined, { isConfirmed: false }])
      expect(await requestRefund(desk, operator, request, session)).toEqual({
        ok: false,
        error: { code: "confirm-first" },
      });
    expect(desk.sandbox.control.ledger(payment.id)).toEqual([]);
    expect(await desk.database.db.select().from(refunds)).toEqual([]);
    expect(await requestRefund(desk, operator, request, { isConfirmed: true })).toMatchObject({
      value: { state: "succeeded" },
    });
    expect(await refundOf(9_999)).toBe("succeeded");
  });

  test("of a day counts this person's refunds of this currency since midnight in Seoul, without failed ones", async () => {
    await limitPerson(daily(50_000));
    expect(await refundOf(30_000)).toBe("succeeded");
    expect(await refundOf(20_001)).toBe("limit-reached");
    expect(await refundOf(40_000, secondOperator)).toBe("succeeded");
    const failing = desk.sandbox.control.createPayment({ total: 20_000 });
    desk.sandbox.control.script({ kind: "fail-cancel", paymentId: failing.id });
    expect(await requestRefund(desk, operator, fullRefund(failing))).toMatchObject({
      value: { state: "failed" },
    });
    expect(await refundOf(20_000)).toBe("succeeded");
    expect(await refundOf(1)).toBe("limit-reached");
    // A trigger refuses changes of refunds that have ended.
    await desk.database.db.execute(sql`alter table refunds disable trigger user`);
    await desk.database.db.update(refunds).set({
      createdAt: sql`date_trunc('day', clock_timestamp() at time zone 'Asia/Seoul') at time zone 'Asia/Seoul' - interval '1 millisecond'`,
    });
    expect(await refundOf(50_000)).toBe("succeeded");
  });

  test("is not exceeded by two refunds at the same time", async () => {
    await limitPerson(daily(10_000));
    const outcomes = await Promise.all([refundOf(6_000), refundOf(6_000), refundOf(6_000)]);
    expect(outcomes.sort()).toEqual(["limit-reached", "limit-reached", "succeeded"]);
  });

  test("of a count, a method, a PG or a currency stops too", async () => {
    await limitPerson({ count: 1 });
    expect([await refundOf(1_000), await refundOf(1_000)]).toEqual(["succeeded", "limit-reached"]);
    await limitPerson({ methods: ["TRANSFER"] });
    expect(await refundOf(1_000)).toBe("limit-reached");
    await limitPerson({ pgs: ["NAVERPAY"] });
    expect(await refundOf(1_000)).toBe("limit-reached");
    await limitPerson({ amounts: { USD: { single: null, daily: null } }, otherCurrencies: false });
    expect(await refundOf(1_000)).toBe("limit-reached");
  });

  test("does not stop the repetition of a request that has refunded already", async () => {
    const payment = desk.sandbox.control.createPayment({ total: 5_000 });
    const request = fullRefund(payment);
    await requestRefund(desk, operator, request);
    await limitPerson({ count: 0 });
    expect(await requestRefund(desk, operator, request)).toMatchObject({ value: { state: "succeeded" } });
  });
});

test.each([
  ["is disabled", { disabled: true }],
  ["has lost the permission", { role: "viewer" }],
])("a person who %s meanwhile requests no refund", async (_, change) => {
  await desk.database.db.update(user).set(change).where(eq(user.id, operator.id));
  expect(await refundOf(1_000)).toBe("not-permitted");
  expect(await desk.database.db.select().from(refunds)).toEqual([]);
});
