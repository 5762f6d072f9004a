// NIST SP 800-63B requires this check and no rule but length: https://pages.nist.gov/800-63-4/sp800-63b.html
import "server-only";

let known: Promise<ReadonlySet<string>> | null = null;

function commonest(): Promise<ReadonlySet<string>> {
  known ??= import("@zxcvbn-ts/language-common").then(
    ({ dictionary }) => new Set(dictionary["passwords-common"].map(String)),
  );
  return known;
}

/** Returns true also for a common word with digits or signs around it, a repetitive one, and a row such as 1234567890. */
export async function isCommonPassword(password: string): Promise<boolean> {
  const word = password.normalize("NFKC").toLowerCase();
  if (/^(.{1,6}?)\1+.{0,3}$/u.test(word) || isRow(word)) return true;
  const words = await commonest();
  const core = word.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, "");
  return (
    words.has(word) || (core.length > 0 && words.has(core)) || [...word.matchAll(/\p{L}+/gu)].length === 0
  );
}

function isRow(word: string): boolean {
  const codes = [...word].map((letter) => letter.codePointAt(0) ?? 0);
  const steps = codes.slice(1).map((code, n) => code - (codes[n] ?? 0));
  const wraps = (step: number) => step === 1 || step === -9;
  const falls = (step: number) => step === -1 || step === 9;
  return steps.length > 0 && (steps.every(wraps) || steps.every(falls));
}
