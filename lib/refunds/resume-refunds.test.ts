// The rules of the ledger (docs/decisions/001-rules-of-the-refund-ledger.md). `desk.age` moves stored times into the past.

import { randomBytes, randomUUID } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createCipher } from "@/lib/cipher";
import { paymentDetail } from "@/lib/db/queries/payment-page/payment-detail";
import { recordResolution } from "@/lib/db/refunds/record-resolution";
import { openRefund } from "@/lib/db/refunds/write-refunds";
import { timelineEntries } from "@/lib/db/schema/journal";
import { cancellations, refunds } from "@/lib/db/schema/refunds";
import { defaultRole } from "@/lib/domain/people/permissions";
import { writeCancelBody } from "@/lib/domain/refund/cancel-body";
import { planRefund } from "@/lib/domain/refund/plan-refund";
import { pollPending } from "@/lib/sync/poll-pending";
import { syncPayment } from "@/lib/sync/sync-payment";
import { fullRefund, openTestDesk, operator, type TestDesk } from "@/tests/support/test-desk";
import { type SandboxFault, refundWithFaults as struck } from "@/tests/support/test-refund";
import { requestRefund } from "./request-refund";
import { resumeOpenRefunds } from "./resume-refunds";
import { sendRefund } from "./send-refund";

const minute = 60_000;
let desk: TestDesk;
beforeAll(async () => {
  desk = await openTestDesk();
});
afterAll(() => desk.close());
beforeEach(() => {
  desk.sandbox.control.clearFaults();
  desk.sandbox.control.resetSwitches();
});

const refundWithFaults = (
  faults: SandboxFault[],
  ...how: [Parameters<typeof struck>[2]?, Parameters<typeof struck>[3]?]
) => struck(desk, faults, ...how);

describe("rule 1: ended refunds never change, later contrary evidence is linked and shown", () => {
  test("the database refuses to change an ended refund", async () => {
    const refund = await refundWithFaults([]);
    await expect(
      desk.database.db.update(refunds).set({ state: "failed" }).where(eq(refunds.id, refund.id)),
    ).rejects.toThrow();
    await expect(desk.database.db.delete(refunds).where(eq(refunds.id, refund.id))).rejects.toThrow();
  });
  test("a cancellation of a refund recorded as failed is linked and shown", async () => {
    const refund = await refundWithFaults([
      { kind: "status", status: 409, body: { type: "MAX_CANCEL_COUNT_REACHED" }, executed: true },
    ]);
    expect(await refund.row()).toMatchObject({ state: "failed", cancellationId: null });
    const [found] = await desk.database.db
      .select()
      .from(cancellations)
      .where(eq(cancellations.paymentId, refund.paymentId));
    expect(found).toMatchObject({ refundId: refund.id, status: "SUCCEEDED" });
    const detail = await paymentDetail(desk.database.db, { paymentId: refund.paymentId });
    expect(detail?.refunds[0]).toMatchObject({ state: "failed", contradictedBy: found?.id });
    expect(detail?.timeline.map(({ entry }) => entry.kind)).toContain("refund-contradicted");
  });
});

