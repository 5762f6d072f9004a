// A trigram index serves two Korean syllables only when they are decomposed, and recognizes letters only with the
// database's language: each jamo becomes a capital Latin letter, other scripts code points, the rest lower case.
import { disassemble } from "es-hangul";
import { cleanName, withoutInvisible, withPlainHyphens } from "../text-input";
import { issuerCode, issuerCodes } from "./card-issuers";
import type { Payment } from "./payment";

/** Other jamo are written as several, as they are typed (ㄲ is ㄱㄱ, ㅐ is ㅏㅣ). */
const letters = new Map(
  [..."ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎㅏㅑㅓㅕㅗㅛㅜㅠㅡㅣ"].map((jamo, n) => [
    jamo,
    String.fromCharCode(65 + n),
  ]),
);
const compounds: Readonly<Record<string, string>> = {
  ㄲ: "ㄱㄱ",
  ㄸ: "ㄷㄷ",
  ㅃ: "ㅂㅂ",
  ㅆ: "ㅅㅅ",
  ㅉ: "ㅈㅈ",
  ㅐ: "ㅏㅣ",
  ㅒ: "ㅑㅣ",
  ㅔ: "ㅓㅣ",
  ㅖ: "ㅕㅣ",
};
const codePointPrefix = "Z";
/** Prefix of initial consonants (ㅎㅅㅁ): separates them from other letters, and makes two of them long enough for a trigram. */
const initialPrefix = "Y";
/** No other form has a small letter after a capital Y. */
const issuerPrefix = "Yq";
const longestPart = 300;
const longestInitials = 60;
/**
 * Begins each line that describes the customer, at least one. No line has the sign elsewhere, and the index does not count it.
 */
export const personalMark = "\u0001";
/** Follows the mark on the line of the name's initials, which are no whole value. */
const initialsMark = "\u0002";

/** A partly typed syllable ("김ㅁ") matches every syllable that begins with it. */
export function searchForm(text: string): string {
  return Array.from(withPlainHyphens(withoutInvisible(text)).normalize("NFC").trim(), formOf).join("");
}

export function isSearchable(form: string): boolean {
  return /[a-zA-Z0-9]{3}/.test(form);
}

type Searched = Pick<
  Payment,
  "id" | "transactionId" | "pgTxId" | "approvalNumber" | "orderName" | "customer" | "method"
>;

/** Personal data: for the database only. The parts of the customer come last, so that the others are found apart. */
export function searchFormOf(payment: Searched): string {
  const { customer, method } = payment;
  const parts = [
    payment.id,
    payment.orderName,
    payment.transactionId,
    payment.pgTxId,
    payment.approvalNumber,
  ];
  const issuer = method?.card?.issuer ? [issuerForm(method.card.issuer)] : [];
  const personal = [
    ...formsOf([customer.name, customer.email, customer.phoneNumber && phoneDigits(customer.phoneNumber)]),
    ...initialsOf(customer.name).map((form) => `${initialsMark}${form}`),
  ];
  return [
    ...formsOf(parts),
    ...initialsOf(payment.orderName),
    ...issuer,
    // Without a mark, nobody could tell a text of an earlier version from one without a customer.
    ...(personal.length === 0 ? [personalMark] : personal.map((form) => `${personalMark}${form}`)),
  ].join("\n");
}

/** Each form is one line with single blanks, as a search is: no match spans two parts. */
function formsOf(parts: readonly (string | null | undefined)[]): string[] {
  return parts.flatMap((part) => (part ? [searchForm(cleanName(part.slice(0, longestPart)))] : []));
}

function initialsOf(name: string | null): string[] {
  return [initialsForm((name ?? "").slice(0, longestInitials))].filter(Boolean);
}

/** Returns whether the search text has the form outside of the customer's data, or as a whole value of the customer. */
export function isOpenlyFound(searchText: string, form: string): boolean {
  const [open = "", ...personal] = searchText.split(personalMark);
  if (personal.length === 0) return false;
  return open.includes(form) || personal.some((line) => line.replace(/\n$/, "") === form);
}

/** A mark of three letters instead of an issuer's names, because every letter costs the index; other issuers as text. */
export function issuerForm(issuer: string): string {
  const place = issuerCodes.indexOf(issuerCode(issuer) ?? "");
  return place === -1 ? searchForm(issuer) : `${issuerPrefix}${String.fromCharCode(97 + place)}`;
}

