// What a reading shows about an unanswered operation: every kind, at the time limits of its readings.
import { expect, test } from "vitest";
import { testCancellation, testPayment } from "../../../tests/support/test-payment";
import type { Payment } from "../payment/payment";
import { evaluateOperation, type OperationFacts, type OperationKind, operationRefusal } from "./operation";

const start = Date.parse("2026-11-24T05:00:00Z");
const at = (seconds: number) => new Date(start + seconds * 1000);

const operation = (kind: OperationKind, overrides: Partial<OperationFacts> = {}): OperationFacts => ({
  kind,
  cancellationId: kind === "stop-cancellation" ? "cancellation-1" : null,
  leaseUntil: at(100),
  finishedAt: at(10),
  pgRefused: false,
  ...overrides,
});
const decided = (facts: OperationFacts, payment: Payment, seconds: number) =>
  evaluateOperation(facts, { payment, readAt: at(seconds) }, at(seconds));

const waiting = testPayment({
  status: "VIRTUAL_ACCOUNT_ISSUED",
  rawStatus: "VIRTUAL_ACCOUNT_ISSUED",
  paidAt: null,
});
const receipt = (value: "ISSUED" | "CANCELLED") =>
  testPayment({
    cashReceipt: { status: { value, raw: value }, issueNumber: "1", issuedAt: null, cancelledAt: null },
  });
const requested = (status: "REQUESTED" | "SUCCEEDED" | "FAILED") =>
  testPayment({ cancellations: [testCancellation({ status, rawStatus: status })] });

test.each([
  ["close-account", testPayment({ status: "FAILED", paidAt: null }), "done"],
  ["close-account", testPayment({ status: "CANCELLED", paidAt: null }), "done"],
  ["close-account", testPayment(), "overtaken"],
  ["close-account", testPayment({ status: "CANCELLED" }), "overtaken"],
  ["cancel-receipt", receipt("CANCELLED"), "done"],
  ["stop-cancellation", requested("FAILED"), "done"],
  ["stop-cancellation", requested("SUCCEEDED"), "overtaken"],
] as const)("%s is decided by the first reading that shows its result (%#)", (kind, payment, state) => {
  expect(decided(operation(kind), payment, 10)).toEqual({ kind: "end", state });
});

test.each([
  ["close-account", waiting],
  ["close-account", testPayment({ status: "UNRECOGNIZED", rawStatus: "ON_HOLD", paidAt: null })],
  ["cancel-receipt", receipt("ISSUED")],
  ["cancel-receipt", testPayment()],
  ["stop-cancellation", requested("REQUESTED")],
] as const)("%s with an unchanged payment is not done after ten minutes (%#)", (kind, payment) => {
  expect(decided(operation(kind), payment, 69)).toEqual({ kind: "wait", until: at(71) });
  expect(decided(operation(kind), payment, 70)).toEqual({ kind: "wait", until: at(611) });
  expect(decided(operation(kind), payment, 609)).toEqual({ kind: "wait", until: at(611) });
  expect(decided(operation(kind), payment, 610)).toEqual({ kind: "end", state: "not-done" });
});

test("an operation that the PG refused is not done if a reading a minute later shows no change", () => {
  const refused = operation("close-account", { pgRefused: true });
  expect(decided(refused, waiting, 69)).toEqual({ kind: "wait", until: at(71) });
  expect(decided(refused, waiting, 70)).toEqual({ kind: "end", state: "not-done" });
});

test("a missing cancellation was stopped if the reading is a minute younger than the call", () => {
  expect(decided(operation("stop-cancellation"), testPayment(), 69)).toEqual({ kind: "wait", until: at(71) });
  expect(decided(operation("stop-cancellation"), testPayment(), 70)).toEqual({ kind: "end", state: "done" });
});

test("nothing is decided while the call may be in flight; after a crash the end of its lease counts", () => {
  const crashed = operation("close-account", { finishedAt: null });
  expect(decided(crashed, testPayment({ status: "FAILED", paidAt: null }), 99)).toEqual({
    kind: "wait",
    until: at(100),
  });
  expect(decided(crashed, waiting, 699)).toEqual({ kind: "wait", until: at(701) });
  expect(decided(crashed, waiting, 700)).toEqual({ kind: "end", state: "not-done" });
});

test("an operation is allowed only where the payment has its subject", () => {
  expect(operationRefusal({ kind: "close-account" }, waiting)).toBeNull();
  expect(operationRefusal({ kind: "close-account" }, testPayment())).toBe("not-waiting-for-deposit");
  expect(operationRefusal({ kind: "cancel-receipt" }, receipt("ISSUED"))).toBeNull();
  expect(operationRefusal({ kind: "cancel-receipt" }, receipt("CANCELLED"))).toBe("no-receipt");
  const stop = { kind: "stop-cancellation", cancellationId: "cancellation-1" } as const;
  const channel = { type: "LIVE", pgProvider: "TRIPLE_A", pgMerchantId: null, name: null };
  expect(operationRefusal(stop, { ...requested("REQUESTED"), channel })).toBeNull();
  expect(operationRefusal(stop, { ...requested("SUCCEEDED"), channel })).toBe("cancellation-not-pending");
  expect(operationRefusal(stop, requested("REQUESTED"))).toBe("cancellation-not-pending");
});
