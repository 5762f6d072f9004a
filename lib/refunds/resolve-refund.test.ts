import { randomBytes, randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createCipher } from "@/lib/cipher";
import { paymentDetail } from "@/lib/db/queries/payment-page/payment-detail";
import { recordResolution } from "@/lib/db/refunds/record-resolution";
import { auditEntries } from "@/lib/db/schema/journal";
import { cancellations, refunds } from "@/lib/db/schema/refunds";
import { writeCancelBody } from "@/lib/domain/refund/cancel-body";
import { syncPayment } from "@/lib/sync/sync-payment";
import { administrator, fullRefund, openTestDesk, operator, type TestDesk } from "@/tests/support/test-desk";
import type { SandboxFault } from "@/tests/support/test-refund";
import { requestRefund } from "./request-refund";
import { resumeOpenRefunds } from "./resume-refunds";
import { undecidedEvidence } from "./undecided-evidence";

const minute = 60_000;
let desk: TestDesk;
beforeAll(async () => {
  desk = await openTestDesk();
});
afterAll(() => desk.close());
beforeEach(() => desk.sandbox.control.clearFaults());

type Made = ReturnType<TestDesk["sandbox"]["control"]["createPayment"]>;

/** Creates a payment with a discount: the basis of its balance is not documented, so an equal amount changes nothing. */
const discounted = () =>
  desk.sandbox.control.createPayment({ total: 10_000, discount: 1_000, pgProvider: "KCP_V2" });

const unclear = { kind: "pg-error", pgCode: "Z-77", pgMessage: "내부 처리 오류" } as const;

/** Creates a refund of this payment that becomes undecided. */
async function undecided(payment: Made, fault: SandboxFault = unclear, waits = [62_000, 10 * minute]) {
  desk.sandbox.control.script({ ...fault, paymentId: payment.id });
  const known = desk.sandbox.control.getPayment(payment.id) ?? payment;
  const result = await requestRefund(desk, operator, fullRefund(known));
  if (!result.ok) throw new Error(result.error.code);
  for (const ms of waits) {
    await desk.age(ms);
    await resumeOpenRefunds(desk);
  }
  const { id } = result.value;
  const detail = async () => {
    const found = await paymentDetail(desk.database.db, { paymentId: payment.id });
    if (found === null) throw new Error("the payment is gone");
    return found;
  };
  const row = async () => (await desk.database.db.select().from(refunds).where(eq(refunds.id, id)))[0];
  expect(await row()).toMatchObject({ state: "undecided" });
  return {
    id,
    row,
    detail,
    evidence: async () => undecidedEvidence(desk, await detail()),
    resolve: (cancellationId: string | undefined, decision: "succeeded" | "failed" = "succeeded") =>
      recordResolution(desk.database.db, administrator, {
        refundId: id,
        decision,
        note: "KCP 화면에서 확인",
        ...(cancellationId === undefined ? {} : { cancellationId }),
      }),
  };
}

/** Cancels as another client of PortOne and syncs. Returns the id of the cancellation. */
async function madeByOther(payment: Made, reason: string, amount: number): Promise<string> {
  desk.sandbox.control.cancelByOther(payment.id, { trigger: "API", reason, amount });
  return (await readAgain(payment)).at(-1) ?? "";
}

async function cancelDirectly(payment: Made, fault: SandboxFault): Promise<string> {
  desk.sandbox.control.script({ ...fault, paymentId: payment.id });
  const body = { storeId: payment.storeId, reason: "다른 프로그램", requester: "ADMIN" as const };
  await desk.portone.cancelPayment({
    paymentId: payment.id,
    key: randomUUID(),
    requestText: writeCancelBody(body),
    body,
  });
  return (await readAgain(payment)).at(-1) ?? "";
}

async function readAgain({ id }: Made): Promise<string[]> {
  const synced = await syncPayment(desk, { paymentId: id });
  if (!synced.ok) throw new Error(synced.error.code);
  return synced.value.payment.cancellations.map((one) => one.id);
}