describe("rule 2: a refund without an attempt is never sent", () => {
  test("a refund found without an attempt fails and is not sent", async () => {
    const payment = desk.sandbox.control.createPayment({});
    const synced = await syncPayment(desk, { paymentId: payment.id });
    if (!synced.ok) throw new Error(synced.error.code);
    const request = fullRefund(payment);
    const plan = planRefund(synced.value.payment, request, "고객 변심", new Date(), {
      retainOption: null,
      refusedBalance: null,
    });
    if (!plan.ok) throw new Error(plan.error.code);
    const refund = {
      id: randomUUID(),
      number: "R222222",
      request,
      reason: "고객 변심",
      plan: plan.value,
      figures: { kind: "full" as const, order: null, money: null },
      currency: "KRW",
      pgProvider: null,
      confirmedAmount: payment.amount.total,
      encryptedRequest: "v1...",
      known: [],
      readAt: synced.value.readAt,
      overridden: [],
      actor: operator,
    };
    await openRefund(desk.database.db, refund, new Date(), {
      admit: async () => ({ ok: true, value: {} }),
      alongside: async () => {},
    });
    await desk.age(6 * minute);
    await resumeOpenRefunds(desk);
    const [row] = await desk.database.db.select().from(refunds).where(eq(refunds.id, refund.id));
    expect(row).toMatchObject({ state: "failed", failure: { code: "not-sent" }, encryptedRequest: null });
    expect(desk.sandbox.control.ledger(payment.id)).toEqual([]);
    expect(await requestRefund(desk, operator, fullRefund(payment))).toMatchObject({
      value: { state: "succeeded" },
    });
  });
});

