// Apart from what the form needs: the page of every payment reckons with it.

/** The sum of own refunds that were not reversed, in minor units. */
export function standingManualRefunds(all: readonly { amount: number; reversal: unknown }[]): number {
  return all.reduce((sum, { amount, reversal }) => (reversal === null ? sum + amount : sum), 0);
}
