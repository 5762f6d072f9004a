import "server-only";
import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";

export type Pseudonyms = {
  account(email: string): string;
  address(address: string): string;
  /** Returns the text that a browser stores after it has signed in to an account: `nonce` with a signature. */
  signDevice(account: string, nonce: string): string;
  /** Returns the nonce of a text stored in a browser, or null if this desk has not signed the text for the account. */
  deviceOf(account: string, stored: string): string | null;
};

/** Creates keyed hashes of accounts, addresses and devices: nobody without `secret` can identify them. Each has its own key. */
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
    deviceOf(of, stored) {
      const nonce = /^([\w-]{16,64})\.[\w-]{43}$/.exec(stored)?.[1];
      if (nonce === undefined) return null;
      return timingSafeEqual(Buffer.from(signDevice(of, nonce)), Buffer.from(stored)) ? nonce : null;
    },
  };
}
