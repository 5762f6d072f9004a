// Finding a bank as people type it: its name, what they call it, its initial consonants (ㅅㅎ → 신한), a word that is half
// composed (싢, 국미), English, PortOne's code, and Korean typed with the keyboard left in English (tlsgks → 신한).
import { convertQwertyToHangul, disassemble } from "es-hangul";
import { type Bank, bankKind, banks, isRetail } from "./bank";
import { bankAliases } from "./bank-aliases";
import { bankNames } from "./bank-names";

type Term = { text: string; jamo: string };

const terms: ReadonlyMap<Bank, readonly Term[]> = new Map(
  banks.map((bank) => {
    const { ko, en } = bankNames[bank];
    const texts = [ko, ...(bankAliases[bank] ?? []), en, bank].map(plain);
    return [bank, [...new Set(texts)].map((text) => ({ text, jamo: disassemble(text) }))];
  }),
);

/**
 * The banks that a text may mean, the likeliest first: a whole name, then names that begin with it, then names that
 * contain it, banks before securities firms. An empty text gives every bank that customers have accounts with; the others
 * (한국은행, 신용보증기금…) are found by their whole name or code only.
 */
export function searchBanks(query: string): Bank[] {
  const text = plain(query);
  if (text === "") return banks.filter(isRetail);
  const found = ranked(text);
  if (found.length > 0 || !/^[a-z]+$/.test(text)) return found;
  return ranked(plain(convertQwertyToHangul(query.trim())));
}

function ranked(text: string): Bank[] {
  const asked = charactersOf(text);
  return banks
    .map((bank) => ({ bank, rank: rankOf(bank, text, asked) }))
    .filter(({ bank, rank }) => rank === 0 || (rank !== null && isRetail(bank)))
    .sort((a, b) => orderOf(a) - orderOf(b))
    .map(({ bank }) => bank);
}

function orderOf({ bank, rank }: { bank: Bank; rank: number | null }): number {
  return (rank ?? 0) * 2 + (bankKind(bank) === "bank" ? 0 : 1);
}

/** 0 the whole name, 1 its beginning, 2 within it, null not at all. */
function rankOf(bank: Bank, text: string, asked: readonly string[]): 0 | 1 | 2 | null {
  let best: 1 | 2 | null = null;
  for (const term of terms.get(bank) ?? []) {
    if (term.text === text) return 0;
    if (beginsWith(term.text, asked)) best = 1;
    else if (best === null && isWithin(term.text, asked)) best = 2;
  }
  return best;
}

function isWithin(text: string, asked: readonly string[]): boolean {
  for (let from = 1; from + asked.length <= text.length; from += 1) {
    if (beginsWith(text.slice(from), asked)) return true;
  }
  return false;
}

/**
 * Character by character: a consonant alone stands for a syllable that begins with it, and the last character may be half
 * a syllable, or already hold the first sound of the next (싢 for 신한).
 */
function beginsWith(text: string, asked: readonly string[]): boolean {
  return asked.every((character, at) => {
    const there = text[at];
    if (there === undefined) return false;
    if (character === there) return true;
    if (isConsonant(character)) return disassemble(there)[0] === character;
    return at === asked.length - 1 && disassemble(text.slice(at)).startsWith(disassemble(character));
  });
}

/** Consonants that a keyboard has drawn together (ㄳ, ㄶ) are apart again. */
function charactersOf(text: string): string[] {
  return [...text].flatMap((character) =>
    isConsonant(character) ? [...disassemble(character)] : [character],
  );
}

function isConsonant(character: string): boolean {
  return /^[ㄱ-ㅎ]$/.test(character);
}

function plain(text: string): string {
  // NFKC would turn compatibility consonants (ㅎ) into ones that no name is compared with, so they are kept aside.
  const whole = [...text].map((one) => (/[ㄱ-ㅣ]/.test(one) ? one : one.normalize("NFKC"))).join("");
  return whole
    .normalize("NFC")
    .toLowerCase()
    .replace(/[\s_().&·-]/g, "");
}
