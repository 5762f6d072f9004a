// Money is an integer count of the currency's ISO 4217 minor unit (KRW 1, JPY 1, USD cents), as PortOne
// states it: https://developers.portone.io/opi/ko/quick-guide/payment

/** The ISO 4217 exponent of a currency, or null where the runtime does not know the code. */
export function minorUnitDigits(currency: string): number | null {
  if (!/^[A-Z]{3}$/.test(currency)) return null;
  let digits = knownDigits.get(currency);
  if (digits === undefined) {
    digits = askRuntime(currency);
    knownDigits.set(currency, digits);
  }
  return digits;
}

/** To ask the runtime takes long, and an export asks for every row. The won is what nearly every page shows. */
const knownDigits = new Map<string, number | null>([["KRW", 0]]);

function askRuntime(currency: string): number | null {
  if (!Intl.supportedValuesOf("currency").includes(currency)) return null;
  const options = new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions();
  return options.maximumFractionDigits ?? null;
}

/** Whether a number can be an amount of money: a safe integer of minor units, zero or more. */
export function isAmount(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}

/**
 * An amount as people write it: `₩12,000` style in English, `12,000원` in Korean for KRW, the currency's own
 * decimals otherwise. A currency that is not known is shown as the bare integer with its code, because its
 * minor unit cannot be guessed.
 */
export function formatMoney(amount: number, currency: string, locale: string): string {
  const digits = minorUnitDigits(currency);
  if (digits === null) return `${amount} ${currency}`;
  const value = amount / 10 ** digits;
  if (currency === "KRW" && locale.startsWith("ko")) return `${grouped(value)}원`;
  return new Intl.NumberFormat(locale, {
    style: "currency",
    currency,
    currencyDisplay: "narrowSymbol",
  }).format(value);
}

/** A whole number with commas, as both languages of the desk write it. A browser's first own formatter takes it as long as a page. */
function grouped(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ",");
}
