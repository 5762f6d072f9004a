import { describe, expect, test } from "vitest";
import { pgMeaning, pgMeaningsOf, readPgCode } from "./pg-codes";

test.each([
  ["KCP_V2", "8037", "did-nothing"],
  ["KCP_V2", "8133", "maybe-done"],
  ["KCP_V2", "9999", "unknown"],
  ["INICIS_V2", "500705", "did-nothing"],
  ["KAKAOPAY", "-785", "maybe-done"],
  ["TOSSPAYMENTS", "8037", "unknown"],
  ["KCP_V2", "constructor", "unknown"],
  ["toString", "constructor", "unknown"],
  ["", "", "unknown"],
] as const)("%s %s is %s", (pg, code, reading) => {
  expect(readPgCode(pg, code)).toBe(reading);
});

/** The refund-related extracts of the PGs' published code books, one line a meaning. */
const documented = [
  ["KCP_V2", "8035", "below-minimum"],
  ["KCP_V2", "8036 8382", "over-balance"],
  ["KCP_V2", "8037 8381", "balance-mismatch"],
  ["KCP_V2", "8040 8387 8388", "in-progress"],
  ["KCP_V2", "8386", "count-exceeded"],
  ["KCP_V2", "8142", "card-no-partial"],
  ["KCP_V2", "8379", "prepaid-card"],
  ["KCP_V2", "8384", "type-not-allowed"],
  ["KCP_V2", "8098", "vat-exceeded"],
  ["KCP_V2", "8099", "tax-free-exceeded"],
  ["KCP_V2", "8327", "account-refund-off"],
  ["KCP_V2", "8328", "account-partial-off"],
  ["KCP_V2", "8345", "account-in-month"],
  ["KCP_V2", "8133", "already-cancelled"],
  ["KCP_V2", "8337", "already-refunded"],
  ["KCP_V2", "8340", "refund-requested"],
  ["KCP_V2", "8178", "settlement-short"],
  ["INICIS_V2", "500667 500714", "deadline-passed"],
  ["INICIS_V2", "500705", "count-exceeded"],
  ["INICIS_V2", "500706", "balance-mismatch"],
  ["INICIS_V2", "500749", "partial-takes-all"],
  ["INICIS_V2", "500412", "partial-not-contracted"],
  ["INICIS_V2", "500699", "method-no-partial"],
  ["INICIS_V2", "500707", "card-no-partial"],
  ["INICIS_V2", "500715", "rechargeable-no-partial"],
  ["KAKAOPAY", "-710", "over-balance"],
  ["KAKAOPAY", "-784", "wrong-state"],
  ["KAKAOPAY", "-785", "duplicate-request"],
  ["NAVERPAY", "MaintenanceOngoing", "maintenance"],
  ["DAOU", "9029", "settlement-short"],
] as const;

test.each(documented)("%s %s: %s", (pg, codes, meaning) => {
  for (const code of codes.split(" ")) {
    expect(pgMeaning(pg, code, "")).toBe(meaning);
    expect(pgMeaningsOf(pg)).toContain(meaning);
  }
});

describe("what a PG says in words only", () => {
  test.each([
    ["NICE_V2", "취소 금액이 미정산 금액보다 큽니다"],
    ["NICE", "[2032] 취소금액이 미정산금액보다 큽니다."],
    ["DANAL_TPAY", "취소불가 상태입니다"],
  ])("%s “%s” is read, and proves nothing about the money", (pg, message) => {
    expect(pgMeaning(pg, "2032", message)).toBe("settlement-short");
    expect(pgMeaningsOf(pg)).toEqual(["settlement-short", "cancelled-by-pg"]);
    expect(readPgCode(pg, "2032")).toBe("unknown");
  });
  test("the same words of another PG are not read", () => {
    expect(pgMeaning("TOSSPAYMENTS", "2032", "취소불가 상태입니다")).toBeNull();
  });
  test("that a transaction is cancelled already is read of every PG, and proves nothing", () => {
    for (const pg of ["INICIS_V2", "SMARTRO_V2", "DAOU", ""]) {
      expect(pgMeaning(pg, "2013", "기 취소 거래입니다.")).toBe("cancelled-by-pg");
      expect(readPgCode(pg, "2013")).toBe("unknown");
    }
  });
  test("a code that is known counts before the words", () => {
    expect(pgMeaning("KCP_V2", "8133", "취소불가 상태입니다")).toBe("already-cancelled");
  });
});

test("a page whose PG is not known yet gets the words of every PG", () => {
  const all = pgMeaningsOf(null);
  for (const [pg] of documented) expect(all).toEqual(expect.arrayContaining(pgMeaningsOf(pg)));
});