describe("rule 3: unanswered attempts", () => {
  test.each<[string, SandboxFault]>([
    ["broken JSON", { kind: "malformed", executed: false }],
    ["silence", { kind: "silence" }],
    ["an HTML page", { kind: "html", status: 502 }],
    ["429", { kind: "status", status: 429, body: { type: "TOO_MANY" } }],
  ])("after %s the same bytes are sent again under the same key", async (_, fault) => {
    const refund = await refundWithFaults([fault]);
    expect(await refund.row()).toMatchObject({ state: "submitting" });
    await refund.later(10_000);
    const sends = refund.sends();
    expect(sends).toHaveLength(2);
    expect(sends[1]?.body).toBe(sends[0]?.body);
    expect(sends[1]?.headers["idempotency-key"]).toBe(sends[0]?.headers["idempotency-key"]);
    expect(await refund.row()).toMatchObject({ state: "succeeded" });
    expect(refund.moved()).toBe(1);
  });

  test("a cancel executed without an answer is found by its number and not sent again", async () => {
    const refund = await refundWithFaults([{ kind: "execute-then-silence" }]);
    expect(await refund.row()).toMatchObject({ state: "succeeded" });
    expect(refund.sends()).toHaveLength(1);
    expect(refund.moved()).toBe(1);
  });

  test("a cancel executed without an answer and with a cut reason is ended by the answer to the same key", async () => {
    desk.sandbox.control.setSwitches({ reasonEcho: "cut", reasonCutLength: 3 });
    const refund = await refundWithFaults([{ kind: "execute-then-silence" }]);
    expect(await refund.row()).toMatchObject({ state: "submitting" });
    await refund.later(10_000);
    expect(await refund.row()).toMatchObject({ state: "succeeded" });
    expect(refund.sends()).toHaveLength(2);
    expect(refund.moved()).toBe(1);
  });

  test("a refund with a send in flight is not sent again before its lease expires", async () => {
    const payment = desk.sandbox.control.createPayment({});
    desk.sandbox.control.script({ kind: "delay", paymentId: payment.id, ms: 300, executeAt: "end" });
    const inFlight = requestRefund(desk, operator, fullRefund(payment));
    await expect
      .poll(() =>
        desk.sandbox.control
          .requests()
          .some(({ path }) => path.includes(payment.id) && path.endsWith("/cancel")),
      )
      .toBe(true);
    await desk.database.db
      .update(refunds)
      .set({ checkAt: new Date(0) })
      .where(eq(refunds.paymentId, payment.id));
    await Promise.all([resumeOpenRefunds(desk), resumeOpenRefunds(desk)]);
    await inFlight;
    expect(
      desk.sandbox.control
        .requests()
        .filter(({ path }) => path.includes(payment.id) && path.endsWith("/cancel")),
    ).toHaveLength(1);
    expect(desk.sandbox.control.ledger(payment.id)).toHaveLength(1);
  });

  test("concurrent resumes send once", async () => {
    const refund = await refundWithFaults([{ kind: "reset" }]);
    await desk.age(10_000);
    await Promise.all([resumeOpenRefunds(desk), resumeOpenRefunds(desk), resumeOpenRefunds(desk)]);
    expect(refund.sends()).toHaveLength(2);
    expect(refund.moved()).toBe(1);
  });

  test("a refund is undecided after two and a half hours, and later evidence still ends it", async () => {
    const refund = await refundWithFaults([{ kind: "silence", count: 50 }]);
    await refund.later(151 * minute);
    expect(await refund.row()).toMatchObject({ state: "undecided", failure: { code: "window-over" } });
    expect(refund.moved()).toBe(0);
    expect(
      await requestRefund(
        desk,
        operator,
        fullRefund({
          id: refund.paymentId,
          storeId: desk.sandbox.storeId,
          amount: { total: 10_000, cancelled: 0 },
        }),
      ),
    ).toMatchObject({
      error: { code: "refund-open" },
    });
    desk.sandbox.control.clearFaults();
    const reason = `고객 변심 #${(await refund.row())?.number}`;
    desk.sandbox.control.cancelByOther(refund.paymentId, { trigger: "API", reason });
    await refund.later(2 * 60 * minute);
    expect(await refund.row()).toMatchObject({ state: "succeeded", failure: null });
  });

  test("a refund without a balance lock is not sent again after an hour", async () => {
    const refund = await refundWithFaults([{ kind: "reset" }], { discount: 1_000 });
    expect(await refund.row()).toMatchObject({ balanceLock: null, expectedAmount: null });
    await refund.later(61 * minute);
    expect(refund.sends()).toHaveLength(1);
    expect(await refund.row()).toMatchObject({ state: "undecided", failure: { code: "window-over" } });
  });

  test("a key that expires early does not refund twice: the lock refuses, and without a number the refund is undecided", async () => {
    desk.sandbox.control.setSwitches({ keyLifetimeMs: 0, reasonEcho: "cut", reasonCutLength: 0 });
    const refund = await refundWithFaults([{ kind: "execute-then-silence" }]);
    await refund.later(10_000);
    expect(refund.moved()).toBe(1);
    await refund.later(2 * minute);
    expect(await refund.row()).toMatchObject({ state: "undecided", failure: { code: "look-alike" } });
    expect(refund.moved()).toBe(1);
  });

  test.each([
    ["succeed", 1, { state: "undecided", failure: { code: "look-alike" } }],
    ["fail", 1, { state: "succeeded" }],
  ] as const)(
    "nothing is sent during a pending cancellation that may be ours and that the lock does not count; the cancellation ends as %s",
    async (outcome, moved, end) => {
      const { control } = desk.sandbox;
      control.setSwitches({ keyLifetimeMs: 0, reasonEcho: "cut", reasonCutLength: 0 });
      const part = { cancel: { kind: "partial", shown: 10_000, amount: 500 } } as const;
      const refund = await refundWithFaults(
        [{ kind: "html", executed: true }, { kind: "async-cancel" }],
        {},
        part,
      );
      await refund.later(10_000, minute, minute, 30 * minute);
      expect(refund.sends()).toHaveLength(1);
      expect(await refund.row()).toMatchObject({ state: "submitting" });
      const [underWay] = control.getPayment(refund.paymentId)?.cancellations ?? [];
      control.endCancellation(refund.paymentId, underWay?.id ?? "", outcome);
      await refund.later(30 * minute, minute, 10 * minute);
      expect(refund.moved()).toBe(moved);
      expect(await refund.row()).toMatchObject(end);
    },
  );
});

