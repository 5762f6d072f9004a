import "server-only";
import type { AppContext } from "@/lib/context";
import type { Payment } from "@/lib/domain/payment/payment";
import { isFirstCancel, type PromotionTerms } from "@/lib/domain/refund/promotion";

/** Returns null without a promotion, after a first cancel (PortOne documents no later amounts) or without PortOne's answer. */
export async function promotionTerms(
  { portone }: Pick<AppContext, "portone">,
  {
    payment,
    cancellations,
  }: {
    payment: Pick<Payment, "promotionId" | "status">;
    cancellations: readonly Pick<Payment["cancellations"][number], "status">[];
  },
): Promise<PromotionTerms | null> {
  if (payment.promotionId === null || !isFirstCancel(payment, cancellations)) return null;
  const read = await portone.getPromotion({ promotionId: payment.promotionId });
  return read.ok ? read.value : null;
}
