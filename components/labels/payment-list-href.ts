// The addresses of the payment pages. The list keeps its whole state in the query, so a link can be shared.
import { everyPayment, type PaymentFilter, writePaymentFilter } from "@/lib/domain/payment/payment-filter";

export type ListState = Partial<PaymentFilter> & { after?: string | null; before?: string | null };

/** The list under a filter, of which what is not given is as in every payment; `after` and `before` are keyset cursors. */
export function listHref({ after, before, ...filter }: ListState = {}): string {
  const search = new URLSearchParams(writePaymentFilter({ ...everyPayment, ...filter }));
  if (after) search.set("after", after);
  if (before) search.set("before", before);
  const text = search.toString();
  return text === "" ? "/payments" : `/payments?${text}`;
}

/** The payments of a filter as a file. */
export function exportHref(filter: PaymentFilter): string {
  return `/api/export/payments?${writePaymentFilter(filter)}`;
}
