import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { refundWays } from "@/lib/domain/refund/refund-route";
import { type CustomerMessageValues, customerLanguages, customerText } from "./customer-text";

const news: CustomerMessageValues = {
  state: "succeeded",
  customer: "김민서",
  order: "린넨 셔츠",
  orderId: "ord-1",
  refundNumber: "R7F3K2M",
  scope: "whole",
  money: "12,000원",
  orderAmount: null,
  points: null,
  left: null,
  way: "account",
  through: "신한은행(끝자리 6789)",
  expected: { from: "2026. 11. 26. (목)", until: "2026. 11. 27. (금)" },
};

test("the Korean text states amount, destination, expected arrival, order number and refund number", () => {
  expect(customerText("ko", news)).toEqual({
    subject: "환불 안내: 린넨 셔츠",
    body: [
      "김민서님, 안녕하세요.",
      "‘린넨 셔츠’ 주문의 전액 환불이 결제 취소로 처리되었습니다.",
      "환불 금액: 12,000원",
      "환불 금액은 신한은행(끝자리 6789) 계좌로 입금됩니다.",
      "예상 시점은 2026. 11. 26. (목)에서 2026. 11. 27. (금) 사이이며, 처리하는 기관의 사정에 따라 달라질 수 있습니다.",
      "주문번호: ord-1",
      "환불번호: R7F3K2M",
    ].join("\n"),
  });
});

test("the text of a partial refund states that it is partial, the cancelled order amount and the rest of the charge", () => {
  const part: CustomerMessageValues = {
    ...news,
    scope: "part",
    money: "1,800원",
    orderAmount: "2,000원",
    left: "3,600원",
  };
  const { body } = customerText("ko", part);
  expect(body).toContain("주문의 일부 환불이");
  expect(body).toContain("환불 금액: 1,800원\n취소한 주문 금액: 2,000원\n환불 후 남는 결제 금액: 3,600원");
  expect(customerText("en", { ...part, points: "₩500" }).body).toContain("Points returned: ₩500");
});

describe("every way of a refund has its own text", () => {
  test.each([
    ["card", "신한카드", "승인이 취소"],
    ["phone-bill", null, "휴대폰 요금에서"],
    ["account", "신한은행(끝자리 6789)", "계좌로 입금"],
    ["transfer", "국민은행", "결제하신 계좌로 입금"],
    ["wallet", "네이버페이", "네이버페이의 결제 수단으로 환급"],
    ["coin", "a@example.com", "지갑 주소를 입력해 주세요"],
    ["original", null, "결제하신 수단으로 환급"],
  ] as const)("%s", (way, through, labels) => {
    const { body } = customerText("ko", { ...news, way, through });
    expect(body).toContain(labels);
    expect(body.includes("입금")).toBe(way === "account" || way === "transfer");
  });
});

test("the text of a refund that is not complete states no completion, no day and no unknown sum", () => {
  const anyNews = fc.record({
    state: fc.constantFrom("submitting" as const, "pending" as const, "undecided" as const),
    way: fc.constantFrom(...refundWays),
    scope: fc.constantFrom("whole" as const, "part" as const, "rest" as const),
    language: fc.constantFrom(...customerLanguages),
  });
  fc.assert(
    fc.property(anyNews, ({ language, ...varied }) => {
      const { body } = customerText(language, { ...news, ...varied, money: null, through: null });
      expect(body).toMatch(language === "ko" ? /아직 완료되지 않았습니다/ : /It is not complete yet/);
      expect(body).not.toMatch(/처리되었습니다|was processed|2026\. 11|12,000|null/);
      expect(body).toContain("R7F3K2M");
    }),
  );
});