describe("a refund that cannot be stored or continued does not block others", () => {
  test("an answer with U+0000 is stored, and the refund is not sent again", async () => {
    const refund = await refundWithFaults([{ kind: "pg-error", pgCode: "X-1", pgMessage: "처리중\u0000" }]);
    expect(await refund.attempts()).toMatchObject([{ outcome: { kind: "pg-refused", pgMessage: "처리중" } }]);
    await refund.later(2 * minute);
    expect(refund.sends()).toHaveLength(1);
  });
  test("a payment that cannot be merged does not block the next refund", async () => {
    const stuck = await refundWithFaults([{ kind: "reset" }]);
    const next = await refundWithFaults([{ kind: "reset" }]);
    await desk.database.db.execute(
      sql`alter table payments add constraint poison check (id <> ${sql.raw(`'${stuck.paymentId}'`)} or synced_at < now() - interval '1 hour') not valid`,
    );
    await next.later(10_000);
    await desk.database.db.execute(sql`alter table payments drop constraint poison`);
    expect(await next.row()).toMatchObject({ state: "succeeded" });
    await stuck.later(60_000);
    expect(await stuck.row()).toMatchObject({ state: "succeeded" });
  });
  test("a refund that is too old is not sent", async () => {
    const refund = await refundWithFaults([{ kind: "reset" }]);
    await desk.age(3 * 60 * minute);
    const row = await refund.row();
    if (row === undefined) throw new Error("the refund is gone");
    await sendRefund(desk, row);
    expect(refund.sends()).toHaveLength(1);
  });
});

describe("rule 4: a refusal is final on the first attempt only", () => {
  test("a refusal after an unanswered attempt fails the refund only after a clean reading a minute later", async () => {
    const refund = await refundWithFaults([
      { kind: "reset" },
      { kind: "status", status: 409, body: { type: "CANCELLABLE_AMOUNT_CONSISTENCY_BROKEN" } },
    ]);
    await refund.later(10_000);
    expect((await refund.attempts()).map(({ outcome }) => outcome?.kind)).toEqual(["unanswered", "refused"]);
    expect(await refund.row()).toMatchObject({ state: "submitting" });
    await refund.later(70_000);
    expect(await refund.row()).toMatchObject({ state: "failed", failure: { code: "refused" } });
    expect(refund.moved()).toBe(0);
  });
  test.each([401, 403, 404])("%d on a later attempt changes nothing", async (status) => {
    const type = { 401: "UNAUTHORIZED", 403: "FORBIDDEN", 404: "PAYMENT_NOT_FOUND" }[status] ?? "";
    const refund = await refundWithFaults([{ kind: "reset" }, { kind: "status", status, body: { type } }]);
    await refund.later(10_000);
    await refund.later(10 * minute);
    expect(await refund.row()).not.toMatchObject({ state: "failed" });
    expect(refund.sends().length).toBeGreaterThan(2);
    expect(refund.moved()).toBeLessThanOrEqual(1);
  });
});

describe("rule 5: PG_PROVIDER is not proof", () => {
  test("a code that excludes an execution and a clean reading fail the refund with the PG's message", async () => {
    const refund = await refundWithFaults(
      [{ kind: "pg-error", pgCode: "8178", pgMessage: "정산금액 부족" }],
      {
        pgProvider: "KCP_V2",
      },
    );
    expect(await refund.row()).toMatchObject({ state: "failed", failure: { code: "pg-refused" } });
    const detail = await paymentDetail(desk.database.db, { paymentId: refund.paymentId });
    expect(detail?.refunds[0]?.failure?.answer).toMatchObject({
      kind: "pg-refused",
      pgCode: "8178",
      pgMessage: "정산금액 부족",
    });
    expect(refund.moved()).toBe(0);
  });
  test("the same code after an execution is ended by the reading", async () => {
    const refund = await refundWithFaults([{ kind: "pg-error", pgCode: "8178", executed: true }], {
      pgProvider: "KCP_V2",
    });
    expect(await refund.row()).toMatchObject({ state: "succeeded" });
  });
  test.each(["8133", "UNKNOWN-1"])(
    "%s is read at 0, 1 and 10 minutes, never sent again, then undecided",
    async (pgCode) => {
      const refund = await refundWithFaults([{ kind: "pg-error", pgCode }], { pgProvider: "KCP_V2" });
      expect(await refund.row()).toMatchObject({ state: "submitting" });
      await refund.later(62_000);
      expect(await refund.row()).toMatchObject({ state: "submitting" });
      await refund.later(10 * minute);
      expect(await refund.row()).toMatchObject({ state: "undecided", failure: { code: "pg-unclear" } });
      expect(refund.sends()).toHaveLength(1);
    },
  );
});

