import { describe, expect, test } from "vitest";
import { codes, meanings } from "./pg-code-books";
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
] as const)("code %s %s is read as %s", (pg, code, reading) => {
  expect(readPgCode(pg, code)).toBe(reading);
});

/** Refund-related extracts of the PGs' published code books, one line per meaning. */
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
  ["TOSSPAYMENTS", "S060 RF21 W010", "deadline-passed"],
  ["TOSSPAYMENTS", "C053 CR10 RF27", "over-balance"],
  ["TOSSPAYMENTS", "CR11", "below-minimum"],
  ["TOSSPAYMENTS", "C022 C075 C112 D021 R008 W008", "balance-mismatch"],
  ["TOSSPAYMENTS", "C054 C070 C103", "partial-not-contracted"],
  ["TOSSPAYMENTS", "C090 C097 C107 C108 C110", "card-no-partial"],
  ["TOSSPAYMENTS", "C074 C078 ES12 RF30 RF36", "method-no-partial"],
  ["TOSSPAYMENTS", "RF05", "account-refund-off"],
  ["TOSSPAYMENTS", "RF20 RF26 RF31", "account-invalid"],
  ["TOSSPAYMENTS", "C025 C063", "type-not-allowed"],
  ["TOSSPAYMENTS", "C093 RF23 RF25 RF33", "in-progress"],
  ["TOSSPAYMENTS", "C0D3 C079 S020 T020", "already-cancelled"],
  ["TOSSPAYMENTS", "RF15 RF32 RF35", "already-refunded"],
  ["UPLUS", "C026 C046 C047 C083", "wrong-state"],
  ["DANAL_TPAY", "33 46 895", "deadline-passed"],
  ["DANAL_TPAY", "36 42 892", "over-balance"],
  ["DANAL_TPAY", "39", "below-minimum"],
  ["DANAL_TPAY", "893", "balance-mismatch"],
  ["DANAL_TPAY", "38", "method-no-partial"],
  ["DANAL_TPAY", "466", "count-exceeded"],
  ["DANAL_TPAY", "41", "account-refund-off"],
  ["DANAL_TPAY", "45", "settlement-short"],
  ["DANAL_TPAY", "43 401", "carrier-refuses"],
  ["DANAL_TPAY", "35", "in-progress"],
  ["DANAL_TPAY", "40 96", "refund-requested"],
  ["DANAL_TPAY", "97", "already-refunded"],
  ["DANAL_TPAY", "507 778", "already-cancelled"],
  ["MOBILIANS_V2", "0042", "deadline-passed"],
  ["MOBILIANS_V2", "0011 0012 0013 0014 0020 0024 0025 0030 0036", "carrier-refuses"],
  ["MOBILIANS", "0044", "already-cancelled"],
] as const;

test.each(documented)("code %s %s means %s", (pg, codes, meaning) => {
  for (const code of codes.split(" ")) {
    expect(pgMeaning(pg, code, "")).toBe(meaning);
    expect(pgMeaningsOf(pg)).toContain(meaning);
  }
});

test("every meaning states why it is proof or not", () => {
  for (const { because } of Object.values(meanings)) expect(because).toMatch(/^[A-Z].{20,}\.$/);
});

test("the table of this test has every code of the books", () => {
  const listed = documented.flatMap(([pg, some]) => some.split(" ").map((code) => pgMeaning(pg, code, "")));
  expect(listed).toHaveLength(Object.values(codes).flatMap((book) => Object.keys(book)).length);
});

test.each([
  ["TOSSPAYMENTS", "S060", "did-nothing"],
  ["TOSSPAYMENTS", "RF19", "unknown"],
  ["TOSSPAYMENTS", "RF15", "maybe-done"],
  ["DANAL_TPAY", "508", "unknown"],
  ["MOBILIANS_V2", "0098", "unknown"],
] as const)("code %s %s is read as %s", (pg, code, reading) => {
  expect(readPgCode(pg, code)).toBe(reading);
});

describe("a meaning that a PG states only as text", () => {
  test.each([
    ["NICE_V2", "취소 금액이 미정산 금액보다 큽니다"],
    ["NICE", "[2032] 취소금액이 미정산금액보다 큽니다."],
    ["DANAL_TPAY", "취소불가 상태입니다"],
  ])("is read from %s “%s”, and proves nothing about the money", (pg, message) => {
    expect(pgMeaning(pg, "2032", message)).toBe("settlement-short");
    expect(pgMeaningsOf(pg)).toEqual(expect.arrayContaining(["settlement-short", "cancelled-by-pg"]));
    expect(readPgCode(pg, "2032")).toBe("unknown");
  });
  test("is not read from the same text of another PG", () => {
    expect(pgMeaning("TOSSPAYMENTS", "2032", "취소불가 상태입니다")).toBeNull();
  });
  test("is read for an already cancelled transaction of every PG, and proves nothing", () => {
    for (const pg of ["INICIS_V2", "SMARTRO_V2", "DAOU", ""]) {
      expect(pgMeaning(pg, "2013", "기 취소 거래입니다.")).toBe("cancelled-by-pg");
      expect(readPgCode(pg, "2013")).toBe("unknown");
    }
  });
  test("yields to the meaning of a known code", () => {
    expect(pgMeaning("KCP_V2", "8133", "취소불가 상태입니다")).toBe("already-cancelled");
  });
});

test("without a PG pgMeaningsOf returns the meanings of every PG", () => {
  const all = pgMeaningsOf(null);
  for (const [pg] of documented) expect(all).toEqual(expect.arrayContaining(pgMeaningsOf(pg)));
});
