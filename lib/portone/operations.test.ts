import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type RunningSandbox, startSandbox } from "@/sandbox/server";
import { createGateway, type Gateway } from "./gateway";

let sandbox: RunningSandbox;
let gateway: Gateway;
beforeAll(async () => {
  sandbox = await startSandbox({ payments: "none" });
  gateway = createGateway({
    base: sandbox.url,
    secret: sandbox.apiSecret,
    cancelLimitMs: 300,
    readLimitMs: 300,
  });
});
afterAll(() => sandbox.close());
beforeEach(() => sandbox.control.clearFaults());

const key = "operation-calls-test-0001";
const waiting = () => sandbox.control.createPayment({ status: "VIRTUAL_ACCOUNT_ISSUED" });
const close = ({ id, storeId }: { id: string; storeId: string }, withKey = key) =>
  gateway.closeVirtualAccount({ paymentId: id, storeId, key: withKey });

test("closing an account encodes the payment id and sends the key", async () => {
  const { id, storeId } = sandbox.control.createPayment({
    id: "주문/2026?#1",
    status: "VIRTUAL_ACCOUNT_ISSUED",
  });
  expect(await close({ id, storeId }, "operation-calls-test-0002")).toMatchObject({
    kind: "done",
  });
  expect(sandbox.control.requests().at(-1)).toMatchObject({ idempotencyKey: "operation-calls-test-0002" });
});

test("a repeated key returns the stored answer", async () => {
  const payment = waiting();
  const first = await close(payment, "operation-calls-test-0003");
  expect(first).toMatchObject({ kind: "done" });
  expect(await close(payment, "operation-calls-test-0003")).toEqual(first);
});

describe("the outcome of an operation", () => {
  type Fault = Parameters<RunningSandbox["control"]["script"]>[0];
  const closeWithFault = async (fault: Fault) => {
    const payment = waiting();
    sandbox.control.script({ ...fault, paymentId: payment.id });
    return close(payment, `operation-calls-${payment.id}`);
  };
  const operation = "closeVirtualAccount" as const;
  const answer = (status: number, type: string): Fault => ({
    kind: "status",
    operation,
    status,
    body: { type },
  });

  test.each([
    [400, "INVALID_REQUEST"],
    [401, "UNAUTHORIZED"],
    [403, "FORBIDDEN"],
    [404, "PAYMENT_NOT_FOUND"],
    [409, "PAYMENT_NOT_WAITING_FOR_DEPOSIT"],
  ])("refused: %d %s", async (httpStatus, type) => {
    expect(await closeWithFault(answer(httpStatus, type))).toEqual({
      kind: "refused",
      httpStatus,
      type,
    });
  });

  test.each([
    [500, "PAYMENT_NOT_WAITING_FOR_DEPOSIT", "server-error"],
    [409, "CASH_RECEIPT_NOT_FOUND", "unrecognized-answer"],
    [409, "IDEMPOTENCY_OUTSTANDING_REQUEST", "outstanding"],
    [429, "TOO_MANY", "too-many-requests"],
  ])("unanswered: %d %s", async (httpStatus, type, cause) => {
    expect(await closeWithFault(answer(httpStatus, type))).toMatchObject({ kind: "unanswered", cause });
  });

  test.each([
    [{ kind: "silence", operation }, "timeout"],
    [{ kind: "reset", operation }, "connection"],
    [{ kind: "html", operation }, "not-json"],
    [{ kind: "status", operation, status: 200, body: {} }, "unrecognized-answer"],
  ] as const)("unanswered: %o", async (fault, cause) => {
    expect(await closeWithFault(fault)).toMatchObject({ kind: "unanswered", cause });
  });

  test("a refusal of the PG has the PG's code", async () => {
    const fault = { kind: "pg-error", operation, pgCode: "V801", pgMessage: "오류" } as const;
    expect(await closeWithFault(fault)).toEqual({
      kind: "pg-refused",
      httpStatus: 502,
      pgCode: "V801",
      pgMessage: "오류",
    });
  });
});
