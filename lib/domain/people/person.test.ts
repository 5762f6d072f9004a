import { describe, expect, test } from "vitest";
import { changePasswordInput, signInInput } from "./person";

const errorsOf = (parsed: { success: boolean; error?: { issues: { message: string }[] } }) =>
  parsed.error?.issues.map(({ message }) => message) ?? [];

describe.each([
  ["a sign-in", (password: string) => signInInput.safeParse({ email: "a@example.com", password })],
  [
    "a new password",
    (password: string) => changePasswordInput.safeParse({ current: "the one before", password }),
  ],
])("the password of %s", (_, parse) => {
  test.each(["a long password\u0000", "a long \ud83dpassword", "a long\npassword", "a long\u007fpassword"])(
    "rejects control characters and halves of surrogates: %j",
    (password) => expect(errorsOf(parse(password))).toEqual(["password-characters"]),
  );
  test.each(["a long password", "긴 비밀번호 열두 글자 이상", "💳".repeat(12), "  spaces count  "])(
    "accepts any other character unchanged: %s",
    (password) => expect(parse(password).data).toMatchObject({ password }),
  );
  test("reports excessive length before any other problem", () =>
    expect(errorsOf(parse("\u0000".repeat(10_000)))).toEqual(["password-too-long"]));
});
