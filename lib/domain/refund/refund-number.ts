// The number ends the reason at PortOne, so that a cancellation can be told apart from an equal one made elsewhere.

/** Read over the telephone: without characters that look or sound alike. */
const alphabet = "23456789ABCDEFGHJKMNPQRSTVWX";
const length = 6;

/** Bytes that would favour a letter are skipped. */
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

export function typedRefundNumber(text: string): string | null {
  return /^#?(R[2-9A-HJKMNP-TV-X]{6})$/.exec(text.trim().toUpperCase())?.[1] ?? null;
}

/** Returns the refund number at the end of a reason, or null. */
export function numberInReason(reason: string): string | null {
  return /#(R[2-9A-HJKMNP-TV-X]{6})$/.exec(reason.trimEnd())?.[1] ?? null;
}
