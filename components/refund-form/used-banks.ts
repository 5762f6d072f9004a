// The banks of the refunds made in this browser, newest first. Codes only: no account, no name, nothing of a customer.
import { type Bank, banks } from "@/lib/domain/bank";

const place = "refund-desk.banks";
const kept = 30;

export function usedBanks(): Bank[] {
  const text = read();
  return text.split(" ").flatMap((code) => banks.find((bank) => bank === code) ?? []);
}

export function rememberBank(bank: Bank): void {
  write([bank, ...usedBanks()].slice(0, kept).join(" "));
}

/** A browser may keep nothing (private window, storage switched off): then no bank is recent, and that is all. */
function read(): string {
  try {
    return localStorage.getItem(place) ?? "";
  } catch {
    return "";
  }
}

function write(text: string): void {
  try {
    localStorage.setItem(place, text);
  } catch {
    return;
  }
}
