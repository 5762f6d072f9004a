// Masks for people who may not see the customers' data. A mask is enough to recognize a customer who is on the phone.

import { cleanName, withPlainHyphens } from "../text-input";
import type { Payment } from "./payment";

type Customer = Payment["customer"];

/** Returns the customer as a person without the permission `customers:read` sees it. */
export function maskCustomer({ id, name, email, phoneNumber }: Customer): Customer {
  return {
    id: id === null ? null : maskId(id),
    name: name === null ? null : maskName(name),
    email: email === null ? null : maskEmail(email),
    phoneNumber: phoneNumber === null ? null : maskPhone(phoneNumber),
  };
}

/** Returns the name as the person may see it. */
export function shownName(name: string | null, seesCustomers: boolean): string | null {
  return name === null || seesCustomers ? name : maskName(name);
}

/** Returns the first and the last letter of the name, with a star for each letter between. */
export function maskName(name: string): string {
  const segments = new Intl.Segmenter("ko", { granularity: "grapheme" }).segment(cleanName(name));
  const letters = Array.from(segments, ({ segment }) => segment);
  const [first = ""] = letters;
  if (letters.length < 3) return letters.length < 2 ? "*" : `${first}*`;
  return `${first}${"*".repeat(letters.length - 2)}${letters.at(-1)}`;
}

/** Returns the first letter and the part from the last "@" on. */
export function maskEmail(address: string): string {
  const at = address.lastIndexOf("@");
  return at === -1 ? "***" : `${address.slice(0, 1)}***${address.slice(at)}`;
}

/** Returns the number with its signs. The last four digits stay, and the first three of a mobile number. */
export function maskPhone(number: string): string {
  const plain = number.normalize("NFKC");
  // The field may hold any text.
  if (/[^\d\s()+./-]/.test(withPlainHyphens(plain))) return "***";
  const digits = plain.replaceAll(/\D/g, "");
  if (digits.length < 8) return plain.replaceAll(/\d/g, "*");
  const shownAtStart = /^01\d/.test(digits) ? 3 : 0;
  let n = 0;
  return plain.replaceAll(/\d/g, (digit) => {
    n += 1;
    return n <= shownAtStart || n > digits.length - 4 ? digit : "*";
  });
}

/** A merchant's id of a customer may be a name, an address or a number. */
function maskId(id: string): string {
  const letters = Array.from(id);
  return letters.length < 8 ? "***" : `${letters.slice(0, 2).join("")}***${letters.slice(-2).join("")}`;
}
