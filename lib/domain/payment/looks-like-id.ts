/** Returns whether a text is likely a whole id, not part of a name, number or amount: long, letters and digits. */
export function looksLikeId(text: string): boolean {
  return /^[\x21-\x7e]{8,}$/.test(text) && /[a-z]/i.test(text) && /\d/.test(text) && !text.includes("@");
}
