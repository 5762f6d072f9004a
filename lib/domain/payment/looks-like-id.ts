export function looksLikeId(text: string): boolean {
  return /^[\x21-\x7e]{8,}$/.test(text) && /[a-z]/i.test(text) && /\d/.test(text) && !text.includes("@");
}
