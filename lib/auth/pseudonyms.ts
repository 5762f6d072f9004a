import "server-only";
import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";

export type Pseudonyms = {
  account(email: string): string;
  address(address: string): string;
  signDevice(account: string, nonce: string): string;
  /** Returns the nonce, or null if this desk has not signed the text for the account. */
  deviceOf(account: string, stored: string): string | null;
};

/** Creates hashes with a key for each kind: nobody without `secret` can identify accounts, addresses and devices. */
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
