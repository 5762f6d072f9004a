// The masked form is enough to recognize the account, not enough to use it.
import type { Bank } from "../bank/bank";
import { maskName } from "../payment/personal-data";
import type { RefundAccount } from "./refund-request";

export type MaskedAccount = { bank: Bank; lastDigits: string; holder: string };

export function maskAccount({ bank, number, holderName }: RefundAccount): MaskedAccount {
  return { bank, lastDigits: number.slice(-4), holder: maskName(holderName) };
}

export function groupedNumber(number: string): string {
  return number.replace(/\d{4}(?=\d)/g, "$& ");
}

export function maskedNumber(number: string): string {
  return `${"•".repeat(Math.max(0, number.length - 4))}${number.slice(-4)}`;
}

export function groupedPhone(digits: string): string {
  return digits.replace(/^(02|\d{3})(\d{3,4})(\d{4})$/, "$1-$2-$3");
}
