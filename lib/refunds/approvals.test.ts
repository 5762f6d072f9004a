// A refund that a rule matches is sent only after other people have approved it, and is never sent twice.
import { randomUUID } from "node:crypto";
import { asc, eq, sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  recordApprovalRule,
  recordApprovalRuleDeletion,
  recordApprovalSettings,
} from "@/lib/db/approvals/record-rules";
import { recordWithdrawal } from "@/lib/db/approvals/record-withdrawal";
import { expireApprovals } from "@/lib/db/approvals/write-approvals";
import { recordRole, recordRoleDeletion } from "@/lib/db/people/record-roles";
import { latestApprovalOf } from "@/lib/db/queries/approvals";
import { approvalEvents, approvalRules, approvals } from "@/lib/db/schema/approvals";
import { auditEntries, timelineEntries } from "@/lib/db/schema/journal";
import { roles, user } from "@/lib/db/schema/people";
import { manualRefunds, refunds } from "@/lib/db/schema/refunds";
import type { RuleConditions } from "@/lib/domain/approval/approval-rule";
import type { Actor, Permission } from "@/lib/domain/people/permissions";
import type { RecordManualRefundInput } from "@/lib/domain/refund/manual-refund";
import type { RefundRequest } from "@/lib/domain/refund/refund-request";
import { seoulDay } from "@/lib/domain/seoul-time";
import {
  administrator,
  approver,
  fullRefund,
  openTestDesk,
  operator,
  partialRefund,
  secondApprover,
  secondOperator,
  type TestDesk,
} from "@/tests/support/test-desk";
import { allRefunds } from "@/tests/support/test-rule";
import { amendRequest, askForApproval } from "./ask-approval";
import { decideApproval } from "./decide-approval";
import { amendManualRequest, askManualApproval, recordManualRefund } from "./manual-refunds";
import { requestRefund } from "./request-refund";

let desk: TestDesk;
beforeEach(async () => {
  desk = await openTestDesk();
});
afterEach(() => desk.close());

const rule = (conditions: Partial<RuleConditions> = {}) =>
  recordApprovalRule(desk.database.db, administrator, {
    revision: 0,
    conditions: { ...allRefunds, ...conditions },
  });
const payment = (total = 50_000) => desk.sandbox.control.createPayment({ total });
const sent = (id: string) => desk.sandbox.control.ledger(id);
const refusal = (code: string) =>
  expect.objectContaining({ ok: false, error: expect.objectContaining({ code }) });

async function ask(request: RefundRequest, actor: Actor = operator) {
  const asked = await askForApproval(desk, actor, request);
  if (!asked.ok) throw new Error(asked.error.code);
  return asked.value;
}
const approve = (approvalId: string, actor: Actor = approver, revision = 1) =>
  decideApproval(desk, actor, { approvalId, revision, decision: "approve" });
const approval = async (id: string) => {
  const [row] = await desk.database.db.select().from(approvals).where(eq(approvals.id, id));
  if (row === undefined) throw new Error("the approval is gone");
  return row;
};
const eventsOf = async (id: string) => {
  const events = await desk.database.db
    .select()
    .from(approvalEvents)
    .where(eq(approvalEvents.approvalId, id))
    .orderBy(asc(approvalEvents.at));
  return events.map(({ kind, actorId }) => [kind, actorId]);
};

test("without a rule nothing waits", async () => {
  const request = fullRefund(payment());
  expect(await askForApproval(desk, operator, request)).toEqual(refusal("approval-not-needed"));
  expect(await requestRefund(desk, operator, request)).toMatchObject({
    value: { state: "succeeded", approvalId: null },
  });
});

