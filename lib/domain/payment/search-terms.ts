// Reads a typed search: words that must all match, or several ids of which each is a search of its own.
import { issuersNamed } from "./card-issuers";
import { looksLikeId } from "./looks-like-id";
import { amountIn, initialsIn, isSearchable, issuerForm, phoneIn, searchForm } from "./search-text";

/** `kind`: the likeliest reading. `amount`: in whole units of any currency. One of `forms` must occur in the search text. */
export type SearchTerm = {
  typed: string;
  kind: "amount" | "phone" | "initials" | "id" | "text";
  amount: number | null;
  forms: readonly string[];
};

/** A payment matches where it meets every term of one alternative. `isSeveral`: each id is a search of its own. */
export type Search = {
  ids: readonly string[];
  isSeveral: boolean;
  alternatives: readonly (readonly SearchTerm[])[];
};

/** Blanks inside of an amount: "3만 9천", "39,000 원", "₩ 39,000". */
const blankInAmount = /(?<=[₩$])\s+(?=\d)|(?<=만)\s+(?=\d+천)|(?<=[\d억만천백])\s+(?=원(?:\s|$))/gu;

/** `query` is cleaned (`cleanQuery`). */
export function readSearch(query: string): Search {
  if (query === "") return { ids: [], isSeveral: false, alternatives: [] };
  const words = wordsOf(query);
  const joined = query.replaceAll(" ", "");
  if (words.length > 1 && words.every(isId)) {
    const ids = [...new Set(words)];
    return {
      ids: [...ids, joined],
      isSeveral: true,
      alternatives: ids.map((id) => [{ ...termOf(id), kind: "id" as const }]),
    };
  }
  return {
    ids: [...new Set([query, joined])],
    isSeveral: false,
    alternatives: [words.map(termOf)],
  };
}

/** Returns the text that PortOne may know as the id of a payment; null where the search cannot be one id. */
export function possibleId(query: string): string | null {
  if (!query.includes(" ")) return query;
  const { isSeveral, alternatives, ids } = readSearch(query);
  const joined = ids.at(-1) ?? "";
  const hasId = alternatives.flat().some(({ kind }) => kind === "id");
  return !isSeveral && hasId && looksLikeId(joined) ? joined : null;
}

/** Returns whether an index finds the payments of an alternative. Without one, only whole ids and amounts are found. */
export function isServed(terms: readonly SearchTerm[]): boolean {
  return terms.some(isServedTerm);
}

export function isServedTerm({ forms }: SearchTerm): boolean {
  return forms.length > 0 && forms.every(isSearchable);
}

function wordsOf(query: string): string[] {
  if (isWholePhone(query)) return [query];
  const words = query.replaceAll(blankInAmount, "").split(" ");
  // "신한 카드" and "shinhan card" are names of one issuer.
  return words.filter(
    (word, n) => !/^(?:카드|card)$/i.test(word) || issuersNamed(words[n - 1] ?? "").length === 0,
  );
}

/** A telephone number with blanks is one word; any other digits with blanks are several. */
function isWholePhone(query: string): boolean {
  const digits = phoneIn(query);
  return digits !== null && /^(?:0\d{8,}|1[568]\d{6})$/.test(digits);
}

function isId(word: string): boolean {
  return looksLikeId(word) || /^(?!0)\d{8,}$/.test(word) || /^#?R(?=\w*\d)\w{6}$/i.test(word);
}

function termOf(typed: string): SearchTerm {
  const initials = initialsIn(typed);
  if (initials !== null) return { typed, kind: "initials", amount: null, forms: [initials] };
  const phone = phoneIn(typed);
  const amount = amountIn(typed);
  const forms = [searchForm(typed), phone ?? "", ...issuersNamed(typed).map(issuerForm)].filter(Boolean);
  return { typed, kind: kindOf(typed, amount, phone), amount, forms: [...new Set(forms)] };
}

function kindOf(typed: string, amount: number | null, phone: string | null): SearchTerm["kind"] {
  if (phone?.startsWith("0") || (phone !== null && /\d[-. ]\d/.test(typed))) return "phone";
  if (amount !== null) return "amount";
  return looksLikeId(typed) ? "id" : "text";
}
