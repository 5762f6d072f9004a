import "server-only";
import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";

export type Pseudonyms = {
  account(email: string): string;
  address(address: string): string;
  /** Of a recovery code, as it is stored. */
  recoveryCode(code: string): string;
  /** Of a code of an authenticator that a person has used. */
  usedCode(personId: string, code: string): string;
  signDevice(account: string, nonce: string): string;
  /** Returns the nonce, or null if this desk has not signed the text for the account. */
  deviceOf(account: string, stored: string): string | null;
};

/** Creates hashes with a key for each kind: nobody without `secret` can identify accounts, addresses, devices and codes. */
export function createPseudonyms(secret: string): Pseudonyms {
  const keyed = (purpose: string) => {
    const key = Buffer.from(hkdfSync("sha256", secret, "", `refund-desk ${purpose}`, 32));
    return (text: string) => createHmac("sha256", key).update(text).digest("base64url");
  };
  const [account, address, device] = [keyed("account"), keyed("address"), keyed("device")];
  const [recoveryCode, usedCode] = [keyed("recovery code"), keyed("used code")];
  const signDevice: Pseudonyms["signDevice"] = (of, nonce) => `${nonce}.${device(`${of}\n${nonce}`)}`;
  return {
    account,
    address,
    recoveryCode,
    usedCode: (personId, code) => usedCode(`${personId}\n${code}`),
    signDevice,
    deviceOf(of, stored) {
      const nonce = /^([\w-]{16,64})\.[\w-]{43}$/.exec(stored)?.[1];
      if (nonce === undefined) return null;
      return timingSafeEqual(Buffer.from(signDevice(of, nonce)), Buffer.from(stored)) ? nonce : null;
    },
  };
}