/** Returns the initial consonants of the Hangul syllables. Blanks between them are left out, as people leave them out. */
export function initialsForm(text: string): string {
  const marks = Array.from(text.normalize("NFC").replaceAll(/\s/g, ""), (character) =>
    /[가-힣]/.test(character) ? initialForm(disassemble(character).charAt(0)) : " ",
  );
  return marks.join("").replaceAll(/ +/g, " ").trim();
}

/** Returns null for any text but initial consonants, at least two ("ㅎㅅㅁ"; a keyboard joins some, as ㄱㅅ to ㄳ). */
export function initialsIn(text: string): string | null {
  if (!/^[ㄱ-ㅎ]+$/.test(text)) return null;
  const consonants = Array.from(disassemble(text), initialForm);
  return consonants.length < 2 ? null : consonants.join("");
}

function initialForm(consonant: string): string {
  const plain = compounds[consonant]?.charAt(0) ?? consonant;
  return `${initialPrefix}${letters.get(plain) ?? ""}`;
}

export function otherIdsOf(payment: Searched): string[] {
  const ids = [payment.transactionId, payment.pgTxId, payment.approvalNumber];
  return [...new Set(ids.flatMap((id) => (id ? [wholeId(id)] : [])))];
}

export function wholeId(text: string): string {
  return text.trim().toLowerCase();
}

/** Returns whole units, not minor units ("12,000원", "₩12,000", "12000", "3만9천", "3.9만"); null for any other text. */
export function amountIn(text: string): number | null {
  const plain = text.normalize("NFKC").trim();
  const digits = /^[₩$]?\s*(\d{1,3}(?:,\d{3})+|\d{1,13})(?:\.00)?\s*원?$/u.exec(plain)?.[1];
  return digits === undefined ? koreanAmount(plain) : Number(digits.replaceAll(",", ""));
}

const koreanForm =
  /^(?:(\d{1,4}(?:\.\d+)?)억)?(?:(\d{1,4}(?:\.\d+)?)(천)?만)?(?:(\d(?:\.\d+)?)천)?(?:(\d)백)?(\d,?\d{3}|\d{3})?원?$/u;

/** "4만5" is no amount: it may mean 45,000 or 40,005. */
function koreanAmount(text: string): number | null {
  const [whole, hundredMillions, tenThousands, isThousandfold, thousands, hundreds, rest] =
    koreanForm.exec(text.replaceAll(" ", "")) ?? [];
  if (!whole || !/[억만천백]/u.test(whole)) return null;
  const value = (figure: string | undefined, unit: number) =>
    Math.round(Number(figure?.replace(",", "") ?? 0) * unit * 100) / 100;
  const amount =
    value(hundredMillions, 100_000_000) +
    value(tenThousands, isThousandfold ? 10_000_000 : 10_000) +
    value(thousands, 1_000) +
    value(hundreds, 100) +
    value(rest, 1);
  return Number.isInteger(amount) && amount > 0 ? amount : null;
}

/** A Korean number has its domestic form: +82 10-1111-2222 is 01011112222. */
export function phoneDigits(text: string): string {
  const plain = text.normalize("NFKC").trim();
  const digits = plain.replaceAll(/\D/g, "").replace(/^00(?=82)/, "");
  const isKorean = /^(\+|00)\s*82/.test(plain) || /^82(0?1\d{8,9}|0?[2-8]\d{7,9})$/.test(digits);
  return isKorean ? digits.replace(/^820?/, "0") : digits;
}

export function phoneIn(text: string): string | null {
  const plain = withPlainHyphens(text.normalize("NFKC").trim());
  if (!/^\+?[\d\s().-]{4,20}$/.test(plain)) return null;
  const digits = phoneDigits(plain);
  return digits.length >= 4 ? digits : null;
}

function formOf(character: string): string {
  if (/[ㄱ-ㅎㅏ-ㅣ가-힣]/.test(character)) return Array.from(disassemble(character), jamoForm).join("");
  const plain = character.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();
  return Array.from(plain, (letter) => (letter < "\u0080" ? letter : numbered(letter))).join("");
}

function jamoForm(jamo: string): string {
  return Array.from(compounds[jamo] ?? jamo, (letter) => letters.get(letter) ?? numbered(letter)).join("");
}

function numbered(letter: string): string {
  return `${codePointPrefix}${letter.codePointAt(0)?.toString(16)}`;
}
