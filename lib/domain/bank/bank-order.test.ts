import { expect, test } from "vitest";
import type { Bank } from "./bank";
import { banksAtHand } from "./bank-order";

test("before any use, the common banks", () => {
  expect(banksAtHand([])).toEqual({
    recent: [],
    frequent: ["KOOKMIN", "SHINHAN", "NONGHYUP", "WOORI", "HANA", "IBK"],
  });
});

test("the last three, each once, then what is used often", () => {
  const uses: Bank[] = [
    "JEJU",
    "JEJU",
    "KAKAO",
    "TOSS",
    "POST",
    "POST",
    "POST",
    "SHINHAN",
    "SHINHAN",
    "HSBC",
  ];
  expect(banksAtHand(uses)).toEqual({
    recent: ["JEJU", "KAKAO", "TOSS"],
    frequent: ["POST", "SHINHAN", "KOOKMIN", "NONGHYUP", "WOORI", "HANA"],
  });
});
