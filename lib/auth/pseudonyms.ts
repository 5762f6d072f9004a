// Keyed hashes: the same account or address has the same one, and nobody without the desk's secret can say whose it is.
import "server-only";
import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";

export type Pseudonyms = {
  /** Returns the keyed hash of an account's e-mail address. */
  account(email: string): string;
  /** Returns the keyed hash of a client's network address. */
  address(address: string): string;
  /** Returns what a browser keeps that has signed in to an account: `nonce` with a signature. */
  signDevice(account: string, nonce: string): string;
  /** Returns the nonce of what a browser has kept, or null where this desk has not signed it for the account. */
  deviceOf(account: string, kept: string): string | null;
};

/** Returns the keyed hashes under a desk's secret. The keys of the purposes differ, so that one stands for no other. */
export function createPseudonyms(secret: string): Pseudonyms {
  const keyed = (purpose: string) => {
    const key = Buffer.from(hkdfSync("sha256", secret, "", `refund-desk ${purpose}`, 32));
    return (text: string) => createHmac("sha256", key).update(text).digest("base64url");
  };
  const [account, address, device] = [keyed("account"), keyed("address"), keyed("device")];
  const signDevice: Pseudonyms["signDevice"] = (of, nonce) => `${nonce}.${device(`${of}\n${nonce}`)}`;
  return {
    account,
    address,
    signDevice,
    deviceOf(of, kept) {
      const nonce = /^([\w-]{16,64})\.[\w-]{43}$/.exec(kept)?.[1];
      if (nonce === undefined) return null;
      return timingSafeEqual(Buffer.from(signDevice(of, nonce)), Buffer.from(kept)) ? nonce : null;
    },
  };
}
