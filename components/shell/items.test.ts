import { expect, test } from "vitest";
import { matching, mayBeId } from "./items";

const items = [
  { key: "payments", label: "결제" },
  { key: "reconcile", label: "지금 대사하기" },
  { key: "theme-dark", label: "어두운 테마" },
];
const found = (text: string) => matching(items, text).map(({ key }) => key);

test("finds items by a part of the label, without regard to blanks and case, or by the English key", () => {
  expect(found("")).toEqual(["payments", "reconcile", "theme-dark"]);
  expect(found("대사")).toEqual(["reconcile"]);
  expect(found("지금대사")).toEqual(["reconcile"]);
  expect(found("Theme")).toEqual(["theme-dark"]);
  // macOS decomposes the syllables of a pasted name.
  expect(found("결제".normalize("NFD"))).toEqual(["payments"]);
  expect(found("없음")).toEqual([]);
});

test("a text of 6 to 200 visible ASCII characters without a match may be the id of an unknown payment", () => {
  expect(mayBeId("pay-0001", [])).toBe(true);
  expect(mayBeId("short", [])).toBe(false);
  expect(mayBeId("two words", [])).toBe(false);
  expect(mayBeId("결제번호입니다", [])).toBe(false);
  expect(mayBeId("x".repeat(201), [])).toBe(false);
  expect(mayBeId("pay-0001", [{ paymentId: "pay-0001" }])).toBe(false);
});
