// Which banks a picker offers before anything is typed: those used last, then those used often.
import { type Bank, banks } from "./bank";

/** What Korean customers have accounts with most; stands in until a desk has used banks of its own. */
const common: readonly Bank[] = ["KOOKMIN", "SHINHAN", "NONGHYUP", "WOORI", "HANA", "IBK", "KAKAO", "TOSS"];
const recentCount = 3;
const frequentCount = 6;

/** `uses` names the bank of each refund made here, newest first. No bank stands in both lists. */
export function banksAtHand(uses: readonly Bank[]): { recent: Bank[]; frequent: Bank[] } {
  const recent = [...new Set(uses)].slice(0, recentCount);
  const times = (bank: Bank) => uses.filter((used) => used === bank).length;
  const often = banks.filter((bank) => times(bank) > 1).sort((a, b) => times(b) - times(a));
  const frequent = [...new Set([...often, ...common])].filter((bank) => !recent.includes(bank));
  return { recent, frequent: frequent.slice(0, frequentCount) };
}
