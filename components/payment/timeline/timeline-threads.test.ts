import { expect, test } from "vitest";
import type { EntryView } from "@/lib/domain/views/timeline";
import { noFigures } from "../../../lib/domain/amounts.ts";
import { threadsOf } from "./timeline-threads.ts";

const sent: EntryView = { kind: "refund-sent", refundId: "r1", number: "R7F3K2M", n: 1 };
const paid: EntryView = { kind: "payment-status", status: "PAID", rawStatus: "PAID" };

test("a refund and the cancellation that it made are one thread", () => {
  expect(threads(paid, sent, cancellation("c1", "R7F3K2M"))).toEqual([null, "R7F3K2M", "R7F3K2M"]);
});

test("a cancellation that was linked later joins the thread from the beginning", () => {
  const linked: EntryView = {
    kind: "cancellation-linked",
    cancellationId: "c1",
    refundId: "r1",
    number: "R7F3K2M",
  };
  expect(threads(cancellation("c1", null), sent, linked)).toEqual(["R7F3K2M", "R7F3K2M", "R7F3K2M"]);
});

test("a cancellation made elsewhere is a thread of its own", () => {
  expect(threads(sent, cancellation("c2", null), cancellation("c2", null))).toEqual(["R7F3K2M", "c2", "c2"]);
});

function threads(...entries: EntryView[]): (string | null)[] {
  const found = threadsOf(entries.map((entry, seq) => ({ seq, at: "2026-11-22T00:00:00Z", entry })));
  return entries.map((_, seq) => found.get(seq) ?? null);
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
