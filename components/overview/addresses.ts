/** The overview of a currency, of payments on LIVE or on TEST channels. Defaults are left out. */
export function overviewHref({ currency, test }: { currency: string | null; test: boolean }): string {
  const search = new URLSearchParams();
  if (currency !== null) search.set("currency", currency);
  if (test) search.set("test", "1");
  const text = search.toString();
  return text === "" ? "/" : `/?${text}`;
}
