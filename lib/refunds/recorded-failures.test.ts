// The code and message of the PG or of PortOne are stored with the refund when it fails; the screens show the stored values.
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { paymentDetail } from "@/lib/db/queries/payment-page/payment-detail";
import { refundViewOf } from "@/lib/db/queries/refund-view";
import { recordResolution } from "@/lib/db/refunds/record-resolution";
import { refundAttempts } from "@/lib/db/schema/refunds";
import { administrator, openTestDesk, type TestDesk } from "@/tests/support/test-desk";
import { refundWithFaults as makeRefund, type SandboxFault } from "@/tests/support/test-refund";

const minute = 60_000;
let desk: TestDesk;
beforeAll(async () => {
  desk = await openTestDesk();
});
afterAll(() => desk.close());
beforeEach(() => desk.sandbox.control.clearFaults());

async function refundWithFaults(pgProvider: string, ...faults: SandboxFault[]) {
  const refund = await makeRefund(desk, faults, { pgProvider });
  const detail = () => paymentDetail(desk.database.db, { paymentId: refund.paymentId });
  return {
    ...refund,
    stored: async () => (await refund.row())?.failure,
    view: async () => (await detail())?.refunds[0],
    answers: async () =>
      (await detail())?.timeline.flatMap(({ entry }) =>
        entry.kind === "refund-answered" ? [entry.answer] : [],
      ) ?? [],
  };
}

const shortOfMoney = { kind: "pg-error", pgCode: "8178", pgMessage: "정산금액 부족" } as const;
const unclear = { kind: "pg-error", pgCode: "Z-77", pgMessage: "내부 처리 오류" } as const;

test("a refusal of the first attempt stores PortOne's error", async () => {
  const body = { type: "MAX_CANCEL_COUNT_REACHED", message: "too many" };
  const refund = await refundWithFaults("KCP_V2", { kind: "status", status: 409, body });
  expect(await refund.stored()).toEqual({
    code: "refused",
    answer: { kind: "refused", httpStatus: 409, ...body },
  });
  expect((await refund.view())?.failure?.answer).toMatchObject({
    kind: "refused",
    message: "too many",
    reading: { type: "MAX_CANCEL_COUNT_REACHED", resolvableBy: "portone" },
    nextStepApplies: true,
  });
});

test("a PG refusal that a reading confirms stores the PG's code and message", async () => {
  const refund = await refundWithFaults("KCP_V2", shortOfMoney);
  expect(await refund.stored()).toEqual({
    code: "pg-refused",
    answer: { kind: "pg-refused", httpStatus: 502, pgCode: "8178", pgMessage: "정산금액 부족" },
  });
  expect((await refund.view())?.failure?.answer).toMatchObject({
    reading: { meaning: "settlement-short", resolvableBy: "finance" },
    nextStepApplies: true,
  });
});

test("a refusal of a later attempt is stored after a reading a minute later", async () => {
  const body = { type: "CANCELLABLE_AMOUNT_CONSISTENCY_BROKEN", message: "moved" };
  const refund = await refundWithFaults("KCP_V2", { kind: "reset" }, { kind: "status", status: 409, body });
  await refund.later(10_000, 70_000);
  expect(await refund.stored()).toEqual({
    code: "refused",
    answer: { kind: "refused", httpStatus: 409, ...body },
  });
  // Only the last of two attempts requires a step.
  expect((await refund.answers()).map(({ nextStepApplies }) => nextStepApplies)).toEqual([true, false]);
});

test("an inconclusive PG answer stays stored after a person resolves the refund", async () => {
  const refund = await refundWithFaults("KCP_V2", unclear);
  await refund.later(62_000, 10 * minute);
  const pgAnswer = { kind: "pg-refused", httpStatus: 502, pgCode: "Z-77", pgMessage: "내부 처리 오류" };
  expect(await refund.stored()).toEqual({ code: "pg-unclear", answer: pgAnswer });
  const unknown = { reading: { type: "PG_PROVIDER" }, nextStepApplies: false };
  expect((await refund.view())?.failure?.answer).toMatchObject({ ...pgAnswer, ...unknown });
  expect(await refund.answers()).toMatchObject([{ ...pgAnswer, ...unknown }]);
  await recordResolution(desk.database.db, administrator, {
    refundId: refund.id,
    decision: "failed",
    note: "KCP에 취소 없음",
  });
  expect(await refund.stored()).toEqual({ code: "decided", answer: pgAnswer });
  expect((await refund.view())?.failure?.answer).toMatchObject({ ...pgAnswer, nextStepApplies: false });
});

