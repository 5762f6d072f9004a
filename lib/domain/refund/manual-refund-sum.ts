// Separate from the inputs of the form, because the page of every payment uses the sum.

/** Returns the sum of manual refunds that were not reversed, in minor units. */
export function sumOfManualRefunds(all: readonly { amount: number; reversal: unknown }[]): number {
  return all.reduce((sum, { amount, reversal }) => (reversal === null ? sum + amount : sum), 0);
}
