import * as z from "zod/mini";
import { idSchema } from "../text-schema";

export const paymentInput = z.object({
  storeId: idSchema(200),
  paymentId: idSchema(200),
});
export type PaymentKey = z.infer<typeof paymentInput>;

export function isSamePayment(one: PaymentKey, other: PaymentKey): boolean {
  return one.storeId === other.storeId && one.paymentId === other.paymentId;
}
