// What is left of a refund's account on screens and in rows: enough to recognize it, not enough to use it.
import type { Bank } from "./bank";
import type { RefundAccount } from "./refund";

export type MaskedAccount = { bank: Bank; lastDigits: string; holder: string };

/** An account as it may be shown and kept: bank, last four digits, and a name that is mostly hidden. */
export function maskAccount({ bank, number, holderName }: RefundAccount): MaskedAccount {
  return { bank, lastDigits: number.slice(-4), holder: maskName(holderName) };
}

/** A name with only its ends left (홍길동 → 홍*동, 김수 → 김*). */
function maskName(name: string): string {
  const letters = [...name.trim()];
  const [first = ""] = letters;
  if (letters.length < 3) return letters.length < 2 ? "*" : `${first}*`;
  return `${first}${"*".repeat(letters.length - 2)}${letters.at(-1)}`;
}
