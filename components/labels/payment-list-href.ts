// The query of the address holds the whole state of the payment list, so a link can be shared.
import { everyPayment, type PaymentFilter, writePaymentFilter } from "@/lib/domain/payment/payment-filter";

export type ListState = Partial<PaymentFilter> & { after?: string | null; before?: string | null };

/** Returns the address of the list. Absent fields are as in `everyPayment`; `after` and `before` are keyset cursors. */
export function listHref({ after, before, ...filter }: ListState = {}): string {
  const search = new URLSearchParams(writePaymentFilter({ ...everyPayment, ...filter }));
  if (after) search.set("after", after);
  if (before) search.set("before", before);
  const text = search.toString();
  return text === "" ? "/payments" : `/payments?${text}`;
}

/** Returns the address of the payments of a filter as a file. */
export function exportHref(filter: PaymentFilter): string {
  return `/api/export/payments?${writePaymentFilter(filter)}`;
}
