import * as z from "zod/mini";
import { paymentInput } from "../payment/payment-key";

/** What a browser says of the refund form that it shows: whether something is typed in it. */
export const formPresenceInput = z.extend(paymentInput, {
  at: z.boolean(),
});
export type FormPresenceInput = z.infer<typeof formPresenceInput>;
