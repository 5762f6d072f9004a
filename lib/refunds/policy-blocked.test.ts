// A refund that the documents say will be refused is not sent, unless an administrator says why.
import { desc, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { auditEntries, timelineEntries } from "@/lib/db/schema/journal";
import { refunds } from "@/lib/db/schema/refunds";
import { policyOverrides } from "@/lib/db/schema/settings";
import { recordOverride } from "@/lib/db/settings/record-overrides";
import type { Actor } from "@/lib/domain/people/permissions";
import { fullRefund, openTestDesk, operator, type TestDesk } from "@/tests/support/test-desk";
import { requestRefund } from "./request-refund";

let desk: TestDesk;
beforeAll(async () => {
  desk = await openTestDesk();
});
afterAll(() => desk.close());
beforeEach(() => desk.database.db.delete(policyOverrides));

const admin: Actor = { id: "admin-1", name: "박관리", role: "admin" };
const card = { type: "PaymentMethodCard", card: { issuer: "신한카드", brand: "LOCAL", type: "CREDIT" } };
const why = { why: "KSNET 담당자와 통화함" };

/** A card at KSNET, 200 days old: its six months are over. */
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
  ["an administrator who does not say why", admin],
])("%s is refused, and nothing is sent or kept", async (_, actor) => {
  const payment = lateAtKsnet();
  expect(await requestRefund(desk, actor, fullRefund(payment))).toMatchObject({
    error: { code: "policy-blocked" },
  });
  expect(sent(payment.id)).toEqual([]);
  expect(await rowsOf(payment.id)).toEqual([]);
});

test("an operator who says why is refused", async () => {
  const payment = lateAtKsnet();
  const asked = { ...fullRefund(payment), override: why };
  expect(await requestRefund(desk, operator, asked)).toMatchObject({
    error: { code: "override-not-permitted" },
  });
  expect(sent(payment.id)).toEqual([]);
});

test("an administrator who says why has it sent, and the why is in the story and in the audit", async () => {
  const payment = lateAtKsnet();
  const asked = await requestRefund(desk, admin, { ...fullRefund(payment), override: why });
  // The sandbox knows the same document: the PG says no, and the ledger goes on as with any PG's no.
  expect(asked).toMatchObject({ ok: true, value: { overrideWhy: why.why } });
  expect(sent(payment.id)).toHaveLength(1);
  expect(desk.sandbox.control.ledger(payment.id)).toEqual([]);
  const [told] = await desk.database.db
    .select()
    .from(timelineEntries)
    .where(eq(timelineEntries.paymentId, payment.id))
    .orderBy(timelineEntries.seq)
    .then((rows) => rows.filter(({ entry }) => (entry as { kind: string }).kind === "refund-requested"));
  expect(told?.entry).toMatchObject({ overrideWhy: why.why, overridden: ["ksnet-six-months"] });
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

test("the merchant's own word blocks too, and is passed in the same way", async () => {
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
  const asked = await requestRefund(desk, admin, { ...fullRefund(payment), override: why });
  expect(asked).toMatchObject({ ok: true, value: { state: "succeeded", overrideWhy: why.why } });
});

test("a part can be blocked where the whole is not", async () => {
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

test("a why where nothing is blocked is not kept as if something had been", async () => {
  const payment = desk.sandbox.control.createPayment({ method: card });
  const asked = await requestRefund(desk, admin, { ...fullRefund(payment), override: why });
  expect(asked).toMatchObject({ ok: true, value: { state: "succeeded", overrideWhy: null } });
});

test("what PortOne itself has ended cannot be overridden", async () => {
  const payment = desk.sandbox.control.createPayment({ method: card, status: "CANCELLED" });
  const asked = { ...fullRefund(payment), override: why };
  expect(await requestRefund(desk, admin, asked)).toMatchObject({ error: { code: "already-cancelled" } });
  expect(sent(payment.id)).toEqual([]);
});
