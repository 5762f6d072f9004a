// A payment to jump to: found by one of its ids, with which one.
import * as z from "zod/mini";

/** `other`: of the transaction, the PG, an approval or a cancellation. */
const jumpsBy = ["payment", "refund", "other"] as const;

const jump = z.object({
  paymentId: z.string(),
  orderName: z.string(),
  /** Which id it was found by, and that id. */
  by: z.enum(jumpsBy),
  id: z.string(),
});
export type Jump = z.infer<typeof jump>;

/** What the desk answers. */
export const jumpsAnswer = z.object({ jumps: z.array(jump) });
export type JumpsAnswer = z.infer<typeof jumpsAnswer>;

/** Ids are shorter; more is asked of no database. */
export const longestJumpQuery = 200;
