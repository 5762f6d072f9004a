// Finds banks also by initial consonants (ㅅㅎ → 신한), half a syllable (싢, 국미), and English keys (tlsgks → 신한).
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

/** Returns the likeliest first. An empty text finds every retail bank; the others are found only by their whole name or code. */
export function searchBanks(query: string): Bank[] {
  const text = plain(query);
  if (text === "") return banks.filter(isRetail);
  const found = ranked(text);
  if (found.length > 0 || !/^[a-z]+$/.test(text)) return found;
  return ranked(plain(convertQwertyToHangul(query.trim())));
}

function ranked(text: string): Bank[] {
  const characters = charactersOf(text);
  return banks
    .map((bank) => ({ bank, rank: rankOf(bank, text, characters) }))
    .filter(({ bank, rank }) => rank === 0 || (rank !== null && isRetail(bank)))
    .sort((a, b) => orderOf(a) - orderOf(b))
    .map(({ bank }) => bank);
}

function orderOf({ bank, rank }: { bank: Bank; rank: number | null }): number {
  return (rank ?? 0) * 2 + (bankKind(bank) === "bank" ? 0 : 1);
}

/** 0 for an equal name, 1 for its beginning, 2 within it, null for no match. */
function rankOf(bank: Bank, text: string, characters: readonly string[]): 0 | 1 | 2 | null {
  let best: 1 | 2 | null = null;
  for (const term of terms.get(bank) ?? []) {
    if (term.text === text) return 0;
    if (beginsWith(term.text, characters)) best = 1;
    else if (best === null && isWithin(term.text, characters)) best = 2;
  }
  return best;
}

function isWithin(text: string, characters: readonly string[]): boolean {
  for (let from = 1; from + characters.length <= text.length; from += 1) {
    if (beginsWith(text.slice(from), characters)) return true;
  }
  return false;
}

/** A lone consonant matches its syllables; the last character may be half a syllable or hold the next sound (싢). */
function beginsWith(text: string, characters: readonly string[]): boolean {
  return characters.every((character, at) => {
    const there = text[at];
    if (there === undefined) return false;
    if (character === there) return true;
    if (isConsonant(character)) return disassemble(there)[0] === character;
    return at === characters.length - 1 && disassemble(text.slice(at)).startsWith(disassemble(character));
  });
}

/** Splits consonants that a keyboard has joined (ㄳ, ㄶ). */
function charactersOf(text: string): string[] {
  return [...text].flatMap((character) =>
    isConsonant(character) ? [...disassemble(character)] : [character],
  );
}

function isConsonant(character: string): boolean {
  return /^[ㄱ-ㅎ]$/.test(character);
}

function plain(text: string): string {
  // NFKC turns compatibility consonants (ㅎ) into consonants that occur in no name.
  const whole = [...text]
    .map((letter) => (/[ㄱ-ㅣ]/.test(letter) ? letter : letter.normalize("NFKC")))
    .join("");
  return whole
    .normalize("NFC")
    .toLowerCase()
    .replace(/[\s_().&·-]/g, "");
}
