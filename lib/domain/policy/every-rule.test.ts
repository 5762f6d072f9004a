// For every rule a payment that the rule applies to, and one that differs in the subject of the rule. A rule without
// a row does not compile. Long because it is a table.
import { describe, expect, test } from "vitest";
import { testCancellation } from "../../../tests/support/test-payment";
import { paidBy, partials, plainCard, seoul, wallet } from "../../../tests/support/test-policy";
import { noPaymentExtras, type Payment } from "../payment/payment";
import type { CardDetails, PaymentMethod } from "../payment/payment-method";
import { refundPolicy } from "./refund-policy";
import type { RuleId } from "./rules";

type Type = PaymentMethod["type"];
type More = Omit<NonNullable<Parameters<typeof paidBy>[0]>, "type" | "pg">;

const of = (type: Type, pg: string, more: More = {}) => paidBy({ type, pg, ...more });
const card = (pg: string, more: More = {}) => of("CARD", pg, { details: { card: plainCard }, ...more });
const cardOf = (change: Partial<CardDetails>, more: More = {}) =>
  of("CARD", "KCP_V2", { details: { card: { ...plainCard, ...change } }, ...more });
const smartroCard = (type: "CREDIT" | "DEBIT", more: More) =>
  of("CARD", "SMARTRO_V2", {
    details: { card: { ...plainCard, type: { value: type, raw: type } } },
    ...more,
  });
const easy = (pg: string, provider: string, behind: "CARD" | "CHARGE" | null = "CARD", more: More = {}) =>
  of("EASY_PAY", pg, { details: wallet(provider, behind), ...more });
const account = (pg: string, more: More = {}) => of("VIRTUAL_ACCOUNT", pg, more);
const mobile = (pg: string, more: More = {}) => of("MOBILE", pg, more);
const gift = (pg: string, value: "BOOKNLIFE" | "CULTURELAND") =>
  of("GIFT_CERTIFICATE", pg, { details: { giftCertificateType: { value, raw: value } } });
const term = <Value extends string>(value: Value) => ({ value, raw: value });

const taxFree: More = { amount: { ...paidBy({}).amount, taxFree: 1_000 } };
const discount: More = { amount: { ...paidBy({}).amount, discount: 500 } };
const receipt: More = { cashReceiptIssuanceStatus: term("ISSUED") };
const ofLastMonth: More = { paid: "2026-10-31T23:59:59" };
const inTest: More = { test: true };
const dollars: More = { currency: "USD" };
const noExtras: More = noPaymentExtras;
const escrow = (status: "DELIVERED" | "CONFIRMED" | "REJECTED"): More => ({ escrow: term(status) });

