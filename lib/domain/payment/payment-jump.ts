import * as z from "zod/mini";

/** `other`: an id of the transaction, the PG, an approval or a cancellation. */
const jumpsBy = ["payment", "refund", "other"] as const;

const jump = z.object({
  paymentId: z.string(),
  orderName: z.string(),
  by: z.enum(jumpsBy),
  id: z.string(),
});
export type PaymentMatch = z.infer<typeof jump>;

export const jumpsAnswer = z.object({ jumps: z.array(jump) });
export type PaymentMatches = z.infer<typeof jumpsAnswer>;

export const maxJumpQueryLength = 200;
