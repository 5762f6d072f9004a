import * as z from "zod/mini";
import { paymentInput } from "../payment/payment-key";

/** Whether the browser shows the refund form with something typed in it. */
export const formPresenceInput = z.extend(paymentInput, {
  at: z.boolean(),
});
export type FormPresenceInput = z.infer<typeof formPresenceInput>;
