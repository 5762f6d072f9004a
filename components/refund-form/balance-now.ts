import * as z from "zod/mini";

const balance = z.object({ amount: z.int().check(z.nonnegative()) });

/** Returns the new balance (minor units) of a refusal for an outdated balance; null if the refusal contains none. */
export function balanceIn(detail: unknown): number | null {
  const parsed = balance.safeParse(detail);
  return parsed.success ? parsed.data.amount : null;
}
