export const paymentTabs = ["all", "paid", "partial-cancelled", "cancelled", "waiting", "failed"] as const;

export type PaymentTab = (typeof paymentTabs)[number];