describe("a refund that a rule matches", () => {
  beforeEach(() => rule({ amountFrom: { KRW: 50_000 } }));

  test("is not sent without approval, and is sent once after it", async () => {
    const made = payment();
    const request = fullRefund(made);
    expect(await requestRefund(desk, operator, request)).toEqual(refusal("approval-needed"));
    const asked = await ask(request);
    expect(asked).toMatchObject({
      state: "waiting",
      amount: 50_000,
      approversNeeded: 1,
      requesterId: operator.id,
    });
    expect(sent(made.id)).toEqual([]);
    // Neither a second request nor one of the same form opens beside it.
    expect(await askForApproval(desk, secondOperator, fullRefund(made))).toEqual(refusal("approval-open"));
    expect(await requestRefund(desk, administrator, partialRefund(made, 1_000))).toEqual(
      refusal("approval-open"),
    );
    expect((await ask(request)).id).toBe(asked.id);

    const approved = await approve(asked.id);
    expect(approved).toMatchObject({
      value: { kind: "sent", refund: { state: "succeeded", actorId: operator.id, approvalId: asked.id } },
    });
    expect(sent(made.id)).toHaveLength(1);
    expect(await approval(asked.id)).toMatchObject({ state: "approved", encryptedRequest: null });
    expect(await eventsOf(asked.id)).toEqual([
      ["asked", operator.id],
      ["approved", approver.id],
    ]);
    expect(await approve(asked.id, secondApprover)).toEqual(refusal("not-waiting"));
    expect(sent(made.id)).toHaveLength(1);
    const entries = await desk.database.db
      .select({ entry: timelineEntries.entry })
      .from(timelineEntries)
      .where(eq(timelineEntries.paymentId, made.id));
    expect(entries.filter(({ entry }) => JSON.stringify(entry).includes('"kind":"approval"'))).toHaveLength(
      2,
    );
    const audited = await desk.database.db
      .select({ action: auditEntries.action })
      .from(auditEntries)
      .where(eq(auditEntries.subject, `approval:${asked.id}`));
    expect(audited.map(({ action }) => action)).toEqual(["approval.asked", "approval.approved"]);
  });

  test("waits with its account encrypted, and the account is wiped when the request ends", async () => {
    const made = desk.sandbox.control.createPayment({ total: 60_000, method: "VIRTUAL_ACCOUNT" });
    const account = { bank: "KOOKMIN" as const, number: "1234567890123", holderName: "홍길동" };
    const asked = await ask({ ...fullRefund(made), refundAccount: account });
    const row = await approval(asked.id);
    expect(JSON.stringify(row)).not.toContain(account.number);
    expect(row.frozen).toMatchObject({
      account: { bank: "KOOKMIN", lastDigits: "0123", holder: "홍*동" },
    });
    const withdrawn = { approvalId: asked.id, revision: 1, note: "" };
    expect(await recordWithdrawal(desk.database.db, operator, withdrawn)).toMatchObject({ ok: true });
    expect(await approval(asked.id)).toMatchObject({ state: "withdrawn", encryptedRequest: null });
    expect(
      await askForApproval(desk, operator, { ...fullRefund(made), refundAccount: account }),
    ).toMatchObject({ ok: true });
  });

  test("is approved by nobody who asked, nor by a person without the permission", async () => {
    const asked = await ask(fullRefund(payment()), administrator);
    expect(await approve(asked.id, administrator)).toEqual(refusal("own-request"));
    expect(await approve(asked.id, operator)).toEqual(refusal("not-permitted"));
    await desk.database.db.update(user).set({ role: "viewer" }).where(eq(user.id, approver.id));
    // The session still has the role of before.
    expect(await approve(asked.id, approver)).toEqual(refusal("not-permitted"));
    await expect(
      desk.database.db.insert(approvalEvents).values({
        approvalId: asked.id,
        revision: 1,
        kind: "approved",
        actorId: administrator.id,
        actorName: administrator.name,
        at: new Date(),
      }),
    ).rejects.toMatchObject({ cause: { message: expect.stringContaining("of the same person") } });
  });

  test("ends in one outcome when people decide at the same time", async () => {
    const made = payment();
    const asked = await ask(fullRefund(made));
    const outcomes = await Promise.all([
      approve(asked.id, approver),
      approve(asked.id, secondApprover),
      decideApproval(desk, administrator, {
        approvalId: asked.id,
        revision: 1,
        decision: "reject",
        code: "suspicious",
        note: "",
      }),
    ]);
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    const { state } = await approval(asked.id);
    expect(sent(made.id)).toHaveLength(state === "approved" ? 1 : 0);
  });

  test("is approved by one of two people who approve at the same moment", async () => {
    for (let n = 0; n < 4; n += 1) {
      const made = payment();
      const asked = await ask(fullRefund(made));
      const both = await Promise.all([approve(asked.id), approve(asked.id, secondApprover)]);
      expect(both.filter(({ ok }) => ok)).toHaveLength(1);
      expect(both).toContainEqual(refusal("not-waiting"));
      expect(sent(made.id)).toHaveLength(1);
    }
  });

  test("is rejected with a code, and the payment can be refunded again", async () => {
    const made = payment();
    const asked = await ask(fullRefund(made));
    const decided = await decideApproval(desk, approver, {
      approvalId: asked.id,
      revision: 1,
      decision: "reject",
      code: "no-evidence",
      note: "반품 사진이 없습니다",
    });
    expect(decided).toEqual({ ok: true, value: { kind: "recorded" } });
    expect(sent(made.id)).toEqual([]);
    expect((await ask(fullRefund(made))).state).toBe("waiting");
  });

  test("is sent back, amended by who asked, and then decided on as it is now", async () => {
    const made = payment(80_000);
    const asked = await ask(fullRefund(made));
    const back = {
      approvalId: asked.id,
      revision: 1,
      decision: "return" as const,
      note: "금액을 확인해 주세요",
    };
    expect(await decideApproval(desk, approver, back)).toMatchObject({ ok: true });
    expect(await approve(asked.id)).toEqual(refusal("not-waiting"));
    const request = partialRefund(made, 60_000);
    const change = { approvalId: asked.id, revision: 1, request };
    expect(await amendRequest(desk, secondOperator, change)).toEqual(refusal("not-permitted"));
    expect(await amendRequest(desk, operator, change)).toMatchObject({
      value: { state: "waiting", revision: 2, amount: 60_000 },
    });
    expect(await approve(asked.id, approver, 1)).toEqual(refusal("approval-changed"));
    expect(await approve(asked.id, approver, 2)).toMatchObject({ value: { refund: { state: "succeeded" } } });
    expect(sent(made.id)).toMatchObject([{ amount: 60_000 }]);
  });

  test("cannot be amended to a refund of another payment, or to one that needs no approval", async () => {
    const made = payment(80_000);
    const other = payment(90_000);
    const asked = await ask(fullRefund(made));
    const change = { approvalId: asked.id, revision: 1 };
    expect(await amendRequest(desk, operator, { ...change, request: fullRefund(other) })).toEqual(
      refusal("approval-not-found"),
    );
    expect(await amendRequest(desk, operator, { ...change, request: partialRefund(made, 10_000) })).toEqual(
      refusal("withdraw-first"),
    );
    expect(await approval(asked.id)).toMatchObject({ revision: 1, amount: 80_000, paymentId: made.id });
  });

  test("has a request id of its own, for one request with the same fields that still waits", async () => {
    const small = payment(80_000);
    const first = partialRefund(small, 10_000);
    expect(await requestRefund(desk, operator, first)).toMatchObject({ ok: true });
    const rest = { ...first, cancel: { kind: "full" as const, shown: 70_000 } };
    expect(await askForApproval(desk, operator, rest)).toEqual(refusal("request-id-reused"));

    const made = payment(80_000);
    const asked = await ask(fullRefund(made));
    const again = { ...fullRefund(made), requestId: asked.requestId };
    expect((await ask(again)).id).toBe(asked.id);
    const reused = refusal("request-id-reused");
    expect(await askForApproval(desk, operator, { ...again, note: "다른 메모" })).toEqual(reused);
    expect(
      await askForApproval(desk, operator, { ...partialRefund(made, 60_000), requestId: asked.requestId }),
    ).toEqual(reused);
    await recordWithdrawal(desk.database.db, operator, { approvalId: asked.id, revision: 1, note: "" });
    expect(await askForApproval(desk, operator, again)).toEqual(reused);
  });

  test("lets nobody record a manual refund meanwhile, and shows one that was recorded before", async () => {
    const made = payment(90_000);
    const manual = {
      storeId: made.storeId,
      paymentId: made.id,
      amount: 30_000,
      bank: "KOOKMIN" as const,
      paidOn: seoulDay(new Date()),
      note: "이체확인증",
    };
    const record = () => recordManualRefund(desk, administrator, { ...manual, requestId: randomUUID() });
    expect(await record()).toMatchObject({ ok: true });
    const asked = await ask(fullRefund(made));
    expect(asked.frozen).toMatchObject({ basis: { manualRefunds: 30_000 } });
    expect(await record()).toEqual(refusal("approval-open"));
    await expect(
      desk.database.db.insert(manualRefunds).values({
        ...manual,
        currency: "KRW",
        actorId: administrator.id,
        actorName: administrator.name,
        createdAt: new Date(),
      }),
    ).rejects.toMatchObject({ cause: { message: expect.stringContaining("waits for approval") } });
  });

  test("with an override is void when its requester may no longer override", async () => {
    const made = desk.sandbox.control.createPayment({
      method: { type: "PaymentMethodCard", card: { issuer: "신한카드", brand: "LOCAL", type: "CREDIT" } },
      pgProvider: "KSNET",
      paidAt: Date.now() - 200 * 86_400_000,
      total: 60_000,
    });
    const asked = await ask({ ...fullRefund(made), override: { why: "담당자와 통화함" } }, administrator);
    await desk.database.db.update(user).set({ role: "operator" }).where(eq(user.id, administrator.id));
    expect(await approve(asked.id)).toMatchObject({
      error: { code: "request-void", detail: { code: "requester-not-permitted" } },
    });
    expect(sent(made.id)).toEqual([]);
  });

  test("is not made void by a person who could not approve it", async () => {
    const made = payment(80_000);
    const asked = await ask(fullRefund(made), administrator);
    desk.sandbox.control.cancelInConsole(made.id, { amount: 10_000 });
    expect(await approve(asked.id, administrator)).toEqual(refusal("own-request"));
    expect(await approve(asked.id, operator)).toEqual(refusal("not-permitted"));
    expect((await approval(asked.id)).state).toBe("waiting");
    await desk.database.db.update(approvals).set({ expiresAt: new Date() }).where(eq(approvals.id, asked.id));
    expect(await approve(asked.id)).toEqual(refusal("not-waiting"));
    expect((await approval(asked.id)).state).toBe("waiting");
  });

  test("still waits while the terms of its promotion cannot be read", async () => {
    const made = desk.sandbox.control.createPayment({
      total: 90_000,
      promotion: { id: "promotion-tenth", kind: "rate", value: 10, threshold: 10_000 },
    });
    const request = { ...partialRefund(made, 50_000), promotionDiscountRetainOption: "RETAIN" as const };
    const asked = await ask(request);
    desk.sandbox.control.script({ kind: "status", status: 503, operation: "getPromotion", count: 20 });
    expect(await approve(asked.id)).toEqual(refusal("portone-unreachable"));
    expect((await approval(asked.id)).state).toBe("waiting");
    desk.sandbox.control.clearFaults();
    expect(await approve(asked.id)).toMatchObject({ value: { kind: "sent" } });
  });

  test("is the one that a page shows, also when the clock has stepped back", async () => {
    const made = payment(80_000);
    const first = await ask(fullRefund(made));
    await recordWithdrawal(desk.database.db, operator, { approvalId: first.id, revision: 1, note: "" });
    await desk.database.db.execute(sql`alter table approvals disable trigger all`);
    await desk.database.db.execute(sql`update approvals set created_at = created_at + interval '1 hour'`);
    await desk.database.db.execute(sql`alter table approvals enable trigger all`);
    const second = await ask(fullRefund(made));
    const shown = await latestApprovalOf(desk.database.db, operator, {
      storeId: made.storeId,
      paymentId: made.id,
    });
    expect(shown?.id).toBe(second.id);
  });

  test("expires, frees the payment, and cannot be approved any more", async () => {
    const made = payment();
    const asked = await ask(fullRefund(made));
    expect(await expireApprovals(desk.database.db)).toBe(0);
    await desk.database.db.update(approvals).set({ expiresAt: new Date() }).where(eq(approvals.id, asked.id));
    expect(await approve(asked.id)).toEqual(refusal("not-waiting"));
    expect(await expireApprovals(desk.database.db)).toBe(1);
    expect(await approval(asked.id)).toMatchObject({ state: "expired" });
    expect((await ask(fullRefund(made))).state).toBe("waiting");
  });

  test("is void when the payment has changed, and says what was and what is", async () => {
    const made = payment(90_000);
    const asked = await ask(partialRefund(made, 50_000));
    desk.sandbox.control.cancelInConsole(made.id, { amount: 30_000 });
    expect(await approve(asked.id)).toEqual({
      ok: false,
      error: {
        code: "request-void",
        detail: {
          code: "basis-changed",
          changes: expect.arrayContaining([{ field: "balance", before: 90_000, now: 60_000 }]),
        },
      },
    });
    expect(await approval(asked.id)).toMatchObject({ state: "void" });
    expect(sent(made.id)).toHaveLength(1);
  });

  test("is void with what has changed also where the payment was cancelled in full", async () => {
    const made = payment(90_000);
    const asked = await ask(fullRefund(made));
    desk.sandbox.control.cancelInConsole(made.id);
    expect(await approve(asked.id)).toMatchObject({
      error: {
        code: "request-void",
        detail: {
          code: "already-cancelled",
          changes: expect.arrayContaining([{ field: "balance", before: 90_000, now: 0 }]),
        },
      },
    });
    const timeline = await desk.database.db
      .select({ entry: timelineEntries.entry })
      .from(timelineEntries)
      .where(eq(timelineEntries.paymentId, made.id));
    expect(timeline.map(({ entry }) => entry)).toContainEqual(
      expect.objectContaining({ event: "voided", voidReason: "already-cancelled" }),
    );
  });

  test("of a person who is disabled meanwhile is void", async () => {
    const made = payment();
    const asked = await ask(fullRefund(made));
    await desk.database.db.update(user).set({ disabled: true }).where(eq(user.id, operator.id));
    expect(await approve(asked.id)).toMatchObject({
      error: { code: "request-void", detail: { code: "requester-not-permitted" } },
    });
    expect(sent(made.id)).toEqual([]);
  });

  test("still waits while PortOne does not answer", async () => {
    const made = payment();
    const asked = await ask(fullRefund(made));
    desk.sandbox.control.script({
      kind: "status",
      status: 503,
      paymentId: made.id,
      operation: "getPayment",
      count: 20,
    });
    expect(await approve(asked.id)).toEqual(refusal("portone-unreachable"));
    expect((await approval(asked.id)).state).toBe("waiting");
  });

  test("is seen when it is split: by one person, and of one payment", async () => {
    expect(await requestRefund(desk, operator, fullRefund(payment(30_000)))).toMatchObject({ ok: true });
    expect(await requestRefund(desk, operator, fullRefund(payment(20_000)))).toEqual(
      refusal("approval-needed"),
    );
    expect(await requestRefund(desk, secondOperator, fullRefund(payment(20_000)))).toMatchObject({
      ok: true,
    });
    const made = payment(90_000);
    expect(await requestRefund(desk, administrator, partialRefund(made, 40_000))).toMatchObject({ ok: true });
    const rest = fullRefund(made, { cancel: { kind: "partial", shown: 50_000, amount: 10_000 } });
    expect(await requestRefund(desk, secondOperator, rest)).toEqual(refusal("approval-needed"));
  });

  test("is sent without approval only in an emergency that the settings and the role allow", async () => {
    const made = payment();
    const urgent = { ...fullRefund(made), emergency: { why: "고객이 매장에 있음" } };
    expect(await requestRefund(desk, administrator, urgent)).toEqual(refusal("emergency-not-allowed"));
    await recordApprovalSettings(desk.database.db, administrator, { expiryDays: 3, emergencyAllowed: true });
    expect(await requestRefund(desk, operator, { ...urgent, requestId: randomUUID() })).toEqual(
      refusal("emergency-not-allowed"),
    );
    expect(await requestRefund(desk, administrator, urgent)).toEqual(refusal("confirm-first"));
    expect(await requestRefund(desk, administrator, urgent, { isConfirmed: true })).toMatchObject({
      value: { state: "succeeded", emergencyWhy: "고객이 매장에 있음", approvalId: null },
    });
  });
});

