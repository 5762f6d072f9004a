import type { PaymentFilter } from "@/lib/domain/payment/payment-filter";

/** Returns the address of the overview of a currency, for LIVE or TEST channels. Defaults are left out. */
export function overviewHref({ currency, test }: { currency: string | null; test: boolean }): string {
  const search = new URLSearchParams();
  if (currency !== null) search.set("currency", currency);
  if (test) search.set("test", "1");
  const text = search.toString();
  return text === "" ? "/" : `/?${text}`;
}

/** Scope of a figure: days in Asia/Seoul (both included), a currency, TEST channels or the others. */
export type OverviewScope = { from: string; to: string; currency: string; test: boolean };

/** Returns the list filter for the payments of a scope: paid (sorted by payment time), or with money that went back. */
export function scopeFilter(
  { from, to, currency, test }: OverviewScope,
  of: "paid" | "cancelled",
): Partial<PaymentFilter> {
  return {
    period: { of, from, to },
    currency,
    ...(of === "paid" && { sort: { key: "paid", direction: "desc" } }),
    ...(test && { channel: "TEST" }),
  };
}