const rows: Record<RuleId, readonly [speaksOf: Payment, silentOn: Payment]> = {
  "card-about-a-year": [card("TOSSPAYMENTS"), card("KSNET")],
  "ksnet-six-months": [card("KSNET"), card("KCP_V2")],
  "virtual-account-no-deadline": [account("KCP_V2"), of("TRANSFER", "KCP_V2")],
  "transfer-three-months-or-none": [of("TRANSFER", "KCP_V2"), of("TRANSFER", "KSNET")],
  "mobile-month-of-payment": [mobile("KPN"), mobile("KPN", ofLastMonth)],
  "inicis-mobile-next-month": [mobile("INICIS_V2", ofLastMonth), mobile("INICIS_V2")],
  "kcp-mobile-next-month": [mobile("KCP_V2", ofLastMonth), mobile("KCP_V2")],
  "kpn-mobile-next-month": [mobile("KPN", ofLastMonth), mobile("DANAL_TPAY", ofLastMonth)],
  "kakaopay-card-one-year": [easy("KAKAOPAY", "KAKAOPAY"), easy("KAKAOPAY", "KAKAOPAY", "CHARGE")],
  "kakaopay-money-five-years": [easy("KAKAOPAY", "KAKAOPAY", "CHARGE"), easy("KAKAOPAY", "KAKAOPAY")],
  "kakaopay-card-or-money": [easy("KAKAOPAY", "KAKAOPAY", null), easy("KAKAOPAY", "KAKAOPAY")],
  "naverpay-1095-days": [easy("NAVERPAY", "NAVERPAY"), easy("TOSSPAY_V2", "TOSSPAY")],
  "paypal-180-days": [easy("PAYPAL_V2", "PAYPAL", null), easy("HECTO_GLOBAL", "ALIPAY", null)],
  "convenience-store-before-deposit": [
    of("CONVENIENCE_STORE", "INICIS_JP"),
    of("CONVENIENCE_STORE", "EXIMBAY_V2"),
  ],
  "danal-virtual-account": [account("DANAL_TPAY"), account("KCP_V2")],
  "test-virtual-account": [account("KCP_V2", inTest), account("KCP_V2")],
  "ksnet-virtual-account-hours": [account("KSNET"), account("KCP_V2")],
  "card-partial": [card("KCP_V2"), of("CRYPTO", "TRIPLE_A")],
  "virtual-account-partial": [account("KCP_V2"), of("TRANSFER", "KCP_V2")],
  "mobile-no-partial": [mobile("DANAL_TPAY"), mobile("INICIS_V2")],
  "ksnet-mobile-no-partial": [mobile("KSNET"), mobile("KCP_V2")],
  "kcp-mobile-partial": [mobile("KCP_V2"), mobile("INICIS_V2")],
  "inicis-mobile-partial": [mobile("INICIS_V2"), mobile("KCP_V2")],
  "toss-gift-no-partial": [gift("TOSSPAYMENTS", "CULTURELAND"), gift("KCP_V2", "CULTURELAND")],
  "daou-gift-no-partial": [gift("DAOU", "BOOKNLIFE"), gift("DAOU", "CULTURELAND")],
  "mobilians-gift-no-partial": [gift("MOBILIANS_V2", "CULTURELAND"), gift("KCP_V2", "CULTURELAND")],
  "gift-partial-by-issuer": [gift("KCP_V2", "CULTURELAND"), gift("TOSSPAYMENTS", "CULTURELAND")],
  "crypto-partial": [of("CRYPTO", "TRIPLE_A"), of("CRYPTO", "EXIMBAY_V2")],
  "nice-partial-contract": [card("NICE_V2"), card("NICE")],
  "welcome-partial-contract": [card("WELCOME"), card("KCP_V2")],
  "ksnet-partial": [of("TRANSFER", "KSNET"), of("TRANSFER", "KCP_V2")],
  "ksnet-nine-partials": [card("KSNET", { cancellations: partials(3) }), card("KCP_V2")],
  "paymentwall-converted-currency": [card("PAYMENTWALL"), card("EXIMBAY_V2")],
  "prepaid-card": [cardOf({ type: term("GIFT") }), cardOf({})],
  "overseas-card": [cardOf({ brand: term("VISA") }), cardOf({ brand: term("VISA") }, dollars)],
  "corporate-card": [cardOf({ ownerType: term("CORPORATE") }), cardOf({})],
  "card-points": [
    cardOf({ pointUsed: true, issuer: "롯데카드" }),
    cardOf({ pointUsed: true, issuer: "신한카드" }),
  ],
  "card-points-possible": [
    cardOf({ pointUsed: true, issuer: "SHINHAN_CARD" }),
    cardOf({ pointUsed: true, issuer: "롯데카드" }),
  ],
  "card-points-with-tax": [cardOf({ pointUsed: true }, taxFree), cardOf({ pointUsed: true })],
  "card-coupon": [card("KCP_V2", discount), card("KCP_V2", { ...discount, promotionId: "p" })],
  "escrow-before-confirmation": [card("KCP_V2", escrow("DELIVERED")), card("KCP_V2", escrow("CONFIRMED"))],
  "escrow-confirmed": [card("KCP_V2", escrow("CONFIRMED")), card("KCP_V2", escrow("REJECTED"))],
  "escrow-unrecognized": [
    card("KCP_V2", { escrow: { value: "UNRECOGNIZED", raw: "LOST" } }),
    card("KCP_V2", escrow("DELIVERED")),
  ],
  "danal-test-no-partial": [card("DANAL_TPAY", inTest), card("DANAL_TPAY")],
  "smartro-test-full-only": [smartroCard("DEBIT", inTest), smartroCard("CREDIT", inTest)],
  "nice-test-partial": [card("NICE_V2", inTest), card("NICE_V2")],
  "tosspay-partial-vat": [easy("TOSSPAY_V2", "TOSSPAY"), easy("KCP_V2", "TOSSPAY")],
  "toss-virtual-account-fee": [account("TOSSPAYMENTS"), account("KCP_V2")],
  "virtual-account-fee": [account("KCP_V2"), account("TOSSPAYMENTS")],
  "toss-paypal-fee": [easy("TOSSPAYMENTS", "PAYPAL", null), easy("PAYPAL_V2", "PAYPAL", null)],
  "paymentwall-fee": [card("PAYMENTWALL"), card("KCP_V2")],
  "card-no-fee": [card("KCP_V2"), card("PAYMENTWALL")],
  "transfer-fee": [of("TRANSFER", "KCP_V2"), account("KCP_V2")],
  "mobile-no-fee": [mobile("KPN"), mobile("KPN", ofLastMonth)],
  "kakaopay-no-fee": [easy("KAKAOPAY", "KAKAOPAY"), easy("NAVERPAY", "NAVERPAY")],
  "naverpay-no-fee": [easy("NAVERPAY", "NAVERPAY"), easy("KAKAOPAY", "KAKAOPAY")],
  "paypal-no-fee": [easy("PAYPAL_V2", "PAYPAL", null), easy("TOSSPAYMENTS", "PAYPAL", null)],
  "daou-virtual-account-arrival": [account("DAOU"), account("KCP_V2")],
  "mobilians-virtual-account-arrival": [account("MOBILIANS_V2"), account("KCP_V2")],
  "virtual-account-arrival": [account("KCP_V2"), account("DAOU")],
  "card-arrival": [card("KCP_V2"), easy("NAVERPAY", "NAVERPAY")],
  "transfer-arrival": [of("TRANSFER", "KCP_V2"), account("KCP_V2")],
  "mobile-arrival": [mobile("KPN"), mobile("KPN", ofLastMonth)],
  "toss-virtual-account-without-contract": [account("TOSSPAYMENTS"), account("NICE_V2")],
  "kpn-account-refund-service": [account("KPN"), account("NICE_V2")],
  "inicis-virtual-account-contract": [account("INICIS_V2"), account("NICE_V2")],
  "ksnet-virtual-account-contract": [account("KSNET"), account("NICE_V2")],
  "virtual-account-contract": [account("NICE_V2"), account("DANAL_TPAY")],
  "convenience-store-elsewhere": [
    of("CONVENIENCE_STORE", "EXIMBAY_V2"),
    of("CONVENIENCE_STORE", "INICIS_JP"),
  ],
  "dispute-open": [card("EXIMBAY_V2", { hasUnresolvedDispute: true }), card("EXIMBAY_V2")],
  "cancellation-pending": [
    card("KCP_V2", { cancellations: [testCancellation({ status: "REQUESTED" })] }),
    card("KCP_V2", { cancellations: [testCancellation({ status: "FAILED" })] }),
  ],
  "welcome-escrow": [card("WELCOME", escrow("DELIVERED")), card("WELCOME", escrow("REJECTED"))],
  "paypal-seller-consent": [easy("PAYPAL_V2", "PAYPAL", null), easy("HECTO_GLOBAL", "ALIPAY", null)],
  "virtual-account-needs-account": [account("KCP_V2"), account("SMARTRO_V2")],
  "smartro-virtual-account-needs-phone": [account("SMARTRO_V2"), account("KCP_V2")],
  "welcome-needs-account": [of("TRANSFER", "WELCOME"), card("WELCOME")],
  "smartro-transfer-needs-account": [of("TRANSFER", "SMARTRO_V2"), card("SMARTRO_V2")],
  "kpn-transfer-needs-account": [of("TRANSFER", "KPN"), card("KPN")],
  "kcp-mobile-no-account": [mobile("KCP_V2"), mobile("KCP_V2", ofLastMonth)],
  "triple-a-needs-email": [of("CRYPTO", "TRIPLE_A"), of("CRYPTO", "EXIMBAY_V2")],
  "triple-a-later": [of("CRYPTO", "TRIPLE_A"), of("CRYPTO", "EXIMBAY_V2")],
  "kicc-wechat-later": [easy("KICC_V2", "WECHAT", null), easy("KICC_V2", "ALIPAY", null)],
  "paypal-may-be-later": [easy("PAYPAL_V2", "PAYPAL", null), easy("TOSSPAYMENTS", "PAYPAL", null)],
  "smartro-virtual-account-later": [account("SMARTRO_V2"), card("SMARTRO_V2")],
  "paymentwall-later": [card("PAYMENTWALL"), card("KCP_V2")],
  "promotion-order-amount": [card("KCP_V2", { promotionId: "p" }), card("KCP_V2", discount)],
  "promotion-may-be-refused": [card("KCP_V2", { promotionId: "p" }), card("KCP_V2", discount)],
  "ksnet-cash-receipt": [account("KSNET", receipt), account("KSNET", noExtras)],
  "smartro-cash-receipt": [of("TRANSFER", "SMARTRO_V2", receipt), of("TRANSFER", "SMARTRO_V2")],
  "ksnet-mixed-tax-receipt": [account("KSNET", taxFree), account("KSNET")],
  "mixed-tax-contract": [card("NICE_V2", taxFree), card("NICE_V2")],
  "paypal-no-tax-free": [easy("PAYPAL_V2", "PAYPAL", null, taxFree), easy("PAYPAL_V2", "PAYPAL", null)],
  "brandpay-exact-tax-free": [card("TOSS_BRANDPAY", taxFree), card("TOSS_BRANDPAY")],
  "kakaopay-no-vat": [easy("KAKAOPAY", "KAKAOPAY"), easy("KCP_V2", "KAKAOPAY")],
  "kpn-own-vat": [card("KPN"), card("KCP_V2")],
  "welcome-tax-parts": [card("WELCOME", taxFree), card("WELCOME")],
  "mobilians-mixed-tax": [card("MOBILIANS_V2", taxFree), card("MOBILIANS_V2")],
  "inicis-omitted-tax-free": [card("INICIS_V2", taxFree), card("KCP_V2", taxFree)],
  "kcp-omitted-tax-free": [card("KCP_V2", taxFree), card("INICIS_V2", taxFree)],
  "nice-exact-parts": [card("NICE", taxFree), card("NICE_V2", taxFree)],
  "smartro-tax-free-part": [card("SMARTRO_V2", taxFree), card("SMARTRO_V2")],
  "daou-easy-pay-no-tax-free": [easy("DAOU", "PAYCO", null, taxFree), card("DAOU", taxFree)],
  "mobilians-payco-no-mixed-tax": [
    easy("MOBILIANS_V2", "PAYCO", null, taxFree),
    card("MOBILIANS_V2", taxFree),
  ],
  "kpn-dollars": [card("KPN", dollars), card("KPN")],
  "paymentwall-countries": [card("PAYMENTWALL"), card("EXIMBAY_V2")],
  "test-charged-and-cancelled": [card("INICIS_V2", inTest), card("TOSSPAYMENTS", inTest)],
  "test-daou-charged-and-cancelled": [card("DAOU", inTest), card("WELCOME", inTest)],
  "test-never-charged": [card("WELCOME", inTest), card("INICIS_V2", inTest)],
  "test-wallet-never-charged": [
    easy("KAKAOPAY", "KAKAOPAY", null, inTest),
    easy("KCP_V2", "KAKAOPAY", null, inTest),
  ],
  "test-kakaopay-through-kcp": [
    easy("KCP_V2", "KAKAOPAY", null, inTest),
    easy("KCP_V2", "NAVERPAY", null, inTest),
  ],
  "paymentwall-test-is-real": [card("PAYMENTWALL", inTest), card("PAYMENTWALL")],
  "test-easy-pay-by-hand": [
    easy("KCP_V2", "KAKAOPAY", null, inTest),
    easy("KAKAOPAY", "KAKAOPAY", null, inTest),
  ],
  "naver-requester-and-reason": [easy("NAVERPAY", "NAVERPAY"), easy("KCP_V2", "NAVERPAY")],
  "naver-maintenance": [easy("NAVERPAY", "NAVERPAY"), easy("KCP_V2", "NAVERPAY")],
  "kcp-certificate": [card("KCP_V2"), card("INICIS_V2")],
  "nice-cancel-password": [card("NICE_V2"), card("KCP_V2")],
  "smartro-cancel-password": [card("SMARTRO_V2"), card("KCP_V2")],
  "smartro-notices": [account("SMARTRO_V2"), card("SMARTRO_V2")],
  "eximbay-chargebacks": [card("EXIMBAY_V2"), card("KCP_V2")],
};

const rulesOf = (payment: Payment) =>
  refundPolicy(payment, seoul("2026-11-24T12:00:00"), []).lines.map(({ rule }) => rule);

describe.each(Object.entries(rows))("%s", (rule, [speaksOf, silentOn]) => {
  test("applies to the first payment and not to the second", () => {
    expect(rulesOf(speaksOf)).toContain(rule);
    expect(rulesOf(silentOn)).not.toContain(rule);
  });
});
