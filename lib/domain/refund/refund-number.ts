// The short number of a refund (R7F3K2M). It is at the end of the reason that PortOne stores, so that a cancellation
// can be told apart from an equal one made elsewhere.

/** Read out over the telephone: no 0/O, 1/I/L, U. 28 letters, six places: 481 million numbers. */
const alphabet = "23456789ABCDEFGHJKMNPQRSTVWX";
const length = 6;

/** Returns a number from random bytes (at least 12). Bytes that would favour a letter are skipped: uniform. */
export function refundNumber(randomBytes: () => Uint8Array): string {
  let number = "";
  while (number.length < length) {
    for (const byte of randomBytes()) {
      const letter =
        byte < Math.floor(256 / alphabet.length) * alphabet.length
          ? alphabet[byte % alphabet.length]
          : undefined;
      if (letter !== undefined && number.length < length) number += letter;
    }
  }
  return `R${number}`;
}

export function reasonWithNumber(reason: string, number: string): string {
  return `${reason} #${number}`;
}

/** Returns the number in a typed or pasted text, in either case, with or without #; null for any other text. */
export function typedRefundNumber(text: string): string | null {
  return /^#?(R[2-9A-HJKMNP-TV-X]{6})$/.exec(text.trim().toUpperCase())?.[1] ?? null;
}

/** Returns the refund number at the end of a stored reason, or null. */
export function numberInReason(reason: string): string | null {
  return /#(R[2-9A-HJKMNP-TV-X]{6})$/.exec(reason.trimEnd())?.[1] ?? null;
}