describe("resolving with a cancellation", () => {
  test("links the cancellation and confirms the refund, with name and note in timeline and audit", async () => {
    const payment = discounted();
    const refund = await undecided(payment);
    const found = await madeByOther(payment, "고객 변심", 4_000);
    expect(await refund.resolve(found)).toEqual({ ok: true, value: null });
    expect(await refund.row()).toMatchObject({
      state: "succeeded",
      cancellationId: found,
      failure: null,
      encryptedRequest: null,
      checkAt: null,
    });
    const [linked] = await desk.database.db
      .select()
      .from(cancellations)
      .where(and(eq(cancellations.paymentId, payment.id), eq(cancellations.id, found)));
    expect(linked).toMatchObject({ refundId: refund.id });
    // The rest of the payment can be refunded: a cancellation confirms the refund.
    const detail = await refund.detail();
    expect(detail.refusal).toBeNull();
    expect(detail.cancellations).toMatchObject([{ refundNumber: (await refund.row())?.number }]);
    const recorded = detail.timeline.map(({ entry }) => entry);
    expect(recorded).toContainEqual(
      expect.objectContaining({
        kind: "refund-state-changed",
        by: "person",
        actorName: "박관리",
        note: "KCP 화면에서 확인",
        cancellationId: found,
      }),
    );
    expect(recorded).toContainEqual(
      expect.objectContaining({ kind: "cancellation-linked", cancellationId: found }),
    );
    const [audited] = await desk.database.db
      .select()
      .from(auditEntries)
      .where(and(eq(auditEntries.subject, `refund:${refund.id}`), eq(auditEntries.action, "refund.decided")));
    expect(audited).toMatchObject({
      actorId: administrator.id,
      detail: { decision: "succeeded", cancellationId: found, note: "KCP 화면에서 확인" },
    });
  });

  test("that PortOne has only accepted polls the cancellation to its end", async () => {
    const payment = discounted();
    const refund = await undecided(payment);
    const found = await cancelDirectly(payment, { kind: "async-cancel" });
    expect(await refund.resolve(found)).toMatchObject({ ok: true });
    expect(await refund.row()).toMatchObject({ state: "pending", cancellationId: found, endedAt: null });
    desk.sandbox.control.endCancellation(payment.id, found, "succeed");
    await desk.age(2 * minute);
    await resumeOpenRefunds(desk);
    expect(await refund.row()).toMatchObject({ state: "succeeded", cancellationId: found, checkAt: null });
  });

  test("of another payment is refused", async () => {
    const [payment, other] = [discounted(), discounted()];
    const refund = await undecided(payment);
    const elsewhere = await madeByOther(other, "다른 결제", 4_000);
    expect(await refund.resolve(elsewhere)).toMatchObject({ error: { code: "cancellation-not-found" } });
    expect(await refund.resolve("no-such-id")).toMatchObject({ error: { code: "cancellation-not-found" } });
    expect(await refund.row()).toMatchObject({ state: "undecided" });
  });

  test("of another refund is refused", async () => {
    const payment = discounted();
    const part = { cancel: { kind: "partial", shown: 10_000, amount: 3_000 } } as const;
    const earlier = await requestRefund(desk, operator, fullRefund(payment, part));
    const taken = earlier.ok ? (earlier.value.cancellationId ?? "") : "";
    const refund = await undecided(payment);
    expect(await refund.resolve(taken)).toMatchObject({ error: { code: "cancellation-taken" } });
    expect(await refund.row()).toMatchObject({ state: "undecided" });
  });

  test("from before the first send, or with another number, is refused", async () => {
    const payment = discounted();
    desk.sandbox.control.cancelInConsole(payment.id, { amount: 1_000 });
    const [before] = await readAgain(payment);
    const refund = await undecided(payment);
    expect(await refund.resolve(before)).toMatchObject({ error: { code: "cancellation-not-this" } });
    const numbered = await madeByOther(payment, "고객 변심 #R222222", 2_000);
    expect(await refund.resolve(numbered)).toMatchObject({ error: { code: "cancellation-not-this" } });
    expect(await refund.row()).toMatchObject({ state: "undecided" });
  });

  test("that failed is refused, because it moved no money", async () => {
    const payment = discounted();
    const refund = await undecided(payment);
    const failed = await cancelDirectly(payment, { kind: "fail-cancel" });
    expect(await refund.resolve(failed)).toMatchObject({ error: { code: "cancellation-failed" } });
    expect(await refund.row()).toMatchObject({ state: "undecided" });
  });

  test("by two people at once is one decision", async () => {
    const payment = discounted();
    const refund = await undecided(payment);
    const found = await madeByOther(payment, "고객 변심", 4_000);
    const both = await Promise.all([refund.resolve(found), refund.resolve(undefined, "failed")]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both).toContainEqual(expect.objectContaining({ error: { code: "not-undecided" } }));
    const row = await refund.row();
    expect(row?.cancellationId).toBe(row?.state === "succeeded" ? found : null);
  });
});

