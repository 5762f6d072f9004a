import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { createCipher } from "@/lib/cipher";

const cipher = createCipher(randomBytes(32));
const body = '{"reason":"고객 변심"}';

test("an encrypted request decrypts to the same text, and two encryptions differ", () => {
  const encrypted = cipher.encrypt("refund-1", body);
  expect(cipher.decrypt("refund-1", encrypted)).toBe(body);
  expect(cipher.encrypt("refund-1", body)).not.toBe(encrypted);
  expect(encrypted).not.toContain("고객");
});

test("another refund, another key, damage or a malformed text decrypts to null", () => {
  const encrypted = cipher.encrypt("refund-1", body);
  expect(cipher.decrypt("refund-2", encrypted)).toBeNull();
  expect(createCipher(randomBytes(32)).decrypt("refund-1", encrypted)).toBeNull();
  const [version, nonce, tag, text] = encrypted.split(".");
  const other = Buffer.from(text ?? "", "base64");
  other[0] = (other[0] ?? 0) ^ 1;
  expect(cipher.decrypt("refund-1", [version, nonce, tag, other.toString("base64")].join("."))).toBeNull();
  expect(cipher.decrypt("refund-1", [version, nonce, tag?.slice(0, 4), text].join("."))).toBeNull();
  for (const nonsense of ["", "v1", "v1...", "v2.a.b.c", "🙂"])
    expect(cipher.decrypt("refund-1", nonsense)).toBeNull();
});

test("a key without 32 bytes throws", () => {
  expect(() => createCipher(randomBytes(16))).toThrow();
});
