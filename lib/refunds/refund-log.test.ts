// What a developer finds by `grep` in the log: every step of a refund, and every failed call to PortOne.
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { captureLog } from "@/tests/support/capture-log";
import { fullRefund, openTestDesk, operator, type TestDesk } from "@/tests/support/test-desk";
import { requestRefund } from "./request-refund";
import { resumeOpenRefunds } from "./resume-refunds";

let desk: TestDesk;
let lines: string[];
beforeAll(async () => {
  desk = await openTestDesk();
});
afterAll(() => desk.close());
beforeEach(() => {
  desk.sandbox.control.clearFaults();
  lines = captureLog();
});

type Line = Record<string, unknown>;
const grep = (text: string): Line[] =>
  lines.filter((line) => line.includes(text)).map((line) => JSON.parse(line));
const steps = (found: readonly Line[]) =>
  found.filter(({ step }) => step !== undefined).map(({ step, to, answer }) => [step, to ?? answer ?? ""]);

test("the number of a refund finds its life, from the request over a lost answer to its end", async () => {
  const payment = desk.sandbox.control.createPayment({
    method: "VIRTUAL_ACCOUNT",
    customer: { name: "홍길동", email: "hong@example.com", phoneNumber: "010-9876-5432" },
  });
  desk.sandbox.control.script({ kind: "reset", paymentId: payment.id });
  const refundAccount = { bank: "SHINHAN", number: "11012345678901", holderName: "홍길동" } as const;
  const asked = await requestRefund(desk, operator, fullRefund(payment, { refundAccount }));
  if (!asked.ok) throw new Error(asked.error.code);
  await desk.age(10_000);
  await resumeOpenRefunds(desk);

  const found = grep(asked.value.number);
  expect(steps(found)).toEqual([
    ["requested", ""],
    ["sending", ""],
    ["answered", "unanswered"],
    ["sending", ""],
    ["answered", "SUCCEEDED"],
    ["moved", "succeeded"],
  ]);
  for (const line of found)
    expect(line).toMatchObject({ level: "info", refundId: asked.value.id, paymentId: payment.id });
  expect(found.at(-1)).toMatchObject({ from: "submitting", by: "answer", failure: null });
  // The payment's id also finds the failed call.
  expect(grep(payment.id).filter(({ msg }) => msg === "PortOne call failed")).toMatchObject([
    { level: "warn", operation: "cancelPayment", cause: "connection", status: null, type: null },
  ]);
  for (const secret of ["홍길동", "11012345678901", "hong@example.com", "9876", desk.sandbox.apiSecret])
    expect(lines.join("")).not.toContain(secret);
});

test("the end of an asynchronous refund is logged once, when a reading shows it", async () => {
  const payment = desk.sandbox.control.createPayment({});
  desk.sandbox.control.script({ kind: "async-cancel", paymentId: payment.id });
  const asked = await requestRefund(desk, operator, fullRefund(payment));
  if (!asked.ok) throw new Error(asked.error.code);
  desk.sandbox.control.endCancellation(payment.id, asked.value.cancellationId ?? "", "fail");
  for (const _ of ["first reading", "second"]) {
    await desk.age(120_000);
    await resumeOpenRefunds(desk);
  }
  expect(steps(grep(asked.value.number)).slice(-2)).toEqual([
    ["moved", "pending"],
    ["moved", "failed"],
  ]);
  expect(grep(asked.value.number).at(-1)).toMatchObject({ failure: "cancellation-failed" });
});

test("a refusal of the PG is one line with its operation, status, type and duration", async () => {
  const payment = desk.sandbox.control.createPayment({});
  desk.sandbox.control.script({ kind: "pg-error", paymentId: payment.id, pgCode: "8178" });
  await requestRefund(desk, operator, fullRefund(payment));
  expect(grep("PortOne call failed")).toMatchObject([
    {
      operation: "cancelPayment",
      paymentId: payment.id,
      cause: "pg-refused",
      status: 502,
      type: "PG_PROVIDER",
      pgCode: "8178",
      durationMs: expect.any(Number),
    },
  ]);
});
