// The terms of a payment's promotion, so that a screen can say what each way of cancelling a part gives back.
import "server-only";
import type { PromotionTerms } from "@/lib/domain/promotion";
import type { PaymentDetail } from "@/lib/domain/views";
import type { Gateway } from "@/lib/portone/gateway";

/**
 * Asks PortOne for them where a first partial cancel is still to come: later ones are not documented well enough to be
 * reckoned. Null where there is nothing to ask, or PortOne does not tell: then the screen promises no sum.
 */
export async function promotionTerms(
  { portone }: { portone: Gateway },
  { payment, cancellations }: Pick<PaymentDetail, "payment" | "cancellations">,
): Promise<PromotionTerms | null> {
  if (payment.promotionId === null || payment.status !== "PAID" || cancellations.length > 0) return null;
  const read = await portone.getPromotion({ promotionId: payment.promotionId });
  return read.ok ? read.value : null;
}
