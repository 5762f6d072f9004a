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

const figureForm =
  /^(\d+|[1-9]\d{0,2}(?:(?:,\d{3})+|(?:[ \u00a0\u2009\u202f]\d{3})+|(?:['’]\d{3})+))?(?:(\.)(\d*))?$/;
/** In a currency with three decimals, "1,234" may mean 1234 or 1.234. */
const commaOrDecimals = /^\d{1,3},\d{3}$/;

/** Returns minor units. A unit of the currency may stand at either end. Unknown decimals: whole numbers only. */
export function readAmount(typed: string, currency: string): Result<number, AmountProblem> {
  const figure = withoutUnit(visibleFigure(typed), currency);
  if (figure === "") return err("amount-missing");
  const [match, whole = "", point, decimals = ""] = figureForm.exec(figure) ?? [];
  if (match === undefined) return err(isMisgrouped(figure) ? "amount-comma-unclear" : "amount-not-number");
  if (minorUnitDigits(currency) === 3 && commaOrDecimals.test(figure)) return err("amount-comma-unclear");
  if (whole === "" && decimals === "") return err("amount-not-number");
  const places = minorUnitDigits(currency);
  // Spreadsheets write won amounts with ".00".
  const hasDecimals = point !== undefined && !(places === 0 && decimals === "00");
  if (hasDecimals && !places) return err("amount-no-decimals");
  if (hasDecimals && decimals.length > (places ?? 0)) return err("amount-too-many-decimals");
  const fraction = hasDecimals ? decimals : "";
  const amount = Number(`${whole.replace(/\D/g, "")}${fraction.padEnd(places ?? 0, "0")}`);
  if (!isAmount(amount)) return err("amount-too-large");
  return amount === 0 ? err("amount-zero") : ok(amount);
}

export function isBlankAmount(typed: string, currency: string): boolean {
  return withoutUnit(visibleFigure(typed), currency) === "";
}

export function formatTypedAmount(typed: string, currency: string): string {
  const read = readAmount(typed, currency);
  return read.ok ? writeAmount(read.value, currency) : typed;
}

/** Writes minor units with commas and the currency's decimals, without a currency sign. */
export function writeAmount(amount: number, currency: string): string {
  const places = minorUnitDigits(currency) ?? 0;
  const digits = String(amount).padStart(places + 1, "0");
  const whole = digits.slice(0, digits.length - places).replace(/\B(?=(\d{3})+$)/g, ",");
  return places === 0 ? whole : `${whole}.${digits.slice(-places)}`;
}

export function writePlainAmount(amount: number, currency: string): string {
  return writeAmount(amount, currency).replaceAll(",", "");
}

/** Only full-width forms are normalized: "10²" and "①" are not the amounts 102 and 1. */
function visibleFigure(typed: string): string {
  return withoutInvisible(typed).replace(/[０-９．，￦￥＄]/g, (wide) => wide.normalize("NFKC"));
}

function withoutUnit(text: string, currency: string): string {
  let figure = text.trim();
  // Called at every render of the form, while the first `Intl` formatter takes a browser as long as a whole page.
  if (/^[\d,.\s]*$/.test(figure)) return figure;
  const units = unitsOf(currency);
  const before = units.find((unit) => figure.toUpperCase().startsWith(unit));
  if (before !== undefined) figure = figure.slice(before.length).trimStart();
  const after = units.find((unit) => figure.toUpperCase().endsWith(unit));
  return after === undefined ? figure : figure.slice(0, -after.length).trimEnd();
}

/** Korean and Japanese keyboards write the sign of their currency as a backslash. */
const spokenUnits: Readonly<Record<string, readonly string[]>> = {
  KRW: ["원", "won", "\\"],
  JPY: ["円", "엔", "yen", "\\"],
  USD: ["US$", "달러"],
  EUR: ["유로"],
};

/** Signs of other currencies stay in the text, so "$12" is not an amount of euros. */
function unitsOf(currency: string): string[] {
  if (minorUnitDigits(currency) === null) return [currency];
  const sign = new Intl.NumberFormat("en", { style: "currency", currency, currencyDisplay: "narrowSymbol" })
    .formatToParts(0)
    .find(({ type }) => type === "currency")?.value;
  return [currency, ...(spokenUnits[currency] ?? []), sign].flatMap((unit) => unit?.toUpperCase() ?? []);
}

/** "12,50" may mean 12.5 or be a typo. */
function isMisgrouped(figure: string): boolean {
  return figure.includes(",") && /^[\d,. \u00a0\u2009\u202f]+$/.test(figure);
}