describe("a rule that asks for two", () => {
  beforeEach(() => rule({ approvers: 2 }));

  test("sends after the second of two people", async () => {
    const made = payment();
    const asked = await ask(fullRefund(made));
    expect(await approve(asked.id)).toEqual({ ok: true, value: { kind: "recorded" } });
    expect(await approve(asked.id)).toEqual(refusal("already-approved"));
    expect(sent(made.id)).toEqual([]);
    expect(await approve(asked.id, secondApprover)).toMatchObject({ value: { kind: "sent" } });
    expect(sent(made.id)).toHaveLength(1);
  });

  test("sends once when both approve at the same time", async () => {
    const made = payment();
    const asked = await ask(fullRefund(made));
    const both = await Promise.all([approve(asked.id), approve(asked.id, secondApprover)]);
    expect(both.map((one) => one.ok && one.value.kind).sort()).toEqual(["recorded", "sent"]);
    expect(sent(made.id)).toHaveLength(1);
  });
});

test("an approval of a person who may no longer approve does not count", async () => {
  await rule({ approvers: 2 });
  const made = payment();
  const asked = await ask(fullRefund(made));
  expect(await approve(asked.id)).toEqual({ ok: true, value: { kind: "recorded" } });
  await desk.database.db.update(user).set({ disabled: true }).where(eq(user.id, approver.id));
  expect(await approve(asked.id, secondApprover)).toEqual({ ok: true, value: { kind: "recorded" } });
  expect(sent(made.id)).toEqual([]);
  expect(await approve(asked.id, administrator)).toMatchObject({ value: { kind: "sent" } });
});

