import { expect, test } from "vitest";
import { customerText } from "./customer-text";

const news = {
  state: "succeeded",
  customer: "김민서",
  order: "린넨 셔츠",
  amount: "12,000원",
  until: "2026. 11. 27. (금)",
  destination: "신한은행 계좌(끝자리 6789)로",
} as const;

test("in Korean says how much, by when and where to", () => {
  expect(customerText("ko", news)).toEqual({
    subject: "환불 안내: 린넨 셔츠",
    body: [
      "김민서님, 안녕하세요.",
      "‘린넨 셔츠’ 주문의 환불을 처리했습니다.",
      "환불 금액 12,000원이 2026. 11. 27. (금)까지 신한은행 계좌(끝자리 6789)로 입금됩니다.",
    ].join("\n"),
  });
});

test("promises no day that is not documented, and no end that has not come", () => {
  const { body } = customerText("ko", { ...news, state: "pending", customer: null, until: null });
  expect(body).toContain("환불을 접수했습니다");
  expect(body).toContain("며칠 걸릴 수 있습니다");
  expect(body).not.toContain("까지 신한");
  expect(body).not.toContain("null");
});

test("in English says the same", () => {
  const english = {
    ...news,
    amount: "₩12,000",
    until: "Fri, 27 Nov 2026",
    destination: "Shinhan Bank, account ending in 6789,",
  };
  expect(customerText("en", english).body).toContain(
    "₩12,000 will be paid to Shinhan Bank, account ending in 6789, by Fri, 27 Nov 2026.",
  );
  expect(customerText("en", { ...english, state: "pending", until: null }).body).toContain(
    "requested the refund",
  );
});
