// The terms of a payment's promotion, from which what a first partial cancel returns is known.
import "server-only";
import type { Payment } from "@/lib/domain/payment/payment";
import type { PromotionTerms } from "@/lib/domain/refund/promotion";
import type { Gateway } from "@/lib/portone/gateway";

/**
 * Asks PortOne for them where a first partial cancel is still to come: what later ones return is not documented. Null where
 * there is nothing to ask, or PortOne does not tell: then no sum is known.
 */
export async function promotionTerms(
  { portone }: { portone: Gateway },
  {
    payment,
    cancellations,
  }: {
    payment: Pick<Payment, "promotionId" | "status">;
    cancellations: readonly Pick<Payment["cancellations"][number], "status">[];
  },
): Promise<PromotionTerms | null> {
  const isFirst = payment.status === "PAID" && cancellations.every(({ status }) => status === "FAILED");
  if (payment.promotionId === null || !isFirst) return null;
  const read = await portone.getPromotion({ promotionId: payment.promotionId });
  return read.ok ? read.value : null;
}