test("refunds that enough people have approved do not make later ones wait", async () => {
  await rule({ amountFrom: { KRW: 50_000 } });
  await rule({ amountFrom: { KRW: 120_000 }, approvers: 2 });
  const asked = await ask(fullRefund(payment(110_000)));
  expect(await approve(asked.id)).toMatchObject({ ok: true });
  expect(await requestRefund(desk, operator, fullRefund(payment(9_000)))).toMatchObject({ ok: true });
  // Two people must approve 120,000 in a day, of which one person has approved 110,000.
  expect((await ask(fullRefund(payment(10_000)))).approversNeeded).toBe(2);
});

describe("a rule", () => {
  test("names roles and people that exist, and its roles cannot be deleted", async () => {
    const { db } = desk.database;
    expect(await rule({ requesters: { roleIds: ["gone"], personIds: [] } })).toEqual(
      refusal("requester-unknown"),
    );
    const named = { revision: 0, name: "창고", permissions: ["refunds:request"] as Permission[] };
    expect(await recordRole(db, administrator, named)).toMatchObject({ ok: true });
    const [own] = await db.select().from(roles).where(eq(roles.name, "창고"));
    expect(await rule({ requesters: { roleIds: [own?.id ?? ""], personIds: [] } })).toMatchObject({
      ok: true,
    });
    expect(await recordRoleDeletion(db, administrator, own?.id ?? "")).toEqual(refusal("role-in-rule"));
  });

  test("is changed and deleted by people who have seen it as it is and may manage the settings now", async () => {
    const { db } = desk.database;
    await rule();
    const [stored] = await db.select().from(approvalRules);
    const id = stored?.id ?? "";
    const stricter = { id, revision: 1, conditions: { ...allRefunds, approvers: 2 as const } };
    expect(await recordApprovalRule(db, administrator, stricter)).toMatchObject({ ok: true });
    expect(await recordApprovalRuleDeletion(db, administrator, { id, revision: 1 })).toEqual(
      refusal("rule-changed"),
    );
    await db.update(user).set({ role: "operator" }).where(eq(user.id, administrator.id));
    expect(await recordApprovalRuleDeletion(db, administrator, { id, revision: 2 })).toEqual(
      refusal("not-permitted"),
    );
    expect(
      await recordApprovalSettings(db, administrator, { expiryDays: 3, emergencyAllowed: true }),
    ).toEqual(refusal("not-permitted"));
  });
});

