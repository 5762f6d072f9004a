// Each PG's rule at its boundary. Times are Asia/Seoul; the clock is set to the time of the row. Long because it is a table.
import { describe, expect, it } from "vitest";
import type { PaymentOverrides } from "../control/create-payment.ts";
import type { Switches } from "../control/switches.ts";
import { at, seoul, testSandbox } from "../test-harness.ts";

const account = { refundAccount: { bank: "SHINHAN", number: "110123456789", holderName: "김민서" } };
const withPhone = { refundAccount: { ...account.refundAccount, holderPhoneNumber: "01012345678" } };
const january = "2026-01-31T12:00:00";
const kakao = (inner: object) => ({
  type: "PaymentMethodEasyPay",
  provider: "KAKAOPAY",
  easyPayMethod: inner,
});
const card = { type: "PaymentMethodCard", card: { issuer: "신한카드", brand: "LOCAL", type: "CREDIT" } };
const gift = { ...card, card: { ...card.card, type: "GIFT" } };
const visa = { ...card, card: { ...card.card, brand: "VISA" } };
const sent = { company: "CJ대한통운", invoiceNumber: "1" };

type Row = [
  name: string,
  payment: PaymentOverrides & { paid?: string },
  now: string,
  body: Record<string, unknown>,
  outcome: string,
  switches?: Partial<Switches>,
];