describe("a person resolves an undecided refund", () => {
  const admin = { id: "admin-1", name: "박관리", role: defaultRole("admin") } as const;
  const undecided = async () => {
    const refund = await refundWithFaults([{ kind: "pg-error", pgCode: "UNKNOWN-2" }], {
      pgProvider: "KCP_V2",
    });
    await refund.later(62_000);
    await refund.later(10 * minute);
    expect(await refund.row()).toMatchObject({ state: "undecided" });
    return refund;
  };
  test("as failed: the payment can be refunded again, and the timeline has name and note", async () => {
    const refund = await undecided();
    const input = { refundId: refund.id, decision: "failed", note: "KCP 화면에 취소 없음" } as const;
    expect(await recordResolution(desk.database.db, admin, input)).toEqual({ ok: true, value: null });
    expect(await refund.row()).toMatchObject({
      state: "failed",
      failure: { code: "decided" },
      encryptedRequest: null,
    });
    expect(await recordResolution(desk.database.db, admin, input)).toMatchObject({
      error: { code: "not-undecided" },
    });
    const detail = await paymentDetail(desk.database.db, { paymentId: refund.paymentId });
    expect(detail?.timeline[0]?.entry).toMatchObject({
      by: "person",
      actorName: "박관리",
      note: "KCP 화면에 취소 없음",
    });
    const again = fullRefund({
      id: refund.paymentId,
      storeId: desk.sandbox.storeId,
      amount: { total: 10_000, cancelled: 0 },
    });
    expect(await requestRefund(desk, operator, again)).toMatchObject({
      value: { state: "succeeded", retryOf: refund.id },
    });
  });
  test("as succeeded: the payment is blocked; a refund that is not undecided, or unknown, is refused", async () => {
    const refund = await undecided();
    await recordResolution(desk.database.db, admin, {
      refundId: refund.id,
      decision: "succeeded",
      note: "입금 확인",
    });
    expect(await refund.row()).toMatchObject({ state: "succeeded", failure: null });
    // PortOne still shows the money as refundable: the ledger refuses a second refund.
    const again = fullRefund({
      id: refund.paymentId,
      storeId: desk.sandbox.storeId,
      amount: { total: 10_000, cancelled: 0 },
    });
    expect(await requestRefund(desk, operator, again)).toMatchObject({
      error: { code: "recorded-as-refunded" },
    });
    const detail = await paymentDetail(desk.database.db, { paymentId: refund.paymentId });
    expect(detail?.refusal).toBe("recorded-as-refunded");
    expect(refund.moved()).toBe(0);
    const done = await refundWithFaults([]);
    const late = { refundId: done.id, decision: "failed", note: "x" } as const;
    expect(await recordResolution(desk.database.db, admin, late)).toMatchObject({
      error: { code: "not-undecided" },
    });
    expect(
      await recordResolution(desk.database.db, admin, { ...late, refundId: randomUUID() }),
    ).toMatchObject({
      error: { code: "refund-not-found" },
    });
  });
});

describe("rule 6: only its own answer ends a refund that can still be sent", () => {
  test("an equal cancellation of another client is stored unlinked and shown", async () => {
    desk.sandbox.control.setSwitches({ reasonEcho: "cut", reasonCutLength: 3 });
    const refund = await refundWithFaults([{ kind: "reset" }]);
    desk.sandbox.control.cancelByOther(refund.paymentId, { trigger: "API", reason: "고객 변심" });
    await syncPayment(desk, { paymentId: refund.paymentId });
    expect(await refund.row()).toMatchObject({ state: "submitting" });
    const [found] = await desk.database.db
      .select()
      .from(cancellations)
      .where(and(eq(cancellations.paymentId, refund.paymentId)));
    expect(found).toMatchObject({ refundId: null, trigger: "API" });
    expect(refund.moved()).toBe(1);
  });
});

