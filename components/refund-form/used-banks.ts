// Banks of the refunds that were requested in this browser, newest first. Codes only: no account, name or customer data.
import { readStored, writeStored } from "@/components/ui/local-storage";
import { type Bank, banks } from "@/lib/domain/bank/bank";

const storageKey = "refund-desk.banks";
const mostStored = 30;

export function usedBanks(): Bank[] {
  const text = readStored(storageKey);
  return text.split(" ").flatMap((code) => banks.find((bank) => bank === code) ?? []);
}

export function storeUsedBank(bank: Bank): void {
  writeStored(storageKey, [bank, ...usedBanks()].slice(0, mostStored).join(" "));
}
