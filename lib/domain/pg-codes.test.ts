import { expect, test } from "vitest";
import { readPgCode } from "./pg-codes";

test.each([
  ["KCP_V2", "8037", "did-nothing"],
  ["KCP_V2", "8133", "maybe-done"],
  ["KCP_V2", "9999", "unknown"],
  ["INICIS_V2", "500705", "did-nothing"],
  ["KAKAOPAY", "-785", "maybe-done"],
  ["TOSSPAYMENTS", "8037", "unknown"],
  ["", "", "unknown"],
] as const)("%s %s is %s", (pg, code, reading) => {
  expect(readPgCode(pg, code)).toBe(reading);
});
