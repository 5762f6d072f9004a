import fc from "fast-check";
import { expect, test } from "vitest";
import { createPseudonyms } from "./pseudonyms";

const ours = createPseudonyms("the secret of this desk, of 32 letters");
const theirs = createPseudonyms("the secret of another desk, as long");

test("an account has one keyed hash per desk, which is not that of the same text as an address", () => {
  expect(ours.account("a@example.com")).toBe(ours.account("a@example.com"));
  expect(ours.account("a@example.com")).not.toBe(ours.account("b@example.com"));
  expect(ours.account("a@example.com")).not.toBe(theirs.account("a@example.com"));
  expect(ours.account("192.0.2.1")).not.toBe(ours.address("192.0.2.1"));
});

test("a browser is known for the account it signed in to, at this desk, and by nothing else", () => {
  const [one, other] = [ours.account("a@example.com"), ours.account("b@example.com")];
  const kept = ours.signDevice(one, "a-nonce-of-16-or-more");
  expect(ours.deviceOf(one, kept)).toBe("a-nonce-of-16-or-more");
  expect(ours.deviceOf(other, kept)).toBeNull();
  expect(theirs.deviceOf(one, kept)).toBeNull();
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: "binary" }),
        fc.constantFrom(...kept).map((cut) => kept.replace(cut, "")),
      ),
      (forged) => {
        expect(ours.deviceOf(one, forged)).toBeNull();
      },
    ),
  );
});