describe("a manual refund that a rule matches", () => {
  const manual = (made: ReturnType<typeof payment>, amount = 30_000): RecordManualRefundInput => ({
    storeId: made.storeId,
    paymentId: made.id,
    requestId: randomUUID(),
    amount,
    bank: "KOOKMIN",
    paidOn: seoulDay(new Date()),
    note: "이체확인증 2026-12",
  });
  const recorded = () => desk.database.db.select().from(manualRefunds);
  async function askManual(input: RecordManualRefundInput) {
    const asked = await askManualApproval(desk, administrator, input);
    if (!asked.ok) throw new Error(asked.error.code);
    return asked.value;
  }
  beforeEach(() => rule({ kinds: ["manual-refund"], amountFrom: { KRW: 30_000 } }));

  test("is recorded once after a second person has approved it, and nothing is sent to PortOne", async () => {
    const made = payment(90_000);
    const input = manual(made);
    expect(await recordManualRefund(desk, administrator, input)).toEqual(refusal("approval-needed"));
    const asked = await askManual(input);
    expect((await askManual(input)).id).toBe(asked.id);
    expect(await recorded()).toEqual([]);
    expect(await requestRefund(desk, operator, fullRefund(made))).toEqual(refusal("approval-open"));
    expect(await approve(asked.id, administrator)).toEqual(refusal("own-request"));
    expect(await approve(asked.id)).toEqual({ ok: true, value: { kind: "manual-recorded" } });
    expect(await recorded()).toMatchObject([
      { amount: 30_000, actorId: administrator.id, approvalId: asked.id, note: "이체확인증 2026-12" },
    ]);
    expect(await approve(asked.id, secondApprover)).toEqual(refusal("not-waiting"));
    expect(await recorded()).toHaveLength(1);
    expect(sent(made.id)).toEqual([]);
  });

  test("below the amount is recorded at once; refunds by PortOne do not wait", async () => {
    const made = payment(90_000);
    expect(await askManualApproval(desk, administrator, manual(made, 10_000))).toEqual(
      refusal("approval-not-needed"),
    );
    expect(await recordManualRefund(desk, administrator, manual(made, 10_000))).toMatchObject({ ok: true });
    expect(await requestRefund(desk, operator, partialRefund(made, 50_000))).toMatchObject({ ok: true });
  });

  test("is amended by who asked, and becomes void when less is left or the permission is gone", async () => {
    const made = payment(90_000);
    const asked = await askManual(manual(made, 60_000));
    const change = { approvalId: asked.id, revision: 1 };
    expect(
      await amendManualRequest(desk, administrator, { ...change, request: manual(payment(90_000), 40_000) }),
    ).toEqual(refusal("approval-not-found"));
    expect(
      await amendManualRequest(desk, administrator, { ...change, request: manual(made, 10_000) }),
    ).toEqual(refusal("withdraw-first"));
    expect(
      await amendManualRequest(desk, administrator, { ...change, request: manual(made, 40_000) }),
    ).toMatchObject({ value: { revision: 2, amount: 40_000 } });
    desk.sandbox.control.cancelInConsole(made.id, { amount: 70_000 });
    expect(await approve(asked.id, approver, 2)).toMatchObject({
      error: { code: "request-void", detail: { code: "amount-exceeds-rest" } },
    });
    const other = await askManual(manual(payment(90_000)));
    await desk.database.db.update(user).set({ role: "operator" }).where(eq(user.id, administrator.id));
    expect(await approve(other.id)).toMatchObject({
      error: { code: "request-void", detail: { code: "requester-not-permitted" } },
    });
    expect(await recorded()).toEqual([]);
  });

  test("needs both of two people", async () => {
    await rule({ kinds: ["manual-refund"], approvers: 2 });
    const asked = await askManual(manual(payment(90_000)));
    expect(await approve(asked.id)).toEqual({ ok: true, value: { kind: "recorded" } });
    expect(await recorded()).toEqual([]);
    expect(await approve(asked.id, secondApprover)).toEqual({ ok: true, value: { kind: "manual-recorded" } });
  });

  test("is refused by the database with an approval of something else", async () => {
    const made = payment(90_000);
    const asked = await askManual(manual(made));
    await recordWithdrawal(desk.database.db, administrator, { approvalId: asked.id, revision: 1, note: "" });
    const { requestId, ...row } = manual(made);
    const insert = desk.database.db.insert(manualRefunds).values({
      ...row,
      requestId,
      currency: "KRW",
      approvalId: asked.id,
      actorId: administrator.id,
      actorName: administrator.name,
      createdAt: new Date(),
    });
    await expect(insert).rejects.toMatchObject({
      cause: { message: expect.stringContaining("is not the manual-refund that approval") },
    });
  });
});