const rows: Row[] = [
  [
    "mobile, last second of the month",
    { method: "MOBILE", pgProvider: "DANAL_TPAY" },
    "2026-01-31T23:59:59",
    {},
    "SUCCEEDED",
  ],
  [
    "mobile, first second of the next",
    { method: "MOBILE", pgProvider: "DANAL_TPAY" },
    "2026-02-01T00:00:00",
    {},
    "PG_PROVIDER",
  ],
  [
    "mobile next month with account, Danal",
    { method: "MOBILE", pgProvider: "DANAL_TPAY" },
    "2026-02-01T00:00:00",
    account,
    "PG_PROVIDER",
  ],
  [
    "mobile next month with account, KCP",
    { method: "MOBILE", pgProvider: "KCP_V2" },
    "2026-02-01T00:00:00",
    account,
    "SUCCEEDED",
  ],
  [
    "mobile next month, no contract",
    { method: "MOBILE", pgProvider: "KCP_V2" },
    "2026-02-01T00:00:00",
    account,
    "PG_PROVIDER",
    { contractMobileNextMonth: false },
  ],
  [
    "mobile same month with account, KCP",
    { method: "MOBILE", pgProvider: "KCP_V2" },
    "2026-01-31T23:00:00",
    account,
    "PG_PROVIDER 8345",
  ],
  [
    "mobile next month without account, KPN",
    { method: "MOBILE", pgProvider: "KPN" },
    "2026-02-01T00:00:00",
    {},
    "INVALID_REQUEST",
  ],
  [
    "mobile next month with account, KPN",
    { method: "MOBILE", pgProvider: "KPN" },
    "2026-02-01T00:00:00",
    account,
    "SUCCEEDED",
  ],
  [
    "mobile partial, Danal",
    { method: "MOBILE", pgProvider: "DANAL_TPAY" },
    january,
    { amount: 100 },
    "PG_PROVIDER",
  ],
  [
    "mobile partial, Inicis",
    { method: "MOBILE", pgProvider: "INICIS_V2" },
    january,
    { amount: 100 },
    "SUCCEEDED",
  ],
  [
    "mobile partial, KCP without set-up",
    { method: "MOBILE", pgProvider: "KCP_V2" },
    january,
    { amount: 100 },
    "PG_PROVIDER 8142",
    { contractMobilePartial: false },
  ],
  [
    "KSNET, last second of six months",
    { pgProvider: "KSNET", paid: "2025-08-31T10:00:00" },
    "2026-02-28T23:59:59",
    {},
    "SUCCEEDED",
  ],
  [
    "KSNET, after six months",
    { pgProvider: "KSNET", paid: "2025-08-31T10:00:00" },
    "2026-03-01T00:00:00",
    {},
    "PG_PROVIDER",
  ],
  [
    "KSNET account at 05:59:59",
    { method: "VIRTUAL_ACCOUNT", pgProvider: "KSNET" },
    "2026-02-02T05:59:59",
    account,
    "PG_PROVIDER",
  ],
  [
    "KSNET account at 06:00:00",
    { method: "VIRTUAL_ACCOUNT", pgProvider: "KSNET" },
    "2026-02-02T06:00:00",
    account,
    "SUCCEEDED",
  ],
  [
    "KSNET account at 22:59:59",
    { method: "VIRTUAL_ACCOUNT", pgProvider: "KSNET" },
    "2026-02-02T22:59:59",
    account,
    "SUCCEEDED",
  ],
  [
    "KSNET account at 23:00:00",
    { method: "VIRTUAL_ACCOUNT", pgProvider: "KSNET" },
    "2026-02-02T23:00:00",
    account,
    "PG_PROVIDER",
  ],
  ["account without refundAccount", { method: "VIRTUAL_ACCOUNT" }, january, {}, "INVALID_REQUEST"],
  ["account with refundAccount", { method: "VIRTUAL_ACCOUNT" }, january, account, "SUCCEEDED"],
  [
    "account, letters in the number",
    { method: "VIRTUAL_ACCOUNT" },
    january,
    { refundAccount: { ...account.refundAccount, number: "11012가456789" } },
    "PG_PROVIDER",
  ],
  [
    "account, Smartro without phone",
    { method: "VIRTUAL_ACCOUNT", pgProvider: "SMARTRO_V2" },
    january,
    account,
    "INVALID_REQUEST",
  ],
  [
    "account, Smartro",
    { method: "VIRTUAL_ACCOUNT", pgProvider: "SMARTRO_V2" },
    january,
    withPhone,
    "REQUESTED",
  ],
  [
    "account, Danal",
    { method: "VIRTUAL_ACCOUNT", pgProvider: "DANAL_TPAY" },
    january,
    account,
    "PG_PROVIDER",
  ],
  [
    "account, no contract, KCP",
    { method: "VIRTUAL_ACCOUNT", pgProvider: "KCP_V2" },
    january,
    account,
    "PG_PROVIDER 8327",
    { contractVirtualAccountRefund: false },
  ],
  [
    "account, no contract, Toss",
    { method: "VIRTUAL_ACCOUNT" },
    january,
    account,
    "SUCCEEDED",
    { contractVirtualAccountRefund: false },
  ],
  [
    "account, test channel",
    { method: "VIRTUAL_ACCOUNT", channelType: "TEST" },
    january,
    account,
    "PG_PROVIDER",
  ],
  [
    "account, test channel accepted",
    { method: "VIRTUAL_ACCOUNT", channelType: "TEST" },
    january,
    account,
    "SUCCEEDED",
    { testVirtualAccountRefund: "accept" },
  ],
  [
    "transfer, Smartro without account",
    { method: "TRANSFER", pgProvider: "SMARTRO_V2" },
    january,
    {},
    "INVALID_REQUEST",
  ],
  [
    "transfer, Smartro with account",
    { method: "TRANSFER", pgProvider: "SMARTRO_V2" },
    january,
    withPhone,
    "SUCCEEDED",
  ],
  [
    "transfer, Smartro, V1 rule off",
    { method: "TRANSFER", pgProvider: "SMARTRO_V2" },
    january,
    {},
    "SUCCEEDED",
    { v1AccountRules: false },
  ],
  ["transfer after four months", { method: "TRANSFER" }, "2026-05-31T00:00:00", {}, "SUCCEEDED"],
  [
    "transfer after four months, limited",
    { method: "TRANSFER" },
    "2026-05-31T00:00:00",
    {},
    "PG_PROVIDER",
    { transferDeadline: "three-months" },
  ],
  ["card, last second of a year", { pgProvider: "INICIS_V2" }, "2027-01-31T23:59:59", {}, "SUCCEEDED"],
  ["card, after a year", { pgProvider: "INICIS_V2" }, "2027-02-01T00:00:00", {}, "PG_PROVIDER 500667"],
  [
    "card of a leap day, after a year",
    { pgProvider: "INICIS_V2", paid: "2024-02-29T10:00:00" },
    "2025-03-01T00:00:00",
    {},
    "PG_PROVIDER 500667",
  ],
  [
    "card, after a year, open",
    { pgProvider: "INICIS_V2" },
    "2027-02-01T00:00:00",
    {},
    "SUCCEEDED",
    { cardDeadline: "open" },
  ],
  [
    "Kakao card after a year",
    { pgProvider: "KAKAOPAY", method: kakao(card) },
    "2027-02-01T00:00:00",
    {},
    "PG_PROVIDER -784",
  ],
  [
    "Kakao money after four years",
    { pgProvider: "KAKAOPAY", method: kakao({ type: "PaymentMethodEasyPayMethodCharge" }) },
    "2030-02-01T00:00:00",
    {},
    "SUCCEEDED",
  ],
  [
    "Kakao money after five years",
    { pgProvider: "KAKAOPAY", method: kakao({ type: "PaymentMethodEasyPayMethodCharge" }) },
    "2031-02-01T00:00:00",
    {},
    "PG_PROVIDER -784",
  ],
  ["Naver, day 1095", { pgProvider: "NAVERPAY", method: "EASY_PAY" }, "2029-01-30T23:59:59", {}, "SUCCEEDED"],
  [
    "Naver, day 1096",
    { pgProvider: "NAVERPAY", method: "EASY_PAY" },
    "2029-01-31T00:00:00",
    {},
    "PG_PROVIDER",
  ],
  [
    "PayPal, day 180",
    { pgProvider: "PAYPAL_V2", method: "EASY_PAY", currency: "USD" },
    "2026-07-30T23:59:59",
    {},
    "SUCCEEDED",
  ],
  [
    "PayPal, day 181",
    { pgProvider: "PAYPAL_V2", method: "EASY_PAY", currency: "USD" },
    "2026-07-31T00:00:00",
    {},
    "PG_PROVIDER",
  ],
  [
    "PayPal, sometimes later",
    { pgProvider: "PAYPAL_V2", method: "EASY_PAY", currency: "USD" },
    january,
    {},
    "REQUESTED",
    { paypalAsync: true },
  ],
  [
    "PayPal, tax-free",
    { pgProvider: "PAYPAL_V2", method: "EASY_PAY", currency: "USD", taxFree: 100 },
    january,
    { amount: 100, taxFreeAmount: 100 },
    "PG_PROVIDER",
  ],
  ["gift certificate, whole", { method: "GIFT_CERTIFICATE" }, january, {}, "SUCCEEDED"],
  ["gift certificate, part, Toss", { method: "GIFT_CERTIFICATE" }, january, { amount: 100 }, "PG_PROVIDER"],
  [
    "convenience store",
    { method: "CONVENIENCE_STORE", pgProvider: "INICIS_JP", currency: "JPY" },
    january,
    {},
    "PG_PROVIDER",
  ],
  [
    "NICE part without contract",
    { pgProvider: "NICE_V2" },
    january,
    { amount: 100 },
    "PG_PROVIDER",
    { contractPartialCancel: false },
  ],
  [
    "NICE whole without contract",
    { pgProvider: "NICE_V2" },
    january,
    {},
    "SUCCEEDED",
    { contractPartialCancel: false },
  ],
  [
    "Danal part in test",
    { pgProvider: "DANAL_TPAY", channelType: "TEST" },
    january,
    { amount: 100 },
    "PG_PROVIDER",
  ],
  [
    "escrow part before confirmation",
    { escrow: { status: "DELIVERED", ...sent } },
    january,
    { amount: 100 },
    "PG_PROVIDER",
  ],
  [
    "escrow part after confirmation",
    { escrow: { status: "CONFIRMED", isAutomaticallyConfirmed: false, ...sent } },
    january,
    { amount: 100 },
    "SUCCEEDED",
  ],
  [
    "Welcome escrow",
    { pgProvider: "WELCOME", escrow: { status: "DELIVERED", ...sent } },
    january,
    {},
    "PG_PROVIDER",
  ],
  [
    "Welcome escrow rejected",
    { pgProvider: "WELCOME", escrow: { status: "REJECTED", ...sent } },
    january,
    {},
    "SUCCEEDED",
  ],
  [
    "Paymentwall part, other currency",
    { pgProvider: "PAYMENTWALL", currency: "USD", processingCurrency: "EUR" },
    january,
    { amount: 100 },
    "PG_PROVIDER",
  ],
  [
    "Paymentwall, later",
    { pgProvider: "PAYMENTWALL", currency: "USD" },
    january,
    {},
    "REQUESTED",
    { paymentwallAsync: true },
  ],
  ["KPN, 99 cents", { pgProvider: "KPN", currency: "USD" }, january, { amount: 99 }, "PG_PROVIDER"],
  ["KPN, one dollar", { pgProvider: "KPN", currency: "USD" }, january, { amount: 100 }, "SUCCEEDED"],
  ["prepaid card part", { pgProvider: "KCP_V2", method: gift }, january, { amount: 100 }, "PG_PROVIDER 8379"],
  ["prepaid card whole", { pgProvider: "KCP_V2", method: gift }, january, {}, "SUCCEEDED"],
  ["overseas card part in won", { method: visa }, january, { amount: 100 }, "PG_PROVIDER"],
  [
    "overseas card part, rule off",
    { method: visa },
    january,
    { amount: 100 },
    "SUCCEEDED",
    { cardPartialRefusals: "off" },
  ],
  [
    "points, a company that can",
    { method: { ...card, pointUsed: true } },
    january,
    { amount: 100 },
    "SUCCEEDED",
  ],
  [
    "points with tax parts",
    { method: { ...card, pointUsed: true }, taxFree: 500 },
    january,
    { amount: 100 },
    "PG_PROVIDER",
  ],
  [
    "VAT beyond what is left, KCP",
    { pgProvider: "KCP_V2" },
    january,
    { amount: 9_000, vatAmount: 9_000 },
    "PG_PROVIDER 8098",
  ],
  ["VAT is ignored by KPN", { pgProvider: "KPN" }, january, { amount: 9_000, vatAmount: 9_000 }, "SUCCEEDED"],
  [
    "Triple-A without e-mail",
    { pgProvider: "TRIPLE_A", method: "CRYPTO", currency: "USD" },
    january,
    {},
    "INVALID_REQUEST",
  ],
  [
    "Triple-A",
    { pgProvider: "TRIPLE_A", method: "CRYPTO", currency: "USD" },
    january,
    { refundEmail: "a@example.com" },
    "REQUESTED",
  ],
  [
    "KICC WeChat",
    { pgProvider: "KICC_V2", method: { type: "PaymentMethodEasyPay", provider: "WECHAT" }, currency: "USD" },
    january,
    {},
    "REQUESTED",
  ],
  [
    "KICC Alipay",
    { pgProvider: "KICC_V2", method: { type: "PaymentMethodEasyPay", provider: "ALIPAY" }, currency: "USD" },
    january,
    {},
    "SUCCEEDED",
  ],
];

