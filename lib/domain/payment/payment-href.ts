/** Returns the address of a payment's page. In its own file: every page needs the address, few need the list filters. */
export function paymentHref(paymentId: string): string {
  return `/payments/${encodeURIComponent(paymentId)}`;
}
