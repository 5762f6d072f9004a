import * as z from "zod/mini";

/** `other`: an id of the transaction, the PG, an approval or a cancellation. `text`: another part of the payment. */
const jumpsBy = ["payment", "refund", "other", "text"] as const;

/** `total`: in minor units of `currency`. */
const jump = z.object({
  paymentId: z.string(),
  orderName: z.string(),
  customerName: z.nullable(z.string()),
  total: z.number(),
  currency: z.string(),
  by: z.enum(jumpsBy),
  id: z.string(),
});
export type PaymentMatch = z.infer<typeof jump>;

/** `contact`: the telephone number or email address that was searched for. */
const customer = z.object({
  name: z.string(),
  contact: z.nullable(z.string()),
});
export type CustomerMatch = z.infer<typeof customer>;

export const jumpsAnswer = z.object({
  jumps: z.array(jump),
  customers: z.array(customer),
  hasMore: z.boolean(),
});
export type PaymentMatches = z.infer<typeof jumpsAnswer>;

export const noMatches: PaymentMatches = { jumps: [], customers: [], hasMore: false };

export const maxJumpQueryLength = 200;
