/** From which amount on a refund waits. Minor units. */
export type ApprovalThreshold = {
  /** Zero where every amount waits. Refunds of the last 24 hours are taken off. */
  from: number;
  approvers: number;
  /** Only refunds that override the policy. */
  overridesOnly: boolean;
};

/** Returns how many people must approve a refund of the amount; 0 where nobody must. */
export function approversFor(
  thresholds: readonly ApprovalThreshold[],
  amount: number,
  isOverride: boolean,
): number {
  return thresholds
    .filter(({ from, overridesOnly }) => amount >= from && (isOverride || !overridesOnly))
    .reduce((most, { approvers }) => Math.max(most, approvers), 0);
}
