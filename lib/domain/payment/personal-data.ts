// Masks for people who may not see the customers' data. A mask is enough to recognize a customer who is on the phone.

import { cleanName } from "../text-input";
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

const shownAtStart = 3;
const shownAtEnd = 4;

/** Returns the number with its signs. Of nine digits and more the first three and the last four stay, otherwise none. */
export function maskPhone(number: string): string {
  const digits = number.replaceAll(/\D/g, "").length;
  if (digits <= shownAtStart + shownAtEnd + 1) return number.replaceAll(/\d/g, "*");
  let n = 0;
  return number.replaceAll(/\d/g, (digit) => {
    n += 1;
    return n <= shownAtStart || n > digits - shownAtEnd ? digit : "*";
  });
}

/** A merchant's own id of a customer is shown, except where the id is an email address or a telephone number. */
function maskId(id: string): string {
  if (id.includes("@")) return maskEmail(id);
  return /^\+?[\d\s().-]{9,}$/.test(id) ? maskPhone(id) : id;
}
