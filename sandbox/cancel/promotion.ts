// The money that a cancel of a promotion payment gives back: the remaining charge minus the price of what remains.
// https://developers.portone.io/opi/ko/extra/promotion/refund
import { type Refusal, refuse } from "../api/refusal.ts";
import type { Switches } from "../control/switches.ts";
import type { PaymentRecord, Promotion, RetainOption } from "../state/records.ts";
import type { Balance } from "./balance.ts";

/** Returns the option that applies to this cancel. The first partial cancel binds the later ones. */
export function retainOptionFor(
  payment: PaymentRecord,
  requested: RetainOption | null,
  takesRest: boolean,
): RetainOption | Refusal {
  const bound = payment.retainOption;
  const option = requested ?? (takesRest && bound ? bound : "RELEASE");
  if (bound && option !== bound) {
    return refuse(
      "PROMOTION_DISCOUNT_RETAIN_OPTION_SHOULD_NOT_BE_CHANGED",
      `earlier partial cancels of this payment used ${bound}`,
    );
  }
  return option;
}

/** Returns the money to give back for cancelling `amount` of order amount, or the refusal when it would be negative. */
export function promotionRefund(
  payment: PaymentRecord,
  promotion: Promotion,
  balance: Balance,
  amount: number,
  option: RetainOption,
  switches: Switches,
): number | Refusal {
  const rest = balance.remaining - amount;
  const money = balance.remainingCharge - priceOf(rest, payment, promotion, option, switches);
  if (money < 0) {
    return refuse(
      "NEGATIVE_PROMOTION_ADJUSTED_CANCEL_AMOUNT",
      "what remains would cost more than is left of the charge",
    );
  }
  return money;
}

function priceOf(
  rest: number,
  payment: PaymentRecord,
  promotion: Promotion,
  option: RetainOption,
  switches: Switches,
): number {
  if (rest === 0) return 0;
  if (option === "RETAIN") return rest - Math.round(rest * retainedRate(payment, promotion, switches));
  if (rest < promotion.threshold) return rest;
  const discount = promotion.kind === "rate" ? Math.round((rest * promotion.value) / 100) : promotion.value;
  return Math.max(0, rest - discount);
}

function retainedRate(payment: PaymentRecord, promotion: Promotion, switches: Switches): number {
  if (promotion.kind === "rate") return promotion.value / 100;
  const divisor = {
    charged: payment.amount.paid,
    threshold: promotion.threshold,
    order: payment.amount.total,
  }[switches.fixedPromotionRate];
  // Avoids 0 / 0 for a discount of nothing in a bracket that begins at nothing.
  return promotion.value === 0 ? 0 : Math.min(1, promotion.value / divisor);
}
