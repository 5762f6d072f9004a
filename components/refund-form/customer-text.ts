// Message to the customer about a refund. The customer's language may differ from the language of the screen, so this file
// contains both. Facts only: an accepted refund is not called done, an estimate is called an estimate, and a sum without a
// rule is left out.
import type { RefundState } from "@/lib/domain/refund/refund";
import type { RefundRoute } from "@/lib/domain/refund/refund-route";

export const customerLanguages = ["ko", "en"] as const;
export type CustomerLanguage = (typeof customerLanguages)[number];

/** Values of the text, formatted in its language. */
export type CustomerMessageValues = {
  /** `submitting` and `undecided`: the request was sent, and its result is not known yet. */
  state: Exclude<RefundState, "failed">;
  customer: string | null;
  order: string;
  orderId: string;
  refundNumber: string;
  /** All of the payment, a part of the payment, or all that earlier cancellations had left. */
  scope: "whole" | "part" | "rest";
  /** Null if no documented rule determines the sum. */
  money: string | null;
  /** Null if unknown, or if equal to the money. */
  orderAmount: string | null;
  points: string | null;
  /** Rest of the charge after a partial refund; null if unknown, or if nothing is left. */
  left: string | null;
  way: RefundRoute;
  /** Card company, bank with the last digits of the account, wallet, or e-mail address; null if unknown. */
  through: string | null;
  /** Expected arrival after the refund is done. Null if not documented. */
  expected: { from: string; until: string | null } | null;
};

export type CustomerText = { subject: string; body: string };

const scopeKo = { whole: "전액", part: "일부", rest: "남은 금액" } as const;

const wayKo: Record<RefundRoute, (through: string | null) => string> = {
  card: (through) =>
    `카드 결제의 승인이 취소되는 방식으로 환급되며, 처리 일정은 ${through ?? "카드사"}에 따릅니다.`,
  "phone-bill": () => "휴대폰 요금에서 해당 금액이 취소됩니다.",
  account: (through) => `환불 금액은 ${through ?? "알려 주신"} 계좌로 입금됩니다.`,
  transfer: () => "환불 금액은 결제하신 계좌로 입금됩니다.",
  wallet: (through) => `${through ?? "결제하신 간편결제"}의 결제 수단으로 환급됩니다.`,
  coin: (through) =>
    `Triple-A가 ${through ?? "이메일"}로 보내는 안내에 따라 받으실 지갑 주소를 입력해 주세요. 받으실 코인 수량은 그때 정해집니다.`,
  original: () => "결제하신 수단으로 환급됩니다.",
};

const wayEn: Record<RefundRoute, (through: string | null) => string> = {
  card: (through) =>
    `The card approval is cancelled; when it shows depends on ${through ?? "your card company"}.`,
  "phone-bill": () => "The amount is taken off your phone bill.",
  account: (through) => `The money is paid into ${through ?? "the account you gave us"}.`,
  transfer: () => "The money is paid into the account you paid from.",
  wallet: (through) => `The money goes back to the method you used with ${through ?? "your wallet"}.`,
  coin: (through) =>
    `Triple-A will email ${through ?? "you"}. Please enter your wallet address as described there; the amount in coin is set at that moment.`,
  original: () => "The money goes back to your original payment method.",
};

const texts: Record<CustomerLanguage, (news: CustomerMessageValues) => CustomerText> = {
  ko: (news) => ({
    subject: `환불 안내: ${news.order}`,
    body: written([
      news.customer === null ? "안녕하세요." : `${news.customer}님, 안녕하세요.`,
      openingKo(news),
      news.money !== null && `환불 금액: ${news.money}`,
      news.orderAmount !== null && `취소한 주문 금액: ${news.orderAmount}`,
      news.points !== null && `함께 돌려드리는 포인트: ${news.points}`,
      news.left !== null && `환불 후 남는 결제 금액: ${news.left}`,
      wayKo[news.way](news.through),
      isDone(news) && news.expected !== null
        ? `예상 시점은 ${rangeKo(news.expected)}이며, 처리하는 기관의 사정에 따라 달라질 수 있습니다.`
        : false,
      `주문번호: ${news.orderId}`,
      `환불번호: ${news.refundNumber}`,
    ]),
  }),
  en: (news) => ({
    subject: `Your refund: ${news.order}`,
    body: written([
      news.customer === null ? "Hello," : `Dear ${news.customer},`,
      openingEn(news),
      news.money !== null && `Refund amount: ${news.money}`,
      news.orderAmount !== null && `Order amount cancelled: ${news.orderAmount}`,
      news.points !== null && `Points returned: ${news.points}`,
      news.left !== null && `Amount still paid after the refund: ${news.left}`,
      wayEn[news.way](news.through),
      isDone(news) && news.expected !== null
        ? `It is expected ${rangeEn(news.expected)}; this may change with the company that handles it.`
        : false,
      `Order number: ${news.orderId}`,
      `Refund number: ${news.refundNumber}`,
    ]),
  }),
};

/** Returns a message for the customer, ready to be sent by any means. */
export function customerText(language: CustomerLanguage, news: CustomerMessageValues): CustomerText {
  return texts[language](news);
}

function openingKo({ state, order, scope }: CustomerMessageValues): string {
  const what = `‘${order}’ 주문의 ${scopeKo[scope]} 환불`;
  if (state === "succeeded") return `${what}이 결제 취소로 처리되었습니다.`;
  if (state === "pending") return `${what}이 접수되었습니다. 아직 완료되지 않았습니다.`;
  return `${what}을 요청했고, 결과를 확인하고 있습니다. 아직 완료되지 않았습니다.`;
}

function openingEn({ state, order, scope }: CustomerMessageValues): string {
  const of = {
    whole: "full refund of",
    part: "partial refund of",
    rest: "refund of the remaining amount of",
  }[scope];
  if (state === "succeeded") return `The ${of} your order “${order}” was processed.`;
  if (state === "pending") return `The ${of} your order “${order}” was accepted. It is not complete yet.`;
  return `We requested the ${of} your order “${order}” and are confirming the result. It is not complete yet.`;
}

function isDone({ state }: CustomerMessageValues): boolean {
  return state === "succeeded";
}

function rangeKo({ from, until }: NonNullable<CustomerMessageValues["expected"]>): string {
  if (until === null) return `${from} 이후`;
  return from === until ? `${from}` : `${from}에서 ${until} 사이`;
}

function rangeEn({ from, until }: NonNullable<CustomerMessageValues["expected"]>): string {
  if (until === null) return `after ${from}`;
  return from === until ? `around ${from}` : `between ${from} and ${until}`;
}

function written(lines: readonly (string | false)[]): string {
  return lines.filter((line) => line !== false).join("\n");
}
