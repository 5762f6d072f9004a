// The promotion of a payment as `getPromotion` shows it. The sandbox stores its terms with the payments that used it.
// https://developers.portone.io/api/rest-v2/payment.promotion
import type { JsonValue } from "../state/records.ts";
import type { World } from "../world.ts";
import { instant } from "./json.ts";
import { type Refusal, refuse } from "./refusal.ts";

const day = 24 * 60 * 60 * 1000;

/** Returns the promotion with this id, or PortOne's refusal when no payment has used the promotion. */
export function showPromotion(world: World, id: string): JsonValue | Refusal {
  if (id.trim() === "") return refuse("INVALID_REQUEST", "promotionId: must not be empty");
  const using = [...world.store.payments.values()].filter((payment) => payment.promotion?.id === id);
  const [first] = using;
  if (first?.promotion === undefined) return refuse("PROMOTION_NOT_FOUND", "프로모션이 존재하지 않습니다.");
  const { kind, value, threshold } = first.promotion;
  return {
    type: "CARD",
    id,
    storeId: first.storeId,
    name: id,
    discountPolicy: {
      partitions: [
        {
          amountFrom: threshold,
          scheme: kind === "rate" ? { type: "PERCENT", percent: value } : { type: "AMOUNT", amount: value },
        },
      ],
    },
    totalBudget: 100_000_000,
    spentAmount: using.reduce((sum, { amount }) => sum + amount.discount, 0),
    currency: first.currency,
    startAt: instant(first.requestedAt - 30 * day),
    endAt: instant(first.requestedAt + 365 * day),
    cardCompany: "SHINHAN_CARD",
    status: "IN_PROGRESS",
    createdAt: instant(first.requestedAt - 31 * day),
    recoverOption: { type: "RECOVER" },
  };
}
