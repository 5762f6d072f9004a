// Amounts as people type and paste them: "12,000원", "₩ 12,000", full-width digits, "$12.50". Read into minor units, or
// refused with a reason; grouped by thousands while being typed, with the caret kept where it was.
import { isAmount, minorUnitDigits } from "./money";
import { type Result, refuse, succeed } from "./result";

export type AmountProblem =
  | "amount-missing"
  | "amount-not-number"
  | "amount-comma-unclear"
  | "amount-no-decimals"
  | "amount-too-many-decimals"
  | "amount-zero"
  | "amount-too-large";

/** What may stand around the figure. Nothing else is folded: "10²" and "①" are not amounts of 102 and 1. */
const around = /[\s,₩￦원$＄¥￥€\u200b]|KRW|USD|JPY|EUR/giu;

/** Reads a typed amount into minor units of `currency`. One whose decimals are not known takes whole numbers only. */
export function readAmount(typed: string, currency: string): Result<number, AmountProblem> {
  const figure = figureIn(typed);
  if (figure === "") return refuse("amount-missing");
  if (!isGroupedPlainly(typed, currency)) return refuse("amount-comma-unclear");
  const [, whole = "", point, decimals = ""] = /^(\d*)(\.?)(\d*)$/.exec(figure) ?? [];
  if (whole === "" && decimals === "") return refuse("amount-not-number");
  const places = minorUnitDigits(currency) ?? 0;
  if (point && places === 0) return refuse("amount-no-decimals");
  if (decimals.length > places) return refuse("amount-too-many-decimals");
  const amount = Number(`${whole}${decimals.padEnd(places, "0")}`);
  if (!isAmount(amount)) return refuse("amount-too-large");
  return amount === 0 ? refuse("amount-zero") : succeed(amount);
}

/**
 * Whether its commas can be read in one way only: "12,50" may be twelve and a half or a slip. Where a currency has no
 * decimals a comma can only group.
 */
export function isGroupedPlainly(typed: string, currency: string): boolean {
  if ((minorUnitDigits(currency) ?? 0) === 0 || !typed.includes(",")) return true;
  return /^\D*\d{1,3}(,\d{3})*(\.\d*)?\D*$/.test(typed);
}

/** The text of a field after a keystroke, grouped, and where the caret belongs. What is no figure stays as typed. */
export function groupTyped(typed: string, caret: number): { text: string; caret: number } {
  const figure = figureIn(typed);
  if (!/^\d+(\.\d*)?$/.test(figure)) return { text: typed, caret };
  const [whole = "", ...rest] = figure.split(".");
  const text = [grouped(whole), ...rest].join(".");
  const before = figureIn(typed.slice(0, caret)).length;
  return { text, caret: placeAfter(text, before) };
}

/** An amount as the field shows it: grouped, with the decimals of its currency, without a sign. */
export function writeAmount(amount: number, currency: string): string {
  const places = minorUnitDigits(currency) ?? 0;
  const digits = String(amount).padStart(places + 1, "0");
  const whole = grouped(digits.slice(0, digits.length - places));
  return places === 0 ? whole : `${whole}.${digits.slice(-places)}`;
}

/** The same without separators of thousands, for whatever reads it as a number. */
export function writePlainAmount(amount: number, currency: string): string {
  return writeAmount(amount, currency).replaceAll(",", "");
}

function figureIn(typed: string): string {
  return typed.replace(around, "").replace(/[０-９．]/g, (wide) => wide.normalize("NFKC"));
}

function grouped(digits: string): string {
  const plain = digits.replace(/^0+(?=\d)/, "");
  return plain.replace(/\B(?=(\d{3})+$)/g, ",");
}

/** The place in `text` that has `count` digits or points before it. */
function placeAfter(text: string, count: number): number {
  let seen = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (seen === count) return at;
    if (text[at] !== ",") seen += 1;
  }
  return text.length;
}
