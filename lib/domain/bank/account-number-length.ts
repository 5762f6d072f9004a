/** PortOne documents no format; the longest account numbers in Korea have 16 digits. */
export const accountNumberLength = { min: 6, max: 20 } as const;
