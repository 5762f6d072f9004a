// A cancel may contain an account number: the body is stored encrypted, bound to the refund, until the refund ends.
import "server-only";
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

const version = "v1";

export type RequestCipher = {
  encrypt(refundId: string, body: string): string;
  /** Returns null if the text cannot be decrypted: another key, another refund, or damage. */
  decrypt(refundId: string, encrypted: string): string | null;
};

/** AES-256-GCM. Throws for a key that does not have 32 bytes. */
export function createRequestCipher(key: Uint8Array): RequestCipher {
  if (key.byteLength !== 32) throw new Error("the encryption key must have 32 bytes");
  return {
    encrypt(refundId, body) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv("aes-256-gcm", key, nonce);
      cipher.setAAD(Buffer.from(refundId));
      const text = Buffer.concat([cipher.update(body, "utf8"), cipher.final()]);
      return [version, ...[nonce, cipher.getAuthTag(), text].map((part) => part.toString("base64"))].join(
        ".",
      );
    },
    decrypt(refundId, encrypted) {
      const [found, nonce, tag, text] = encrypted.split(".");
      if (found !== version || nonce === undefined || tag === undefined || text === undefined) return null;
      try {
        const decipher = createDecipheriv("aes-256-gcm", key, Buffer.from(nonce, "base64"), {
          authTagLength: 16,
        });
        decipher.setAAD(Buffer.from(refundId));
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
