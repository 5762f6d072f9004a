/** Whether a text is likely a whole id and no part of a name, a number or an amount: long, of one word, letters and digits. */
export function looksLikeId(text: string): boolean {
  return /^[\x21-\x7e]{8,}$/.test(text) && /[a-z]/i.test(text) && /\d/.test(text) && !text.includes("@");
}