test("a refund without an answer until the end of the window stores the cause", async () => {
  const refund = await refundWithFaults("KCP_V2", { kind: "silence", count: 50 });
  expect((await refund.view())?.lastAnswer).toMatchObject({ cause: "timeout", nextStepApplies: true });
  await refund.later(151 * minute);
  expect(await refund.stored()).toEqual({
    code: "window-over",
    answer: { kind: "unanswered", cause: "timeout" },
  });
  expect((await refund.view())?.failure?.answer).toMatchObject({ kind: "unanswered", cause: "timeout" });
});

test("a PG message that only resembles a shortage leaves the refund undecided", async () => {
  const pgMessage = "취소 금액이 미정산 금액보다 큽니다";
  const refund = await refundWithFaults("NICE_V2", { kind: "pg-error", pgCode: "2032", pgMessage });
  expect((await refund.view())?.lastAnswer?.reading).toMatchObject({ meaning: "settlement-short" });
  await refund.later(62_000, 10 * minute);
  expect(await refund.stored()).toEqual({
    code: "pg-unclear",
    answer: { kind: "pg-refused", httpStatus: 502, pgCode: "2032", pgMessage },
  });
});

test("a cancellation that PortOne records as failed keeps the earlier PG code", async () => {
  const refund = await refundWithFaults(
    "KCP_V2",
    { kind: "fail-cancel" },
    { ...shortOfMoney, executed: true },
  );
  expect(await refund.stored()).toMatchObject({ code: "cancellation-failed", answer: { pgCode: "8178" } });
});

test("the screens show the stored failure, not later changes of the attempts", async () => {
  const refund = await refundWithFaults("KCP_V2", shortOfMoney);
  await desk.database.db
    .update(refundAttempts)
    .set({ outcome: { kind: "unanswered", cause: "timeout" } })
    .where(eq(refundAttempts.refundId, refund.id));
  expect((await refund.view())?.failure?.answer).toMatchObject({
    pgCode: "8178",
    pgMessage: "정산금액 부족",
  });
});

test("a test payment that the PG has already cancelled moves no money, and the refusal is classified", async () => {
  const refund = await makeRefund(desk, [], {
    pgProvider: "INICIS_V2",
    channelType: "TEST",
    paidAt: Date.now() - 86_400_000,
  });
  expect(await refund.row()).toMatchObject({ state: "submitting" });
  const view = await refundViewOf(desk.database.db, refund.id);
  expect(view?.lastAnswer).toMatchObject({
    kind: "pg-refused",
    pgMessage: "기 취소 거래입니다.",
    reading: { meaning: "cancelled-by-pg" },
  });
  expect(refund.moved()).toBe(0);
  const read = await desk.portone.getPayment({ paymentId: refund.paymentId });
  expect(read).toMatchObject({ ok: true, value: { payment: { status: "PAID" } } });
});

test.each([
  ["TOSSPAYMENTS", "S060", "취소할 수 있는 기간을 초과하여 취소(환불)이 불가능합니다.", "deadline-passed"],
  ["DANAL_TPAY", "33", "취소 기간이 지난 거래 건입니다.", "deadline-passed"],
  ["MOBILIANS_V2", "0030", "선결제가 된 거래로 취소가 불가", "carrier-refuses"],
])(
  "%s %s fails the refund at once, after one clean reading",
  async (pgProvider, pgCode, pgMessage, meaning) => {
    const refund = await refundWithFaults(pgProvider, { kind: "pg-error", pgCode, pgMessage });
    expect(await refund.view()).toMatchObject({
      state: "failed",
      failure: { code: "pg-refused", answer: { pgCode, reading: { meaning } } },
    });
    expect(refund.sends()).toHaveLength(1);
    expect(refund.moved()).toBe(0);
  },
);
