// The banks of the refunds made in this browser, newest first. Codes only: no account, no name, nothing of a customer.
import { readStored, store } from "@/components/ui/local-storage";
import { type Bank, banks } from "@/lib/domain/bank/bank";

const place = "refund-desk.banks";
const kept = 30;

export function usedBanks(): Bank[] {
  const text = readStored(place);
  return text.split(" ").flatMap((code) => banks.find((bank) => bank === code) ?? []);
}

export function rememberBank(bank: Bank): void {
  store(place, [bank, ...usedBanks()].slice(0, kept).join(" "));
}
