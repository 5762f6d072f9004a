import { expect, test } from "vitest";
import type { CancellationView, RefundView } from "@/lib/domain/views/refund";
import { noFigures } from "../../lib/domain/amounts.ts";
import { testCancellation } from "../../tests/support/test-payment.ts";
import { undecidedKey, undecidedRefundId } from "./undecided-key.ts";

const refund = (state: RefundView["state"]): RefundView => ({
  id: "r1",
  number: "R7F3K2M",
  state,
  kind: "full",
  figures: noFigures,
  currency: "KRW",
  asked: { amount: null, taxFree: 0, vat: null },
  reason: "고객 변심",
  internalNote: "",
  account: null,
  retainOption: null,
  lockFrom: "reading",
  overrideWhy: null,
  actorName: "김운영",
  createdAt: "2026-11-22T05:00:00Z",
  settledAt: null,
  failure: null,
  contradictedBy: null,
  lastAnswer: null,
});
const cancellation = (overrides: Partial<CancellationView> = {}): CancellationView => ({
  ...testCancellation(),
  figures: noFigures,
  refundNumber: null,
  stoppedAt: null,
  ...overrides,
});
const keyOf = (...cancellations: CancellationView[]) =>
  undecidedKey({ refunds: [refund("undecided")], cancellations });

test("only a refund that waits for a person has evidence", () => {
  for (const state of ["submitting", "pending", "succeeded", "failed"] as const) {
    expect(undecidedKey({ refunds: [refund(state)], cancellations: [] })).toBeNull();
    expect(undecidedRefundId({ refunds: [refund(state)] })).toBeNull();
  }
  expect(keyOf()).not.toBeNull();
});

test("a new cancellation, a new status and a new link ask for new evidence", () => {
  const keys = [
    keyOf(),
    keyOf(cancellation()),
    keyOf(cancellation({ status: "REQUESTED" })),
    keyOf(cancellation({ refundNumber: "RAAAAAA" })),
    keyOf(cancellation(), cancellation({ id: "second" })),
  ];
  expect(new Set(keys).size).toBe(keys.length);
});

test("the order of the cancellations does not", () => {
  const [one, two] = [cancellation(), cancellation({ id: "second" })];
  expect(keyOf(one, two)).toBe(keyOf(two, one));
});
