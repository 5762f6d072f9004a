import { expect, test } from "vitest";
import { noFigures } from "@/lib/domain/amounts";
import type { EntryView } from "@/lib/domain/views/timeline";
import { groupTimeline } from "./timeline-groups";

const paid: EntryView = { kind: "payment-status", status: "PAID", rawStatus: "PAID" };
const cancelled: EntryView = { kind: "payment-status", status: "CANCELLED", rawStatus: "CANCELLED" };
const sent = (number: string): EntryView => ({ kind: "refund-sent", refundId: number, number, n: 1 });
const ended = (number: string): EntryView => ({
  kind: "refund-state-changed",
  refundId: number,
  number,
  state: "succeeded",
  by: "answer",
});

test("a refund is one group with its cancellation, the status that it changed and the webhook that names it", () => {
  expect(grouped(paid, sent("R1"), cancellation("c1", "R1"), cancelled, ended("R1"), webhook("c1"))).toEqual([
    ["R1", [5, 4, 3, 2, 1]],
    [null, [0]],
  ]);
});

test("a cancellation that was linked later joins the group of its refund from the beginning", () => {
  const linked: EntryView = {
    kind: "cancellation-linked",
    cancellationId: "c1",
    refundId: "r1",
    number: "R1",
  };
  expect(grouped(sent("R1"), cancellation("c1", null), linked)).toEqual([["R1", [2, 1, 0]]]);
});

test("a cancellation made elsewhere, its webhook and a status between two refunds stay single", () => {
  expect(
    grouped(sent("R1"), ended("R1"), cancellation("c2", null), cancelled, webhook("c2"), sent("R2")),
  ).toEqual([
    ["R2", [5]],
    [null, [4]],
    [null, [3]],
    [null, [2]],
    ["R1", [1, 0]],
  ]);
});

test("a gap of a refund is in its group, other gaps are not lost", () => {
  const gap = { kind: "undecided" as const, since: "2026-11-22T00:00:00Z", minutes: 3 };
  const { groups, otherGaps } = groupTimeline(
    itemsOf(sent("R1")),
    ["R1", "R2"].map((refundNumber) => ({ ...gap, refundNumber })),
  );
  expect(groups[0]?.gaps).toMatchObject([{ refundNumber: "R1" }]);
  expect(otherGaps).toMatchObject([{ refundNumber: "R2" }]);
});

function grouped(...entries: EntryView[]) {
  return groupTimeline(itemsOf(...entries), []).groups.map(({ number, items }) => [
    number,
    items.map(({ seq }) => seq),
  ]);
}

function itemsOf(...entries: EntryView[]) {
  return entries.map((entry, seq) => ({ seq, at: "2026-11-22T00:00:00Z", entry }));
}

function webhook(cancellationId: string): EntryView {
  return {
    kind: "webhook-received",
    deliveryId: "d1",
    type: "Transaction.Cancelled",
    environment: "live",
    cancellationId,
  };
}

function cancellation(cancellationId: string, refundNumber: string | null): EntryView {
  return {
    kind: "cancellation",
    cancellationId,
    status: "SUCCEEDED",
    rawStatus: "SUCCEEDED",
    amount: 1_000,
    currency: "KRW",
    trigger: "API",
    refundNumber,
    figures: noFigures,
  };
}
