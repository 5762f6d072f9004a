// The new balance that comes with a refusal, because another one was confirmed.
import * as z from "zod/mini";

const balance = z.object({ amount: z.int().check(z.nonnegative()) });

/** Minor units, or null where the refusal names none. */
export function balanceIn(detail: unknown): number | null {
  const parsed = balance.safeParse(detail);
  return parsed.success ? parsed.data.amount : null;
}
