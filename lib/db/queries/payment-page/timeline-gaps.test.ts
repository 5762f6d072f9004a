import { randomUUID } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { cancellations } from "@/lib/db/schema/refunds";
import { deliveries } from "@/lib/db/schema/webhooks";
import { requestRefund } from "@/lib/refunds/request-refund";
import { resumeOpenRefunds } from "@/lib/refunds/resume-refunds";
import { fullRefund, openTestDesk, operator, type TestDesk } from "@/tests/support/test-desk";
import { paymentDetail } from "./payment-detail";

const minute = 60_000;
let desk: TestDesk;
beforeAll(async () => {
  desk = await openTestDesk();
});
afterAll(() => desk.close());

type Made = ReturnType<TestDesk["sandbox"]["control"]["createPayment"]>;
type Fault = Parameters<TestDesk["sandbox"]["control"]["script"]>[0];

async function refunded(fault: Fault | null, overrides = {}): Promise<Made> {
  const payment = desk.sandbox.control.createPayment({ total: 10_000, ...overrides });
  if (fault) desk.sandbox.control.script({ ...fault, paymentId: payment.id });
  expect(await requestRefund(desk, operator, fullRefund(payment))).toMatchObject({ ok: true });
  return payment;
}
const gapsOf = async ({ id }: Made) => (await paymentDetail(desk.database.db, { paymentId: id }))?.gaps;
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * minute);

/** Moves the payment's cancellations `minutes` into the past. */
async function cancelledAgo({ id }: Made, minutes: number): Promise<void> {
  await desk.database.db
    .update(cancellations)
    .set({
      requestedAt: minutesAgo(minutes),
      cancelledAt: sql`case when ${cancellations.cancelledAt} is null then null else ${minutesAgo(minutes).toISOString()}::timestamptz end`,
    })
    .where(eq(cancellations.paymentId, id));
}

async function webhookCame(
  paymentId: string,
  minutes: number,
  environment: "live" | "test" = "live",
  storeId: string | null = desk.sandbox.storeId,
): Promise<void> {
  const receivedAt = minutesAgo(minutes);
  await desk.database.db.insert(deliveries).values({
    id: randomUUID(),
    type: "Transaction.Paid",
    storeId,
    paymentId,
    environment,
    body: "{}",
    state: "processed",
    receivedAt,
    processedAt: receivedAt,
  });
}

test("no webhook is reported missing before one of its environment has ever reached the desk", async () => {
  const payment = await refunded(null);
  await cancelledAgo(payment, 32);
  expect(await gapsOf(payment)).toEqual([]);
  await webhookCame("another-payment", 60, "test");
  expect(await gapsOf(payment)).toEqual([]);
  // The first webhook came after this refund: whether webhooks were on before is not known.
  await webhookCame("another-payment", 31);
  expect(await gapsOf(payment)).toEqual([]);
  await webhookCame("another-payment", 60);
  expect(await gapsOf(payment)).toMatchObject([{ kind: "webhook-missing", after: "end", minutes: 32 }]);
  const onTest = await refunded(null, { channelType: "TEST" });
  await cancelledAgo(onTest, 32);
  expect(await gapsOf(onTest)).toMatchObject([{ kind: "webhook-missing" }]);
  // A webhook of 2024-01-01 names no store.
  await webhookCame(payment.id, 31, "live", null);
  expect(await gapsOf(payment)).toEqual([]);
});

test("a requested cancellation is shown as waiting for the PG, and for its webhook", async () => {
  const payment = await refunded({ kind: "async-cancel" });
  await cancelledAgo(payment, 24 * 60);
  const [made] = await desk.database.db
    .select()
    .from(cancellations)
    .where(and(eq(cancellations.paymentId, payment.id)));
  await webhookCame("another-payment", 25 * 60);
  const waiting = { kind: "pg-waiting", cancellationId: made?.id, days: 2, minutes: 24 * 60 };
  expect(await gapsOf(payment)).toMatchObject([waiting, { kind: "webhook-missing", after: "request" }]);
  await webhookCame(payment.id, 24 * 60);
  expect(await gapsOf(payment)).toMatchObject([waiting]);
});

test("an unanswered refund is shown as confirming, then as undecided since it was left to a person", async () => {
  const payment = await refunded({ kind: "pg-error", pgCode: "Z-1" }, { pgProvider: "KCP_V2" });
  await desk.age(62_000);
  expect(await gapsOf(payment)).toMatchObject([
    { kind: "confirming", attempts: 1, minutes: 1, inFlight: false, webhookMissing: false },
  ]);
  await resumeOpenRefunds(desk);
  await desk.age(10 * minute);
  await resumeOpenRefunds(desk);
  // `age` moves the refund, not its timeline: the refund became undecided just now.
  expect(await gapsOf(payment)).toMatchObject([{ kind: "undecided", minutes: 0 }]);
});
