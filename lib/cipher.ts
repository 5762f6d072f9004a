// What only the desk may read: requests with an account number, kept answers in cookies. Each text is bound to what it is of.
import "server-only";
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

const version = "v1";

export type Cipher = {
  /** `boundTo`: the id of what the text belongs to. Only with the same id is the text decrypted. */
  encrypt(boundTo: string, text: string): string;
  /** Returns null if the text cannot be decrypted: another key, another id, or damage. */
  decrypt(boundTo: string, encrypted: string): string | null;
};

/** AES-256-GCM. Throws for a key that does not have 32 bytes. */
export function createCipher(key: Uint8Array): Cipher {
  if (key.byteLength !== 32) throw new Error("the encryption key must have 32 bytes");
  return {
    encrypt(boundTo, text) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv("aes-256-gcm", key, nonce);
      cipher.setAAD(Buffer.from(boundTo));
      const encrypted = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      return [
        version,
        ...[nonce, cipher.getAuthTag(), encrypted].map((part) => part.toString("base64")),
      ].join(".");
    },
    decrypt(boundTo, encrypted) {
      const [found, nonce, tag, text] = encrypted.split(".");
      if (found !== version || nonce === undefined || tag === undefined || text === undefined) return null;
      try {
        const decipher = createDecipheriv("aes-256-gcm", key, Buffer.from(nonce, "base64"), {
          authTagLength: 16,
        });
        decipher.setAAD(Buffer.from(boundTo));
        decipher.setAuthTag(Buffer.from(tag, "base64"));
        return Buffer.concat([decipher.update(Buffer.from(text, "base64")), decipher.final()]).toString(
          "utf8",
        );
      } catch {
        return null;
      }
    },
  };
}
