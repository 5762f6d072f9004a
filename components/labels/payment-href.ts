/** The page of a payment. By itself, because every page of the desk loads it and few need the filters of the list. */
export function paymentHref(paymentId: string): string {
  return `/payments/${encodeURIComponent(paymentId)}`;
}
