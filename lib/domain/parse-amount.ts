// Amounts as people type and paste them: "12,000원", "₩ 12,000", full-width digits, "$12.50". Read into minor units, or
// refused with a reason.
import { isAmount, minorUnitDigits } from "./money";
import { err, ok, type Result } from "./result";
import { withoutInvisible } from "./text-input";

export type AmountProblem =
  | "amount-missing"
  | "amount-not-number"
  | "amount-comma-unclear"
  | "amount-no-decimals"
  | "amount-too-many-decimals"
  | "amount-zero"
  | "amount-too-large";

/** Digits with one kind of mark between thousands only, and decimals after a point. */
const figureForm =
  /^(\d+|[1-9]\d{0,2}(?:(?:,\d{3})+|(?:[ \u00a0\u2009\u202f]\d{3})+|(?:['’]\d{3})+))?(?:(\.)(\d*))?$/;
/** Where a currency has three decimals, "1,234" may be a thousand or one and a part. */
const commaOrDecimals = /^\d{1,3},\d{3}$/;

/**
 * Returns the amount that `typed` states, in minor units of `currency`, or the reason why it states none. A unit or sign
 * may stand at either end and must be the currency's own. A currency whose decimals are not known takes whole numbers only.
 */
export function readAmount(typed: string, currency: string): Result<number, AmountProblem> {
  const figure = withoutUnit(visibleFigure(typed), currency);
  if (figure === "") return err("amount-missing");
  const [match, whole = "", point, decimals = ""] = figureForm.exec(figure) ?? [];
  if (match === undefined) return err(isMisgrouped(figure) ? "amount-comma-unclear" : "amount-not-number");
  if (minorUnitDigits(currency) === 3 && commaOrDecimals.test(figure)) return err("amount-comma-unclear");
  if (whole === "" && decimals === "") return err("amount-not-number");
  const places = minorUnitDigits(currency);
  // A spreadsheet writes won with two empty decimals.
  const hasDecimals = point !== undefined && !(places === 0 && decimals === "00");
  if (hasDecimals && !places) return err("amount-no-decimals");
  if (hasDecimals && decimals.length > (places ?? 0)) return err("amount-too-many-decimals");
  const fraction = hasDecimals ? decimals : "";
  const amount = Number(`${whole.replace(/\D/g, "")}${fraction.padEnd(places ?? 0, "0")}`);
  if (!isAmount(amount)) return err("amount-too-large");
  return amount === 0 ? err("amount-zero") : ok(amount);
}

/** Returns whether a text states nothing: empty, blanks, or a unit alone. */
export function isBlankAmount(typed: string, currency: string): boolean {
  return withoutUnit(visibleFigure(typed), currency) === "";
}

/** Returns the text in the form in which amounts are written, or as it is where it cannot be read as an amount. */
export function tidyAmount(typed: string, currency: string): string {
  const read = readAmount(typed, currency);
  return read.ok ? writeAmount(read.value, currency) : typed;
}

/** Returns an amount of minor units with commas and the decimals of its currency, without a sign. */
export function writeAmount(amount: number, currency: string): string {
  const places = minorUnitDigits(currency) ?? 0;
  const digits = String(amount).padStart(places + 1, "0");
  const whole = digits.slice(0, digits.length - places).replace(/\B(?=(\d{3})+$)/g, ",");
  return places === 0 ? whole : `${whole}.${digits.slice(-places)}`;
}

/** Returns the same without commas, for programs that read it as a number. */
export function writePlainAmount(amount: number, currency: string): string {
  return writeAmount(amount, currency).replaceAll(",", "");
}

/** Nothing but width is folded: "10²" and "①" are not amounts of 102 and 1. Characters that show nothing are left out. */
function visibleFigure(typed: string): string {
  return withoutInvisible(typed).replace(/[０-９．，￦￥＄]/g, (wide) => wide.normalize("NFKC"));
}

function withoutUnit(text: string, currency: string): string {
  let figure = text.trim();
  // The form asks at every render, and a browser's first formatter takes it as long as a page.
  if (/^[\d,.\s]*$/.test(figure)) return figure;
  const units = unitsOf(currency);
  const before = units.find((unit) => figure.toUpperCase().startsWith(unit));
  if (before !== undefined) figure = figure.slice(before.length).trimStart();
  const after = units.find((unit) => figure.toUpperCase().endsWith(unit));
  return after === undefined ? figure : figure.slice(0, -after.length).trimEnd();
}

/** Further units by currency. Keyboards of Korea and Japan write the sign of their currency as a backslash. */
const spokenUnits: Readonly<Record<string, readonly string[]>> = {
  KRW: ["원", "won", "\\"],
  JPY: ["円", "엔", "yen", "\\"],
  USD: ["US$", "달러"],
  EUR: ["유로"],
};

/** The signs of other currencies are left in the text, so that "$12" is no amount of euros. */
function unitsOf(currency: string): string[] {
  if (minorUnitDigits(currency) === null) return [currency];
  const sign = new Intl.NumberFormat("en", { style: "currency", currency, currencyDisplay: "narrowSymbol" })
    .formatToParts(0)
    .find(({ type }) => type === "currency")?.value;
  return [currency, ...(spokenUnits[currency] ?? []), sign].flatMap((unit) => unit?.toUpperCase() ?? []);
}

/** Whether only the commas are wrong: "12,50" may be twelve and a half or a slip. */
function isMisgrouped(figure: string): boolean {
  return figure.includes(",") && /^[\d,. \u00a0\u2009\u202f]+$/.test(figure);
}
