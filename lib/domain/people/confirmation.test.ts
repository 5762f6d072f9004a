import { expect, test } from "vitest";
import { confirmationInput, isConfirmed } from "./confirmation";

test("a confirmation counts for five minutes", () => {
  const at = new Date("2026-12-02T00:00:00Z");
  const after = (ms: number) => isConfirmed(at, new Date(at.getTime() + ms));
  expect([0, 299_999, 300_000, -1_000, -300_000].map(after)).toEqual([true, true, false, true, false]);
});

test.each([
  [{ by: "password", password: "" }],
  [{ by: "authenticator", code: "12345" }],
  [{ by: "recovery-code", code: "aB3dE-fG5hI" }],
  [{ by: "password", code: "123456" }],
])("%j is no proof", (input) => expect(confirmationInput.safeParse(input).success).toBe(false));
