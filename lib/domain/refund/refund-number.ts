// The short number of a refund (R7F3K2). It stands at the end of the reason that PortOne stores, so that a
// cancellation can be told apart from an equal one made elsewhere.

/** No 0/O, 1/I/L, U: the number is read out over the telephone. 28 letters, six places: 481 million numbers. */
const alphabet = "23456789ABCDEFGHJKMNPQRSTVWX";
const length = 6;

/** A refund number from random bytes (at least 12). Uniform: bytes that would favour a letter are passed over. */
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

/** The reason as sent to PortOne: what the operator wrote, and the refund's number. */
export function reasonWithNumber(reason: string, number: string): string {
  return `${reason} #${number}`;
}

/** The refund number that a person typed or pasted, in either case and with or without its #; null for anything else. */
export function typedRefundNumber(text: string): string | null {
  return /^#?(R[2-9A-HJKMNP-TV-X]{6})$/.exec(text.trim().toUpperCase())?.[1] ?? null;
}

/** The refund number at the end of a stored reason, or null. */
export function numberInReason(reason: string): string | null {
  return /#(R[2-9A-HJKMNP-TV-X]{6})$/.exec(reason.trimEnd())?.[1] ?? null;
}
