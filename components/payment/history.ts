// Refunds of the desk and cancellations at PortOne as one list: what returned money, whoever requested it.
import type { CancellationView, RefundView } from "@/lib/domain/views/refund";

export type HistoryItem =
  | { kind: "refund"; refund: RefundView; cancellation: CancellationView | null }
  | { kind: "cancellation"; cancellation: CancellationView };

/** Returns each refund once with its cancellation, and each cancellation of no refund, newest first. */
export function historyOf(
  refunds: readonly RefundView[],
  cancellations: readonly CancellationView[],
): HistoryItem[] {
  const ofRefund = (number: string) => cancellations.find(({ refundNumber }) => refundNumber === number);
  const linked = new Set<CancellationView>();
  const items: HistoryItem[] = refunds.map((refund) => {
    const cancellation = ofRefund(refund.number) ?? null;
    if (cancellation !== null) linked.add(cancellation);
    return { kind: "refund", refund, cancellation };
  });
  for (const cancellation of cancellations)
    if (!linked.has(cancellation)) items.push({ kind: "cancellation", cancellation });
  return items.toSorted((a, b) => startOf(b).localeCompare(startOf(a)));
}

function startOf(item: HistoryItem): string {
  return item.kind === "refund" ? item.refund.createdAt : item.cancellation.requestedAt;
}
