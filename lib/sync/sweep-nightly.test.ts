import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { lastPull } from "@/lib/db/payments/pulls";
import { discrepancies } from "@/lib/db/schema/reconciliation";
import { cancellations } from "@/lib/db/schema/refunds";
import { openTestDesk, type TestDesk } from "@/tests/support/test-desk";
import { isNight, sweepNightly } from "./sweep-nightly";
import { syncPayment } from "./sync-payment";

let desk: TestDesk;
beforeAll(async () => {
  desk = await openTestDesk();
});
afterAll(() => desk.close());

test.each([
  ["2026-11-23T16:59:59Z", false],
  ["2026-11-23T17:00:00Z", true],
  ["2026-11-23T19:59:59Z", true],
  ["2026-11-23T20:00:00Z", false],
])("night in Seoul at %s: %s", (at, night) => expect(isNight(new Date(at))).toBe(night));

test("a round reads payments that can still change, pauses, resumes at its position, and starts again after its end", async () => {
  const { control } = desk.sandbox;
  const day = 86_400_000;
  // Changed long ago, in no list of changes, and without a webhook.
  const payment = control.createPayment({ total: 10_000, requestedAt: Date.now() - 200 * day });
  control.shiftClock(-100 * day);
  control.cancelInConsole(payment.id, { amount: 3_000 });
  await syncPayment(desk, { paymentId: payment.id });
  control.cancelInConsole(payment.id, { amount: 2_000 });
  control.shiftClock(100 * day);
  for (let n = 0; n < 220; n += 1)
    control.createPayment({
      requestedAt: Date.now() - 199 * day + n * 60_000,
      status: n % 31 === 0 ? "CANCELLED" : "PAID",
    });
  const first = await sweepNightly(desk, 1);
  expect(first).toMatchObject({ state: "paused", pulled: 200 });
  const position = await lastPull(desk.database.db, "nightly");
  expect(position?.cursor).not.toBeNull();
  const made = await desk.database.db
    .select()
    .from(cancellations)
    .where(eq(cancellations.paymentId, payment.id));
  expect(made).toHaveLength(2);
  const found = await desk.database.db
    .select()
    .from(discrepancies)
    .where(eq(discrepancies.paymentId, payment.id));
  expect(found.map(({ kind }) => kind)).toEqual(["made-elsewhere", "made-elsewhere"]);
  const rest = await sweepNightly(desk);
  expect(rest.state).toBe("done");
  expect(await lastPull(desk.database.db, "nightly")).toMatchObject({ state: "done", from: position?.from });
  const lists = control.requests({ operation: "getPayments" }).length;
  expect(await sweepNightly(desk, 1)).toMatchObject({ state: "paused", pulled: 200 });
  expect(control.requests({ operation: "getPayments" }).length - lists).toBe(1);
});
