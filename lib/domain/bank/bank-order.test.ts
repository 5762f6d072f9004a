import { expect, test } from "vitest";
import type { Bank } from "./bank";
import { suggestedBanks } from "./bank-order";

test("without any use, the common banks are offered", () => {
  expect(suggestedBanks([])).toEqual({
    recent: [],
    frequent: ["KOOKMIN", "SHINHAN", "NONGHYUP", "WOORI", "HANA", "IBK"],
  });
});

test("the last three banks are offered, each once, then frequently used banks", () => {
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
  expect(suggestedBanks(uses)).toEqual({
    recent: ["JEJU", "KAKAO", "TOSS"],
    frequent: ["POST", "SHINHAN", "KOOKMIN", "NONGHYUP", "WOORI", "HANA"],
  });
});
