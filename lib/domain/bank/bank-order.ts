import { type Bank, banks } from "./bank";

/** Banks that fill the list until the desk has used enough banks. */
const common: readonly Bank[] = ["KOOKMIN", "SHINHAN", "NONGHYUP", "WOORI", "HANA", "IBK", "KAKAO", "TOSS"];
const recentCount = 3;
const frequentCount = 6;

/** `uses`: newest first. */
export function suggestedBanks(uses: readonly Bank[]): { recent: Bank[]; frequent: Bank[] } {
  const recent = [...new Set(uses)].slice(0, recentCount);
  const times = (bank: Bank) => uses.filter((used) => used === bank).length;
  const often = banks.filter((bank) => times(bank) > 1).sort((a, b) => times(b) - times(a));
  const frequent = [...new Set([...often, ...common])].filter((bank) => !recent.includes(bank));
  return { recent, frequent: frequent.slice(0, frequentCount) };
}
