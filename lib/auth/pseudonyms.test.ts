import fc from "fast-check";
import { expect, test } from "vitest";
import { createPseudonyms } from "./pseudonyms";

const ours = createPseudonyms("the secret of this desk, of 32 letters");
const theirs = createPseudonyms("the secret of another desk, as long");

test("an account has one keyed hash per desk, which differs from the hash of the same text as an address", () => {
  expect(ours.account("a@example.com")).toBe(ours.account("a@example.com"));
  expect(ours.account("a@example.com")).not.toBe(ours.account("b@example.com"));
  expect(ours.account("a@example.com")).not.toBe(theirs.account("a@example.com"));
  expect(ours.account("192.0.2.1")).not.toBe(ours.address("192.0.2.1"));
});

test("a browser is known only for the account that it signed in to, and only at this desk", () => {
  const [one, other] = [ours.account("a@example.com"), ours.account("b@example.com")];
  const stored = ours.signDevice(one, "a-nonce-of-16-or-more");
  expect(ours.deviceOf(one, stored)).toBe("a-nonce-of-16-or-more");
  expect(ours.deviceOf(other, stored)).toBeNull();
  expect(theirs.deviceOf(one, stored)).toBeNull();
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: "binary" }),
        fc.constantFrom(...stored).map((cut) => stored.replace(cut, "")),
      ),
      (forged) => {
        expect(ours.deviceOf(one, forged)).toBeNull();
      },
    ),
  );
});
