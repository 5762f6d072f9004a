// Shows why a payment is among the results: the parts of its texts that a search matched.
import type { Search, SearchTerm } from "./search-terms";
import { isServed } from "./search-terms";
import { initialsForm, phoneDigits, searchForm } from "./search-text";

/** `at` is the place in the text, in characters. */
type TextPart = { at: number; text: string; isMatch: boolean };
export type MatchedText = readonly TextPart[];

export type SearchMatches = {
  orderName: MatchedText;
  id: MatchedText;
  customerName: MatchedText;
  isTotal: boolean;
  contacts: readonly MatchedText[];
  others: readonly MatchedText[];
};

/** `total`: in whole units. `foundBy`: ids of a cancellation or a refund, which are no texts of a payment. */
type Searched = {
  id: string;
  orderName: string;
  customerName: string | null;
  phone: string | null;
  email: string | null;
  otherIds: readonly string[];
  issuerNames: readonly string[];
  total: number;
  foundBy: readonly string[];
};

export function searchMatches(search: Search, payment: Searched): SearchMatches {
  const terms = search.alternatives.flatMap((terms) => (isServed(terms) ? terms : []));
  const forms = [...terms.flatMap((term) => term.forms), ...search.ids.map(searchForm)];
  const marked = (text: string | null) => markMatches(text ?? "", forms);
  const byInitials = (text: string | null) => markMatches(text ?? "", forms, initialsForm);
  const named = (name: string | null) => [marked(name), byInitials(name)].find(hasMatch) ?? marked(name);
  const shown = [named(payment.orderName), marked(payment.id), named(payment.customerName)] as const;
  const contacts = [markPhone(payment.phone ?? "", terms), marked(payment.email)].filter(hasMatch);
  const others = [
    ...payment.otherIds.map(marked),
    ...payment.issuerNames.map(marked).filter(hasMatch).slice(0, 1),
  ].filter(hasMatch);
  const isTotal = search.alternatives.flat().some(({ amount }) => amount === payment.total);
  const isFound = isTotal || [...shown, ...contacts, ...others].some(hasMatch);
  const [orderName, id, customerName] = shown;
  return {
    orderName,
    id,
    customerName,
    isTotal,
    contacts,
    others: isFound ? others : payment.foundBy.map((text) => [{ at: 0, text, isMatch: true }]),
  };
}

export function hasMatch(text: MatchedText): boolean {
  return text.some(({ isMatch }) => isMatch);
}

/** A syllable of which only the beginning matches is marked whole. */
function markMatches(
  text: string,
  forms: readonly string[],
  write: (character: string) => string = formOf,
): MatchedText {
  const characters = Array.from(text.normalize("NFC"));
  const written = characters.map(write);
  const whole = written.join("");
  const isMatch = new Set<number>();
  for (const form of forms) {
    if (form === "") continue;
    for (let from = whole.indexOf(form); from !== -1; from = whole.indexOf(form, from + 1)) {
      let start = 0;
      for (const [n, own] of written.entries()) {
        // A separator, which is written as nothing, counts between two matched characters.
        const isBehind = own === "" ? start > from : start + own.length > from;
        if (isBehind && start < from + form.length) isMatch.add(n);
        start += own.length;
      }
    }
  }
  const parts: TextPart[] = [];
  for (const [at, character] of characters.entries()) {
    const last = parts.at(-1);
    if (last?.isMatch === isMatch.has(at)) last.text += character;
    else parts.push({ at, text: character, isMatch: isMatch.has(at) });
  }
  return parts;
}

/** A number that is stored with the country's code and typed without it is marked whole. */
function markPhone(phone: string, terms: readonly SearchTerm[]): MatchedText {
  const digits = phoneDigits(phone);
  const typed = terms.flatMap(({ forms }) => forms).filter((form) => /^\d+$/.test(form));
  const matching = typed.filter((form) => digits.includes(form));
  const marked = markMatches(phone, matching, (character) => (/\d/.test(character) ? character : ""));
  return matching.length === 0 || hasMatch(marked) ? marked : [{ at: 0, text: phone, isMatch: true }];
}

function formOf(character: string): string {
  // `searchForm` trims, and a blank between two words must stay.
  return character === " " ? " " : searchForm(character);
}
