// Integers of the ISO 4217 minor unit, as in PortOne's API: https://developers.portone.io/opi/ko/quick-guide/payment

/** ISO 4217 exponents other than two, and exponents of two for codes that the runtime does not know. */
const listedDigits: Readonly<Record<string, number>> = digitsOf({
  0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
  2: "BOV CHE CHW COU MXV USN VED",
  3: "BHD IQD JOD KWD LYD OMR TND",
  4: "CLF UYW",
});

/** Metals, units of account and test codes have no minor unit. */
const noDigits = /^X(?!AF|CD|CG|OF|PF)[A-Z]{2}$/;

/** Returns null for no minor unit. `Intl` has the exponents of everyday use: no decimals for the rupiah (IDR), forint (HUF). */
export function minorUnitDigits(currency: string): number | null {
  const digits = listedDigits[currency];
  if (digits !== undefined) return digits;
  return isKnown(currency) && !noDigits.test(currency) ? 2 : null;
}

let knownCodes: ReadonlySet<string> | undefined;

function isKnown(currency: string): boolean {
  knownCodes ??= new Set(Intl.supportedValuesOf("currency"));
  return knownCodes.has(currency);
}

function digitsOf(codes: Readonly<Record<number, string>>): Record<string, number> {
  const entries = Object.entries(codes).flatMap(([digits, list]) =>
    list.split(" ").map((code) => [code, Number(digits)] as const),
  );
  return Object.fromEntries(entries);
}

/** Returns whether the value is an amount in minor units: exact, whole and not negative. */
export function isAmount(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}

/** An unknown currency is the bare integer with its code, because its minor unit cannot be guessed. */
export function formatMoney(amount: number, currency: string, locale: string): string {
  const digits = minorUnitDigits(currency);
  if (digits === null) return `${amount} ${currency}`;
  const value = amount / 10 ** digits;
  if (currency === "KRW" && locale.startsWith("ko")) return `${grouped(value)}원`;
  return new Intl.NumberFormat(locale, {
    style: "currency",
    currency,
    currencyDisplay: "narrowSymbol",
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(value);
}

/** Without `Intl`, whose first formatter takes a browser as long as a whole page. */
function grouped(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ",");
}
