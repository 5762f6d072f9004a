// What the customer is told of a refund, in their language, which need not be the screen's: so both stand here.
import type { RefundState } from "@/lib/domain/refund";

export const customerLanguages = ["ko", "en"] as const;
export type CustomerLanguage = (typeof customerLanguages)[number];

/** Everything that the text says, already as people write it in that language. */
export type CustomerNews = {
  state: Extract<RefundState, "pending" | "succeeded">;
  customer: string | null;
  order: string;
  amount: string;
  /** The last day on which the money is expected; null where it is not documented. */
  until: string | null;
  destination: string;
};

const texts: Record<CustomerLanguage, (news: CustomerNews) => { subject: string; body: string }> = {
  ko: ({ state, customer, order, amount, until, destination }) => ({
    subject: `환불 안내: ${order}`,
    body: [
      customer === null ? "안녕하세요." : `${customer}님, 안녕하세요.`,
      state === "succeeded"
        ? `‘${order}’ 주문의 환불을 처리했습니다.`
        : `‘${order}’ 주문의 환불을 접수했습니다.`,
      until === null
        ? `환불 금액 ${amount}이 ${destination} 입금됩니다. 입금까지 며칠 걸릴 수 있습니다.`
        : `환불 금액 ${amount}이 ${until}까지 ${destination} 입금됩니다.`,
    ].join("\n"),
  }),
  en: ({ state, customer, order, amount, until, destination }) => ({
    subject: `Your refund: ${order}`,
    body: [
      customer === null ? "Hello," : `Dear ${customer},`,
      state === "succeeded"
        ? `We have refunded your order “${order}”.`
        : `We have requested the refund of your order “${order}”.`,
      until === null
        ? `${amount} will be paid to ${destination}. This may take a few days.`
        : `${amount} will be paid to ${destination} by ${until}.`,
    ].join("\n"),
  }),
};

/** A message for the customer, ready to be sent by whatever means. */
export function customerText(
  language: CustomerLanguage,
  news: CustomerNews,
): { subject: string; body: string } {
  return texts[language](news);
}
