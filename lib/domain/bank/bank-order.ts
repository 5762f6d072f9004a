import { type Bank, banks } from "./bank";

/** The banks where most Korean customers have accounts; they fill the list until the desk has used enough banks. */
const common: readonly Bank[] = ["KOOKMIN", "SHINHAN", "NONGHYUP", "WOORI", "HANA", "IBK", "KAKAO", "TOSS"];
const recentCount = 3;
const frequentCount = 6;

/** Returns disjoint lists of banks to offer. `uses`: the bank of each refund made here, newest first. */
export function suggestedBanks(uses: readonly Bank[]): { recent: Bank[]; frequent: Bank[] } {
  const recent = [...new Set(uses)].slice(0, recentCount);
  const times = (bank: Bank) => uses.filter((used) => used === bank).length;
  const often = banks.filter((bank) => times(bank) > 1).sort((a, b) => times(b) - times(a));
  const frequent = [...new Set([...often, ...common])].filter((bank) => !recent.includes(bank));
  return { recent, frequent: frequent.slice(0, frequentCount) };
}
