import { expect, test } from "vitest";
import { isCommonPassword } from "./common-passwords";

test.each([
  "1qaz2wsx3edc",
  "QWERTY123456",
  "password1234",
  "!!password!!2026",
  "passwordpassword",
  "aaaaaaaaaaaa",
  "abcabcabcabc",
  "abcdefghijkl",
  "123456789012",
  "098765432109",
  "010-1234-5678",
  "ＱＷＥＲＴＹ１２３４５６",
])("%s is common", async (password) => {
  expect(await isCommonPassword(password)).toBe(true);
});

test.each([
  "correct horse battery",
  "tall green bicycle",
  "quiet paper lantern",
  "a password of their own",
  "비밀번호는 길게 쓴다",
  "x7f2k-9mqp4-h3vnc",
])("%s is not common", async (password) => {
  expect(await isCommonPassword(password)).toBe(false);
});
