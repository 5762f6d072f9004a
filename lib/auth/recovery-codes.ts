// better-auth stores the recovery codes of a person as one text. Here it is a list of keyed hashes, so that nobody who reads
// the database can use them.
import "server-only";
import type { Pseudonyms } from "./pseudonyms";

const mark = "hashed:";

/** Returns how better-auth stores and reads recovery codes. A code is hashed before it is checked. */
export function storedRecoveryCodes(pseudonyms: Pseudonyms) {
  return {
    // The codes that are left after a use are hashed already.
    encrypt: async (codes: string) =>
      JSON.stringify(
        (JSON.parse(codes) as string[]).map((code) =>
          code.startsWith(mark) ? code : hashedRecoveryCode(pseudonyms, code),
        ),
      ),
    decrypt: async (stored: string) => stored,
  };
}

export function hashedRecoveryCode(pseudonyms: Pseudonyms, code: string): string {
  return mark + pseudonyms.recoveryCode(code);
}
