// The form in which text is stored and asked for in a search. An index of three letters each serves two Korean syllables
// only when they are taken apart, and knows what a letter is only where the database was told a language; so Hangul is
// written as capital Latin letters, one for each jamo, other scripts by their numbers, and everything else in small ones.
import { disassemble } from "es-hangul";
import { withoutInvisible, withPlainHyphens } from "../text-input";
import type { Payment } from "./payment";

/** A letter for each jamo that no other is made of: ㄲ is ㄱㄱ, ㅐ is ㅏㅣ, so that a syllable begins as it is typed. */
const letters = new Map(
  [..."ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎㅏㅑㅓㅕㅗㅛㅜㅠㅡㅣ"].map((jamo, n) => [
    jamo,
    String.fromCharCode(65 + n),
  ]),
);
const made: Readonly<Record<string, string>> = {
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
/** What stands for a letter of another script, followed by its number. */
const other = "Z";
const longestPart = 300;

/** What to look for in the stored form. A syllable that is only begun ("김ㅁ") is found in all that begin so. */
export function searchForm(text: string): string {
  return Array.from(withPlainHyphens(withoutInvisible(text)).normalize("NFC").trim(), formOf).join("");
}

/** Whether the index can serve it: it knows three letters or digits in a row, which two syllables have, and most single ones. */
export function isSearchable(form: string): boolean {
  return /[a-zA-Z0-9]{3}/.test(form);
}

type Searched = Pick<
  Payment,
  "id" | "transactionId" | "pgTxId" | "approvalNumber" | "orderName" | "customer"
>;

/** The stored form of all that a payment is found by a part of. Personal: for the database only. */
export function searchFormOf(payment: Searched): string {
  const { customer } = payment;
  const parts = [
    payment.id,
    payment.orderName,
    customer.name,
    customer.email,
    customer.phoneNumber && phoneDigits(customer.phoneNumber),
    payment.transactionId,
    payment.pgTxId,
    payment.approvalNumber,
  ];
  // Nobody types a line's end, so nothing is found across two parts.
  return parts.flatMap((part) => (part ? [searchForm(part.slice(0, longestPart))] : [])).join("\n");
}

/** The ids of a payment beside its own, as they are looked for whole. */
export function otherIdsOf(payment: Searched): string[] {
  const ids = [payment.transactionId, payment.pgTxId, payment.approvalNumber];
  return [...new Set(ids.flatMap((id) => (id ? [wholeId(id)] : [])))];
}

/** An id in the form in which whole ones are compared. */
export function wholeId(text: string): string {
  return text.trim().toLowerCase();
}

/** An amount as people write it, in whole units: "12,000원", "₩12,000", "12000". Null where it is none. */
export function amountIn(text: string): number | null {
  const plain = text.normalize("NFKC").trim();
  const digits = /^[₩$]?\s*(\d{1,3}(?:,\d{3})+|\d{1,13})(?:\.00)?\s*원?$/u.exec(plain)?.[1];
  return digits === undefined ? null : Number(digits.replaceAll(",", ""));
}

/**
 * Returns the digits of a telephone number as they are stored and compared: a Korean one as it is dialled in Korea, also
 * where it was written with the country's code (+82 10-1111-2222 is 01011112222).
 */
export function phoneDigits(text: string): string {
  const plain = text.normalize("NFKC").trim();
  const digits = plain.replaceAll(/\D/g, "").replace(/^00(?=82)/, "");
  const isMeant = /^(\+|00)\s*82/.test(plain) || /^82(0?1\d{8,9}|0?[2-8]\d{7,9})$/.test(digits);
  return isMeant ? digits.replace(/^820?/, "0") : digits;
}

/** A telephone number with separators as the stored digits; null for anything else. */
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
  return Array.from(made[jamo] ?? jamo, (one) => letters.get(one) ?? numbered(one)).join("");
}

function numbered(letter: string): string {
  return `${other}${letter.codePointAt(0)?.toString(16)}`;
}