describe("a cancel at the PG", () => {
  it.each(rows)("%s", async (_, { paid, ...payment }, now, body, outcome, switches = {}) => {
    const { sandbox, client } = await testSandbox({ now: () => seoul(now) });
    sandbox.control.setSwitches(switches);
    const { id } = sandbox.control.createPayment({
      total: 10_000,
      paidAt: seoul(paid ?? "2026-01-31T10:00:00"),
      ...payment,
    });
    const reply = await client.cancel(id, body);
    const got =
      reply.status === 200
        ? String(at(reply.body, "cancellation", "status"))
        : `${reply.body.type} ${reply.body.pgCode ?? ""}`;
    expect(outcome.includes(" ") ? got : got.split(" ")[0]).toBe(outcome);
    expect(sandbox.control.ledger(id)).toHaveLength(outcome === "SUCCEEDED" ? 1 : 0);
    if (outcome.startsWith("PG_PROVIDER")) {
      expect(reply.status).toBe(502);
      expect(reply.body.pgMessage).toMatch(/[가-힣]/);
    }
  });

  it("is refused after nine partial cancels at KSNET", async () => {
    const { sandbox, client } = await testSandbox();
    const { id } = sandbox.control.createPayment({ pgProvider: "KSNET", total: 100_000 });
    const statuses: number[] = [];
    for (let count = 0; count < 10; count += 1)
      statuses.push((await client.cancel(id, { amount: 1_000 })).status);
    expect(statuses).toEqual([...Array(9).fill(200), 502]);
  });

  it("without VAT makes later partial cancels impossible at Toss Pay", async () => {
    const { sandbox, client } = await testSandbox();
    const toss = { pgProvider: "TOSSPAY_V2", method: "EASY_PAY", vatSpecified: true, total: 11_000 } as const;
    const careless = sandbox.control.createPayment(toss);
    expect((await client.cancel(careless.id, { amount: 1_100 })).status).toBe(200);
    expect((await client.cancel(careless.id, { amount: 1_100 })).status).toBe(502);
    const careful = sandbox.control.createPayment(toss);
    expect((await client.cancel(careful.id, { amount: 1_100, vatAmount: 100 })).status).toBe(200);
    expect((await client.cancel(careful.id, { amount: 1_100, vatAmount: 100 })).status).toBe(200);
  });
});