describe("another client's equal cancellation is not ours", () => {
  test("the lock refuses our cancel after the other cancellation took the balance, and the refund is undecided", async () => {
    const refund = await refundWithFaults([{ kind: "reset" }]);
    desk.sandbox.control.cancelByOther(refund.paymentId, { trigger: "API", reason: "고객 변심" });
    await refund.later(10_000);
    await refund.later(2 * minute);
    expect(await refund.row()).toMatchObject({ state: "undecided", failure: { code: "look-alike" } });
  });
  /** Requests a part as another client; PortOne accepts the request and does not execute it yet. */
  async function requestedByOther(paymentId: string, amount: number): Promise<string> {
    const { control, storeId } = desk.sandbox;
    control.script({ kind: "async-cancel", paymentId });
    const body = { storeId, amount, reason: "다른 프로그램", requester: "ADMIN" as const };
    await desk.portone.cancelPayment({
      paymentId,
      key: randomUUID(),
      requestText: writeCancelBody(body),
      body,
    });
    return control.getPayment(paymentId)?.cancellations?.[0]?.id ?? "";
  }
  test("a full refund is smaller during another client's pending request, and the page shows the refunded amount", async () => {
    const payment = desk.sandbox.control.createPayment({ total: 10_000 });
    desk.sandbox.control.script({ kind: "delay", paymentId: payment.id, ms: 500, executeAt: "end" });
    const inFlight = requestRefund(desk, operator, fullRefund(payment));
    await expect
      .poll(() => desk.sandbox.control.requests({ operation: "cancelPayment", paymentId: payment.id }).length)
      .toBe(1);
    await requestedByOther(payment.id, 3_000);
    expect(await inFlight).toMatchObject({ value: { expectedAmount: 10_000 } });
    await expect.poll(() => desk.sandbox.control.ledger(payment.id).length).toBe(1);
    await desk.age(minute);
    await resumeOpenRefunds(desk);
    const detail = await paymentDetail(desk.database.db, { paymentId: payment.id });
    expect(detail?.refunds).toMatchObject([{ state: "succeeded", figures: { money: 7_000 } }]);
  });
  test.each([
    ["succeed", 3_000, { state: "undecided", failure: { code: "look-alike" } }],
    ["fail", 10_000, { state: "succeeded" }],
  ] as const)(
    "a full refund is not sent again during another client's pending request; the request ends as %s",
    async (outcome, moved, end) => {
      const refund = await refundWithFaults([{ kind: "reset" }]);
      const other = await requestedByOther(refund.paymentId, 3_000);
      await refund.later(10_000, 30 * minute);
      expect(await refund.row()).toMatchObject({ state: "submitting" });
      expect(await refund.attempts()).toHaveLength(1);
      desk.sandbox.control.endCancellation(refund.paymentId, other, outcome);
      await refund.later(30 * minute, 2 * minute);
      const ledger = desk.sandbox.control.ledger(refund.paymentId);
      expect(ledger.reduce((sum, { amount }) => sum + amount, 0)).toBe(moved);
      expect(await refund.row()).toMatchObject(end);
    },
  );
  test.each(["CONSOLE", "CHARGEBACK"] as const)(
    "a cancellation by %s cannot be ours, and the refund fails",
    async (trigger) => {
      const refund = await refundWithFaults([{ kind: "reset" }]);
      desk.sandbox.control.cancelByOther(refund.paymentId, { trigger });
      await refund.later(10_000);
      await refund.later(2 * minute);
      expect(await refund.row()).toMatchObject({ state: "failed", failure: { code: "refused" } });
    },
  );
});

