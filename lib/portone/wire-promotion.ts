// https://developers.portone.io/api/rest-v2/payment.promotion
import * as z from "zod";
import type { PromotionTerms } from "@/lib/domain/refund/promotion";

const amount = z.int().nonnegative();

const scheme = z.discriminatedUnion("type", [
  z
    .object({ type: z.literal("PERCENT"), percent: z.int().min(0).max(100) })
    .transform(({ percent }) => ({ kind: "percent" as const, percent })),
  z
    .object({ type: z.literal("AMOUNT"), amount })
    .transform(({ amount: off }) => ({ kind: "amount" as const, amount: off })),
]);

/** An unknown scheme makes the promotion unreadable: amounts derived from half of the terms would be wrong. */
export const promotionOnWire = z
  .object({
    discountPolicy: z.object({ partitions: z.array(z.object({ amountFrom: amount, scheme })) }),
    maxDiscountAmount: amount.optional(),
  })
  .transform(
    ({ discountPolicy, maxDiscountAmount }): PromotionTerms => ({
      brackets: discountPolicy.partitions.map((one) => ({ from: one.amountFrom, discount: one.scheme })),
      maxDiscount: maxDiscountAmount ?? null,
    }),
  );