test("a refund resolved as succeeded without a cancellation stays unconfirmed and blocks the payment", async () => {
  const refund = await undecided(discounted());
  expect(await refund.resolve(undefined)).toMatchObject({ ok: true });
  expect(await refund.row()).toMatchObject({ state: "succeeded", cancellationId: null });
  expect((await refund.detail()).refusal).toBe("recorded-as-refunded");
});

describe("the evidence of an undecided refund", () => {
  test("compares the request with later cancellations, with marks", async () => {
    const payment = discounted();
    desk.sandbox.control.cancelInConsole(payment.id, { amount: 1_000 });
    const refund = await undecided(payment);
    const row = await refund.row();
    const found = await madeByOther(payment, "다른 프로그램의 환불", 4_000);
    expect(await refund.evidence()).toMatchObject({
      refundId: refund.id,
      why: "pg-unclear",
      pg: { provider: "KCP_V2" },
      requested: { amount: null, reason: `고객 변심 #${row?.number}`, isReasonSent: true },
      runs: [{ first: 1, last: 1, answer: { pgCode: "Z-77", pgMessage: "내부 처리 오류" } }],
      candidates: [
        {
          id: found,
          totalAmount: 4_000,
          mayBeNamed: true,
          marks: {
            amount: "unknown",
            taxFree: "agrees",
            reason: "differs",
            trigger: "agrees",
            time: "differs",
          },
        },
      ],
      leftOut: 1,
    });
  });

  test("without any answer is one row of attempts and no candidate", async () => {
    const payment = desk.sandbox.control.createPayment({ total: 10_000 });
    const waits = [10_000, 20_000, 151 * minute];
    const refund = await undecided(payment, { kind: "silence", count: 50 }, waits);
    expect(await refund.evidence()).toMatchObject({
      why: "window-over",
      requested: { amount: 10_000 },
      runs: [{ first: 1, last: 3, answer: { kind: "unanswered", cause: "timeout" } }],
      candidates: [],
      leftOut: 0,
    });
  });

  test("without a decryptable request has the reason as it was typed", async () => {
    const refund = await undecided(discounted());
    const otherKey = { ...desk, cipher: createCipher(randomBytes(32)) };
    expect(await undecidedEvidence(otherKey, await refund.detail())).toMatchObject({
      requested: { reason: "고객 변심", isReasonSent: false },
    });
  });

  test("shows a failed cancellation, which cannot be chosen", async () => {
    const payment = discounted();
    const refund = await undecided(payment);
    await cancelDirectly(payment, { kind: "fail-cancel" });
    expect((await refund.evidence())?.candidates).toMatchObject([{ status: "FAILED", mayBeNamed: false }]);
  });

  test("is null after the resolution", async () => {
    const refund = await undecided(discounted());
    const before = await refund.detail();
    await refund.resolve(undefined, "failed");
    // Also for a page that was read before the resolution.
    expect(await undecidedEvidence(desk, before)).toBeNull();
    expect(await refund.evidence()).toBeNull();
  });
});
