import { expect, test } from "vitest";
import { confirmSecondFactorInput, secondStepInput } from "./second-factor";

test.each([
  ["authenticator", "123456", "123456"],
  ["authenticator", " 123 456 ", "123456"],
  ["authenticator", "１２３４５６", "123456"],
  ["authenticator", "123-456", "123456"],
  ["recovery-code", "aB3dE-fG5hI", "aB3dE-fG5hI"],
  ["recovery-code", " aB3dEfG5hI ", "aB3dE-fG5hI"],
  ["recovery-code", "aB3dE fG5hI", "aB3dE-fG5hI"],
] as const)("a code (%s) typed as %j is %j", (by, code, read) => {
  expect(secondStepInput.parse({ by, code })).toEqual({ by, code: read });
});

test.each([
  ["authenticator", "12345"],
  ["authenticator", "1234567"],
  ["authenticator", "12345a"],
  ["authenticator", ""],
  ["authenticator", "1".repeat(1_000_000)],
  ["recovery-code", "aB3dE-fG5h"],
  ["recovery-code", "aB3dE-fG5hIj"],
  ["recovery-code", "hashed:abcdefg"],
  ["recovery-code", ""],
  ["password", "123456"],
])("a code (%s) typed as %j is refused", (by, code) => {
  expect(secondStepInput.safeParse({ by, code }).success).toBe(false);
});

test("the first code of an authenticator has six digits", () => {
  expect(confirmSecondFactorInput.safeParse({ code: "000 000" }).data).toEqual({ code: "000000" });
  expect(confirmSecondFactorInput.safeParse({ code: "00000" }).success).toBe(false);
});
