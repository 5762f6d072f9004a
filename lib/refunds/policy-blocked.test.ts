// A refund that PortOne's documents rule out is not sent, unless an administrator overrides the rule with a reason.
import { desc, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { auditEntries, timelineEntries } from "@/lib/db/schema/journal";
import { refunds } from "@/lib/db/schema/refunds";
import { policyOverrides } from "@/lib/db/schema/settings";
import { recordOverride } from "@/lib/db/settings/record-overrides";
import { type Actor, defaultRole } from "@/lib/domain/people/permissions";
import { fullRefund, openTestDesk, operator, type TestDesk } from "@/tests/support/test-desk";
import { requestRefund } from "./request-refund";

let desk: TestDesk;
beforeAll(async () => {
  desk = await openTestDesk();
});
afterAll(() => desk.close());
beforeEach(() => desk.database.db.delete(policyOverrides));

const admin: Actor = { id: "admin-1", name: "박관리", role: defaultRole("admin") };
const card = { type: "PaymentMethodCard", card: { issuer: "신한카드", brand: "LOCAL", type: "CREDIT" } };
const why = { why: "KSNET 담당자와 통화함" };

/** Creates a KSNET card payment that is 200 days old: KSNET's six months are over. */
const lateAtKsnet = () =>
  desk.sandbox.control.createPayment({
    method: card,
    pgProvider: "KSNET",
    paidAt: Date.now() - 200 * 86_400_000,
  });
const sent = (paymentId: string) =>
  desk.sandbox.control.requests().filter(({ method, path }) => method === "POST" && path.includes(paymentId));
const rowsOf = (paymentId: string) =>
  desk.database.db.select().from(refunds).where(eq(refunds.paymentId, paymentId));

test.each([
  ["an operator", operator],
  ["an administrator without an override reason", admin],
])("%s is refused, and nothing is sent or stored", async (_, actor) => {
  const payment = lateAtKsnet();
  expect(await requestRefund(desk, actor, fullRefund(payment))).toMatchObject({
    error: { code: "policy-blocked" },
  });
  expect(sent(payment.id)).toEqual([]);
  expect(await rowsOf(payment.id)).toEqual([]);
});

test("an operator with an override reason is refused", async () => {
  const payment = lateAtKsnet();
  const request = { ...fullRefund(payment), override: why };
  expect(await requestRefund(desk, operator, request)).toMatchObject({
    error: { code: "override-not-permitted" },
  });
  expect(sent(payment.id)).toEqual([]);
});

test("an administrator's override is sent, and its reason is in the timeline and the audit", async () => {
  const payment = lateAtKsnet();
  const result = await requestRefund(desk, admin, { ...fullRefund(payment), override: why });
  // The sandbox implements the same document: the PG refuses, and the ledger continues as after any PG refusal.
  expect(result).toMatchObject({ ok: true, value: { overrideWhy: why.why } });
  expect(sent(payment.id)).toHaveLength(1);
  expect(desk.sandbox.control.ledger(payment.id)).toEqual([]);
  const [recorded] = await desk.database.db
    .select()
    .from(timelineEntries)
    .where(eq(timelineEntries.paymentId, payment.id))
    .orderBy(timelineEntries.seq)
    .then((rows) => rows.filter(({ entry }) => (entry as { kind: string }).kind === "refund-requested"));
  expect(recorded?.entry).toMatchObject({ overrideWhy: why.why, overridden: ["ksnet-six-months"] });
  const [audited] = await desk.database.db
    .select()
    .from(auditEntries)
    .where(eq(auditEntries.action, "refund.requested"))
    .orderBy(desc(auditEntries.seq))
    .limit(1);
  expect(audited).toMatchObject({
    actorName: "박관리",
    detail: { overrideWhy: why.why, overridden: "ksnet-six-months" },
  });
});

test("the merchant's own deadline blocks a refund and is overridden in the same way", async () => {
  const override = {
    kind: "deadline",
    method: "CARD",
    pgProvider: null,
    within: { unit: "days", count: 10 },
  } as const;
  await recordOverride(desk.database.db, admin, { override, note: "" });
  const payment = desk.sandbox.control.createPayment({ method: card, paidAt: Date.now() - 20 * 86_400_000 });
  expect(await requestRefund(desk, operator, fullRefund(payment))).toMatchObject({
    error: { code: "policy-blocked" },
  });
  const result = await requestRefund(desk, admin, { ...fullRefund(payment), override: why });
  expect(result).toMatchObject({ ok: true, value: { state: "succeeded", overrideWhy: why.why } });
});

test("a partial refund can be blocked where the full refund is allowed", async () => {
  const payment = desk.sandbox.control.createPayment({
    method: card,
    pgProvider: "KCP_V2",
    total: 10_000,
    escrow: { status: "BEFORE_REGISTERED" },
  });
  const whole = fullRefund(payment);
  const part = { ...whole, cancel: { kind: "partial", shown: 10_000, amount: 4_000 } as const };
  expect(await requestRefund(desk, operator, part)).toMatchObject({ error: { code: "policy-blocked" } });
  expect(await requestRefund(desk, operator, whole)).toMatchObject({
    ok: true,
    value: { state: "succeeded" },
  });
});

test("an override reason is not stored where nothing is blocked", async () => {
  const payment = desk.sandbox.control.createPayment({ method: card });
  const result = await requestRefund(desk, admin, { ...fullRefund(payment), override: why });
  expect(result).toMatchObject({ ok: true, value: { state: "succeeded", overrideWhy: null } });
});

test("a payment that is already cancelled at PortOne cannot be refunded by an override", async () => {
  const payment = desk.sandbox.control.createPayment({ method: card, status: "CANCELLED" });
  const request = { ...fullRefund(payment), override: why };
  expect(await requestRefund(desk, admin, request)).toMatchObject({ error: { code: "already-cancelled" } });
  expect(sent(payment.id)).toEqual([]);
});