test("a rule that was added meanwhile holds as well", async () => {
  await rule();
  const made = payment();
  const asked = await ask(fullRefund(made));
  await rule({ approvers: 2 });
  expect(await approve(asked.id)).toEqual({ ok: true, value: { kind: "recorded" } });
  expect((await approval(asked.id)).approversNeeded).toBe(2);
  expect(await approve(asked.id, secondApprover)).toMatchObject({ value: { kind: "sent" } });
});

test("the database refuses a refund beside a request that waits, and one that nobody has approved", async () => {
  await rule();
  const made = payment();
  const asked = await ask(fullRefund(made));
  const insert = (approvalId: string | null) =>
    desk.database.db.execute(sql`insert into refunds (id, number, request_id, store_id, payment_id, state, kind, currency,
      expected_tax_free, reason, requester, known_cancellations, actor_id, actor_name, confirmed_amount, approval_id)
      values (${randomUUID()}, 'R234567', ${randomUUID()}, ${made.storeId}, ${made.id}, 'submitting', 'full', 'KRW', 0, '고객 변심',
      'CUSTOMER', '[]', ${operator.id}, ${operator.name}, 50000, ${approvalId})`);
  const thrown = (text: string) => ({ cause: { message: expect.stringContaining(text) } });
  await expect(insert(null)).rejects.toMatchObject(thrown("waits for approval"));
  await expect(insert(asked.id)).rejects.toMatchObject(thrown("is not the refund that approval"));
  const change = desk.database.db.update(approvals);
  await expect(change.set({ amount: 1 }).where(eq(approvals.id, asked.id))).rejects.toMatchObject(
    thrown("without a new revision"),
  );
  await desk.database.db
    .update(approvals)
    .set({ state: "approved", endedAt: new Date(), encryptedRequest: null })
    .where(eq(approvals.id, asked.id));
  await expect(insert(asked.id)).rejects.toMatchObject(thrown("is not the refund that approval"));
  expect(await desk.database.db.select().from(refunds)).toEqual([]);
});
