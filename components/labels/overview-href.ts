import type { PaymentFilter } from "@/lib/domain/payment/payment-filter";
import type { RefundFilter } from "@/lib/domain/refund/refund-filter";
import { listHref } from "./payment-list-href";
import { refundsHref } from "./refund-list-href";

export type OverviewChoice = {
  /** YYYY-MM; null for the current month. */
  month: string | null;
  currency: string | null;
  test: boolean;
};

/** Returns the address of the overview of a month and a currency, for LIVE or TEST channels. Defaults are left out. */
export function overviewHref({ month, currency, test }: OverviewChoice): string {
  const search = new URLSearchParams();
  if (month !== null) search.set("month", month);
  if (currency !== null) search.set("currency", currency);
  if (test) search.set("test", "1");
  const text = search.toString();
  return text === "" ? "/" : `/?${text}`;
}

/** Scope of a figure: days in Asia/Seoul (both included), a currency, TEST channels or the others. */
export type OverviewScope = { from: string; to: string; currency: string; test: boolean };

/** Returns the list of exactly the payments that a figure counts. */
export function paidHref(
  { from, to, currency, test }: OverviewScope,
  part: Partial<PaymentFilter> = {},
): string {
  const filter: Partial<PaymentFilter> = {
    period: { of: "paid", from, to },
    currency,
    channel: test ? "TEST" : "LIVE",
    sort: { key: "paid", direction: "desc" },
    ...part,
  };
  return listHref(filter);
}

/** Returns the list of exactly the refunds and cancellations that a figure counts. */
export function refundedHref(
  { from, to, currency, test }: OverviewScope,
  part: Partial<RefundFilter> = {},
): string {
  return refundsHref({
    filter: {
      period: { of: "finished", from, to },
      states: ["succeeded"],
      currency,
      channel: test ? "TEST" : "LIVE",
      ...part,
    },
  });
}
