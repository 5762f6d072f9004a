import { expect, test } from "vitest";
import type { CancellationView, RefundView } from "@/lib/domain/views/refund";
import { historyOf } from "./history";

const refund = (number: string, createdAt: string) => ({ number, createdAt }) as RefundView;
const cancellation = (id: string, requestedAt: string, refundNumber: string | null) =>
  ({ id, requestedAt, refundNumber }) as CancellationView;

test("a refund and its cancellation are one item, and other cancellations have their own", () => {
  const [first, second] = [refund("R1", "2026-12-01T01:00:00Z"), refund("R2", "2026-12-01T03:00:00Z")];
  const ours = cancellation("c1", "2026-12-01T01:00:01Z", "R1");
  const console = cancellation("c2", "2026-12-01T02:00:00Z", null);
  expect(historyOf([first, second], [ours, console])).toEqual([
    { kind: "refund", refund: second, cancellation: null },
    { kind: "cancellation", cancellation: console },
    { kind: "refund", refund: first, cancellation: ours },
  ]);
});

test("a second cancellation that names the same refund is not lost", () => {
  const one = refund("R1", "2026-12-01T01:00:00Z");
  const twice = ["c1", "c2"].map((id) => cancellation(id, "2026-12-01T01:00:01Z", "R1"));
  expect(historyOf([one], twice)).toHaveLength(2);
});
