import fc from "fast-check";
import { expect, test } from "vitest";
import { groupedNumber, groupedPhone, maskAccount, maskedNumber } from "./refund-account";

test.each([
  ["홍길동", "홍*동"],
  ["김수", "김*"],
  ["김", "*"],
  ["\u200b홍길동", "홍*동"],
  ["홍길동".normalize("NFD"), "홍*동"],
  ["남궁 옥분", "남***분"],
  ["각\u0301나다", "각\u0301*다"],
])("the holder %j is shown as %j", (holderName, holder) => {
  expect(maskAccount({ bank: "KAKAO", number: "3333011234567", holderName })).toEqual({
    bank: "KAKAO",
    lastDigits: "4567",
    holder,
  });
});

test.each([
  ["110123456789", "1101 2345 6789", "••••••••6789"],
  ["3333011234567", "3333 0112 3456 7", "•••••••••4567"],
  ["123456", "1234 56", "••3456"],
])("the account number %s is grouped as %s and masked as %s", (number, grouped, masked) => {
  expect(groupedNumber(number)).toBe(grouped);
  expect(maskedNumber(number)).toBe(masked);
});

test.each([
  ["01023456789", "010-2345-6789"],
  ["023456789", "02-345-6789"],
  ["0212345678", "02-1234-5678"],
  ["15881588", "15881588"],
])("the phone number %s is shown as %s", (digits, shown) => {
  expect(groupedPhone(digits)).toBe(shown);
});

test("grouping changes no digit and no order", () => {
  fc.assert(
    fc.property(fc.stringMatching(/^\d{1,25}$/), (digits) => {
      expect(groupedNumber(digits).replaceAll(" ", "")).toBe(digits);
      expect(groupedPhone(digits).replaceAll("-", "")).toBe(digits);
      expect(
        groupedNumber(digits)
          .split(" ")
          .every((group) => group.length <= 4),
      ).toBe(true);
    }),
  );
});
