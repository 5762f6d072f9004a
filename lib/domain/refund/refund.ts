export const refundStates = ["submitting", "pending", "succeeded", "failed", "undecided"] as const;
export type RefundState = (typeof refundStates)[number];
export const openRefundStates = ["submitting", "pending", "undecided"] as const satisfies RefundState[];

export function isOpenRefund({ state }: { state: RefundState }): boolean {
  return openRefundStates.some((open) => open === state);
}

export const requesters = ["CUSTOMER", "ADMIN"] as const;

export const reasonLength = { max: 200 } as const;
export const internalNoteLength = { max: 500 } as const;

/** A refund for this reason needs a note. The reason is in every list of reasons. */
export const otherReason = "OTHER";

/** Digits of a Korean telephone number; PortOne documents no format. */
export const phoneLength = { min: 8, max: 12 } as const;
export const holderNameLength = { max: 50 } as const;

export const retainOptions = ["RETAIN", "RELEASE"] as const;
export type RetainOption = (typeof retainOptions)[number];
