import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { createSeal } from "./request-cipher";

const seal = createSeal(randomBytes(32));
const body = '{"reason":"고객 변심"}';

test("a seal opens to the very text, and differs each time", () => {
  const sealed = seal.close("refund-1", body);
  expect(seal.open("refund-1", sealed)).toBe(body);
  expect(seal.close("refund-1", body)).not.toBe(sealed);
  expect(sealed).not.toContain("고객");
});

test("another refund, another key, damage or nonsense do not open", () => {
  const sealed = seal.close("refund-1", body);
  expect(seal.open("refund-2", sealed)).toBeNull();
  expect(createSeal(randomBytes(32)).open("refund-1", sealed)).toBeNull();
  const [version, nonce, tag, text] = sealed.split(".");
  const other = Buffer.from(text ?? "", "base64");
  other[0] = (other[0] ?? 0) ^ 1;
  expect(seal.open("refund-1", [version, nonce, tag, other.toString("base64")].join("."))).toBeNull();
  expect(seal.open("refund-1", [version, nonce, tag?.slice(0, 4), text].join("."))).toBeNull();
  for (const nonsense of ["", "v1", "v1...", "v2.a.b.c", "🙂"])
    expect(seal.open("refund-1", nonsense)).toBeNull();
});

test("a key has 32 bytes", () => {
  expect(() => createSeal(randomBytes(16))).toThrow();
});
