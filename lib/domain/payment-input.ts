import * as z from "zod/mini";

/** Which payment an action is about. */
export const paymentInput = z.object({
  storeId: z.string().check(z.minLength(1), z.maxLength(200)),
  paymentId: z.string().check(z.minLength(1), z.maxLength(200)),
});
