// The addresses of the overview, and of the lists behind its figures.
import type { PaymentFilter } from "@/lib/domain/payment/payment-filter";

/** The overview of a currency, of payments on LIVE or on TEST channels. Defaults are left out. */
export function overviewHref({ currency, test }: { currency: string | null; test: boolean }): string {
  const search = new URLSearchParams();
  if (currency !== null) search.set("currency", currency);
  if (test) search.set("test", "1");
  const text = search.toString();
  return text === "" ? "/" : `/?${text}`;
}

/** What a figure is of: Seoul's days (both included), a currency, TEST channels or the others. */
export type Scope = { from: string; to: string; currency: string; test: boolean };

/** The payments that were paid, in that order, or of which money went back, in a scope. */
export function scoped(
  { from, to, currency, test }: Scope,
  of: "paid" | "cancelled",
): Partial<PaymentFilter> {
  return {
    period: { of, from, to },
    currency,
    ...(of === "paid" && { sort: { key: "paid", direction: "desc" } }),
    ...(test && { channel: "TEST" }),
  };
}