describe("rule 7: no lock is sent where the basis of the balance is not documented", () => {
  test.each<[string, Parameters<typeof struck>[2]]>([
    ["a discount", { discount: 1_000 }],
    ["a promotion", { promotion: { kind: "rate", value: 10, threshold: 0 } }],
  ])("no lock is sent for a payment with %s", async (_, overrides) => {
    const refund = await refundWithFaults([{ kind: "reset" }], overrides);
    expect(await refund.row()).toMatchObject({ balanceLock: null, expectedAmount: null });
    expect(refund.sends()[0]?.body).not.toContain("currentCancellableAmount");
    await refund.later(10_000);
    expect(await refund.row()).toMatchObject({ state: "succeeded" });
    expect(refund.moved()).toBe(1);
  });
});

describe("rule 8: the encrypted request", () => {
  test("a request that cannot be decrypted is never sent, and the refund is undecided", async () => {
    const refund = await refundWithFaults([{ kind: "reset" }]);
    const otherKey = { ...desk, cipher: createCipher(randomBytes(32)) };
    await desk.age(10_000);
    await resumeOpenRefunds(otherKey);
    await desk.age(3 * minute);
    await desk.database.db
      .update(refunds)
      .set({ checkAt: new Date(0) })
      .where(eq(refunds.id, refund.id));
    await resumeOpenRefunds(otherKey);
    expect(refund.sends()).toHaveLength(1);
    expect(await refund.row()).toMatchObject({
      state: "undecided",
      failure: { code: "request-unreadable" },
      encryptedRequest: null,
    });
  });
});

describe("changes by others", () => {
  test("a requested cancellation of another client is polled to its end without a webhook", async () => {
    const payment = desk.sandbox.control.createPayment({ total: 8_000 });
    desk.sandbox.control.script({ kind: "async-cancel", paymentId: payment.id });
    const body = { storeId: payment.storeId, reason: "다른 프로그램", requester: "ADMIN" as const };
    const key = randomUUID();
    await desk.portone.cancelPayment({
      paymentId: payment.id,
      key,
      requestText: writeCancelBody(body),
      body,
    });
    await syncPayment(desk, { paymentId: payment.id });
    const one = () =>
      desk.database.db.select().from(cancellations).where(eq(cancellations.paymentId, payment.id));
    const [made] = await one();
    expect(made).toMatchObject({
      status: "REQUESTED",
      trigger: "API",
      refundId: null,
      pollAt: expect.any(Date),
    });
    desk.sandbox.control.endCancellation(payment.id, made?.id ?? "", "succeed");
    await desk.age(2 * minute);
    expect(await pollPending(desk)).toMatchObject({ failed: 0 });
    expect(await one()).toMatchObject([
      { status: "SUCCEEDED", trigger: "API", refundId: null, pollAt: null },
    ]);
  });
  test("concurrent readings end in the same rows", async () => {
    const payment = desk.sandbox.control.createPayment({ total: 9_000 });
    await syncPayment(desk, { paymentId: payment.id });
    desk.sandbox.control.cancelInConsole(payment.id, { amount: 2_000 });
    await Promise.all([1, 2, 3].map(() => syncPayment(desk, { paymentId: payment.id })));
    const detail = await paymentDetail(desk.database.db, { paymentId: payment.id });
    expect(detail).toMatchObject({
      payment: { status: "PARTIAL_CANCELLED" },
      cancellable: { amount: 7_000 },
      refusal: null,
    });
    const recorded = await desk.database.db
      .select()
      .from(timelineEntries)
      .where(eq(timelineEntries.paymentId, payment.id));
    expect(new Set(recorded.map(({ dedupeKey }) => dedupeKey)).size).toBe(recorded.length);
    expect(detail?.timeline.map(({ entry }) => entry.kind).toSorted()).toEqual([
      "cancellation",
      "payment-status",
      "payment-status",
    ]);
  });
});
