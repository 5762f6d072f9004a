// Separate from the inputs of the form, because the page of every payment uses the sum.

export function sumOfManualRefunds(all: readonly { amount: number; reversal: unknown }[]): number {
  return all.reduce((sum, { amount, reversal }) => (reversal === null ? sum + amount : sum), 0);
}
