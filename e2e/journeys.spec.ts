// One full and one partial refund of each method in the sandbox: the fields of the form, the request to PortOne, the
// sandbox's ledger, and the outcome. Each method is a row. "막힘" marks a refund that the documents refuse: the operator
// sees why and cannot send it.
import type { Page } from "@playwright/test";
import { typeIn } from "./keyboard";
import { chooseReason, confirm, fillAccount, fillPart, receipt, review } from "./refund-steps";
import { expect, test } from "./test";

type End = "완료" | "접수됨" | "실패" | "막힘";
type Journey = {
  name: string;
  payment: Record<string, unknown>;
  /** Fills in fields other than amount and reason. */
  fill?: (page: Page) => Promise<void>;
  /** Fills in fields of a partial refund only. */
  fillPart?: (page: Page) => Promise<void>;
  /** Fields of the request other than amounts and reason, for both kinds; and for a partial refund only. */
  sent?: Record<string, unknown>;
  sentWithPart?: Record<string, unknown>;
  /** The outcome of each kind; absent when another row covers it. */
  all?: End;
  part?: End;
  /** PortOne's way of counting is not documented: no balance is sent as a lock, and no amount is promised for a part. */
  isDiscounted?: true;
};

const day = 86_400_000;
const ago = (days: number) => new Date(Date.now() - days * day).toISOString();
const card = { type: "PaymentMethodCard", card: { issuer: "신한카드", brand: "LOCAL", type: "CREDIT" } };
const wallet = (provider: string, easyPayMethod?: object) => ({
  type: "PaymentMethodEasyPay",
  provider,
  ...(easyPayMethod && { easyPayMethod }),
});
const charge = { type: "PaymentMethodEasyPayMethodCharge", bank: "SHINHAN" };
const gift = (kind: string) => ({
  type: "PaymentMethodGiftCertificate",
  giftCertificateType: kind,
  approvalNumber: "1234567890",
});
const delivered = { status: "DELIVERED", company: "CJ대한통운", invoiceNumber: "689012345678" };

const account = { bank: "SHINHAN", number: "110123456789", holderName: "김민서" };
const toAccount = { fill: (page: Page) => fillAccount(page), sent: { refundAccount: account } };
const withPhone = {
  fill: (page: Page) => fillAccount(page, { phone: "010-1234-5678" }),
  sent: { refundAccount: { ...account, holderPhoneNumber: "01012345678" } },
};
/** Fills in an account where it is optional. */
const offered = (how: typeof toAccount) => ({
  ...how,
  fill: async (page: Page) => {
    await page.getByLabel("계좌로 환불하기").check();
    await how.fill(page);
  },
});

const journeys: readonly Journey[] = [
  { name: "a card", payment: {}, all: "완료", part: "완료" },
  {
    name: "a card in dollars",
    payment: { pgProvider: "EXIMBAY_V2", currency: "USD" },
    all: "완료",
    part: "완료",
  },
  { name: "a card in yen", payment: { pgProvider: "INICIS_JP", currency: "JPY" }, all: "완료", part: "완료" },
  {
    name: "a card with a tax-free part",
    payment: { pgProvider: "INICIS_V2", taxFree: 16_000 },
    sentWithPart: { taxFreeAmount: 6_000 },
    all: "완료",
    part: "완료",
  },
  {
    name: "a card of NICE with a stated VAT",
    payment: { pgProvider: "NICE_V2" },
    fill: (page) => typeIn(page.getByLabel("이 중 부가세"), "1,364"),
    sentWithPart: { vatAmount: 1_364 },
    part: "완료",
  },
  {
    name: "a card with points and a discount",
    payment: { pgProvider: "KCP_V2", method: { ...card, pointUsed: true }, discount: 4_000 },
    all: "완료",
    part: "완료",
    isDiscounted: true,
  },
  {
    name: "a prepaid card",
    payment: { pgProvider: "KCP_V2", method: { ...card, card: { ...card.card, type: "GIFT" } } },
    all: "완료",
    part: "실패",
  },
  {
    name: "a card of KSNET after six months",
    payment: { pgProvider: "KSNET", paidAt: ago(200) },
    all: "막힘",
  },
  {
    name: "an escrow payment on its way",
    payment: { pgProvider: "KCP_V2", escrow: delivered },
    all: "완료",
    part: "막힘",
  },
  {
    name: "an escrow payment whose purchase is confirmed",
    payment: {
      pgProvider: "KCP_V2",
      escrow: { ...delivered, status: "CONFIRMED", isAutomaticallyConfirmed: true },
    },
    part: "완료",
  },
  { name: "a bank transfer", payment: { method: "TRANSFER" }, all: "완료", part: "완료" },
  {
    name: "a transfer of KPN without an account",
    payment: { method: "TRANSFER", pgProvider: "KPN" },
    all: "완료",
  },
  {
    name: "a transfer of KPN that is paid to an account",
    payment: { method: "TRANSFER", pgProvider: "KPN" },
    ...offered(toAccount),
    part: "완료",
  },
  {
    name: "a transfer of Smartro, with account and phone",
    payment: { method: "TRANSFER", pgProvider: "SMARTRO_V2" },
    ...offered(withPhone),
    all: "완료",
    part: "완료",
  },
  {
    name: "a transfer of Welcome, with account and phone",
    payment: { method: "TRANSFER", pgProvider: "WELCOME" },
    ...offered(withPhone),
    all: "완료",
  },
  {
    name: "a virtual account",
    payment: { method: "VIRTUAL_ACCOUNT" },
    ...toAccount,
    all: "완료",
    part: "완료",
  },
  {
    name: "a virtual account of Smartro, which requires the holder's phone and answers later",
    payment: { method: "VIRTUAL_ACCOUNT", pgProvider: "SMARTRO_V2" },
    ...withPhone,
    all: "접수됨",
    part: "접수됨",
  },
  {
    name: "a virtual account of Welcome, which requires the holder's phone",
    payment: { method: "VIRTUAL_ACCOUNT", pgProvider: "WELCOME" },
    ...withPhone,
    all: "완료",
  },
  {
    name: "a virtual account of KPN",
    payment: { method: "VIRTUAL_ACCOUNT", pgProvider: "KPN" },
    ...toAccount,
    all: "완료",
  },
  {
    name: "a virtual account of Danal",
    payment: { method: "VIRTUAL_ACCOUNT", pgProvider: "DANAL_TPAY" },
    all: "막힘",
  },
  {
    name: "a virtual account of a test channel",
    payment: { method: "VIRTUAL_ACCOUNT", channelType: "TEST" },
    all: "막힘",
  },
  {
    name: "a mobile payment in its month",
    payment: { method: "MOBILE", pgProvider: "DANAL_TPAY" },
    all: "완료",
    part: "막힘",
  },
  {
    name: "a mobile payment of Inicis",
    payment: { method: "MOBILE", pgProvider: "INICIS_V2" },
    part: "완료",
  },
  {
    name: "a mobile payment of KCP",
    payment: { method: "MOBILE", pgProvider: "KCP_V2" },
    all: "완료",
    part: "완료",
  },
  ...["KPN", "KCP_V2", "INICIS_V2"].map(
    (pgProvider): Journey => ({
      name: `a mobile payment of ${pgProvider} after its month`,
      payment: { method: "MOBILE", pgProvider, paidAt: ago(45) },
      ...toAccount,
      all: "완료",
    }),
  ),
  {
    name: "a mobile payment of Danal after its month",
    payment: { method: "MOBILE", pgProvider: "DANAL_TPAY", paidAt: ago(45) },
    all: "막힘",
  },
  {
    name: "Kakao Pay by card",
    payment: { method: wallet("KAKAOPAY", card), pgProvider: "KAKAOPAY" },
    all: "완료",
    part: "완료",
  },
  {
    name: "Kakao Pay money of more than a year ago",
    payment: { method: wallet("KAKAOPAY", charge), pgProvider: "KAKAOPAY", paidAt: ago(390) },
    all: "완료",
    part: "완료",
  },
  {
    name: "Kakao Pay by card of more than a year ago",
    payment: { method: wallet("KAKAOPAY", card), pgProvider: "KAKAOPAY", paidAt: ago(390) },
    all: "막힘",
  },
  {
    name: "Naver Pay of two years ago",
    payment: { method: wallet("NAVERPAY", card), pgProvider: "NAVERPAY", paidAt: ago(700) },
    all: "완료",
  },
  {
    name: "Naver Pay points with a discount",
    payment: { method: wallet("NAVERPAY", charge), pgProvider: "NAVERPAY", discount: 2_000 },
    part: "완료",
    isDiscounted: true,
  },
  {
    name: "Toss Pay with a stated VAT",
    payment: { method: wallet("TOSSPAY", card), pgProvider: "TOSSPAY_V2", vatSpecified: true },
    all: "완료",
    fillPart: (page) => typeIn(page.getByLabel("이 중 부가세"), "1,364"),
    sentWithPart: { vatAmount: 1_364 },
    part: "완료",
  },
  {
    name: "PayPal",
    payment: { method: wallet("PAYPAL"), pgProvider: "PAYPAL_V2", currency: "USD" },
    all: "완료",
    part: "완료",
  },
  {
    name: "PayPal after 180 days",
    payment: { method: wallet("PAYPAL"), pgProvider: "PAYPAL_V2", currency: "USD", paidAt: ago(182) },
    all: "막힘",
  },
  {
    name: "WeChat Pay of KICC, which answers later",
    payment: { method: wallet("WECHAT"), pgProvider: "KICC_V2", currency: "USD" },
    all: "접수됨",
    part: "접수됨",
  },
  {
    name: "Alipay",
    payment: { method: wallet("ALIPAY"), pgProvider: "HECTO_GLOBAL", currency: "USD" },
    all: "완료",
    part: "완료",
  },
  { name: "a gift certificate", payment: { method: "GIFT_CERTIFICATE", pgProvider: "KCP_V2" }, part: "완료" },
  {
    name: "a gift certificate of Toss Payments",
    payment: { method: gift("CULTURELAND") },
    all: "완료",
    part: "막힘",
  },
  {
    name: "a convenience store slip that was paid",
    payment: { method: "CONVENIENCE_STORE", pgProvider: "INICIS_JP", currency: "JPY" },
    all: "막힘",
    part: "막힘",
  },
  {
    name: "crypto of Triple-A",
    payment: { method: "CRYPTO", pgProvider: "TRIPLE_A", currency: "USD" },
    fill: (page) => typeIn(page.getByLabel("환불 안내를 받을 이메일"), "buyer@example.com"),
    sent: { refundEmail: "buyer@example.com" },
    all: "접수됨",
    part: "접수됨",
  },
];

/** Returns an amount of minor units as the screens format it. */
function formatted(minor: number, currency: unknown): string {
  if (currency === "USD") return `$${(minor / 100).toFixed(2)}`;
  return currency === "JPY" ? `¥${minor.toLocaleString("en")}` : `${minor.toLocaleString("en")}원`;
}

for (const journey of journeys) {
  const { name, payment: overrides, fill, sent = {}, sentWithPart = {}, isDiscounted } = journey;
  const { currency } = overrides;
  for (const [kind, end] of [
    ["all", journey.all],
    ["part", journey.part],
  ] as const) {
    if (end === undefined) continue;
    const amount = kind === "all" ? 40_000 : 15_000;
    test(`${name}: ${kind === "all" ? "a full refund" : "a partial refund"} ends as ${end}`, async ({
      page,
      sandbox,
    }) => {
      const payment = await sandbox.createPayment({ total: 40_000, ...overrides });
      await page.goto(`/payments/${payment.id}`);
      if (journey.all === "막힘") {
        const state = page.getByRole("region", { name: "환불 상태" });
        await expect(state).toContainText("지금은 환불할 수 없습니다");
        await expect(state).toContainText("관리자에게 요청");
        await expect(page.getByRole("button", { name: "환불 내용 확인" })).toHaveCount(0);
        expect(await sandbox.requests(payment.id, "cancelPayment")).toEqual([]);
        return;
      }
      if (kind === "part") await fillPart(page, currency === "USD" ? "150.00" : "15,000");
      if (end === "막힘") {
        await expect(page.getByText("환불 조건상 PG가 거절하는 환불입니다")).toBeVisible();
        await expect(page.getByText("그래도 보내려면 관리자에게 요청해 주세요.")).toBeVisible();
        await expect(page.getByRole("button", { name: "환불 내용 확인" })).toBeDisabled();
        expect(await sandbox.requests(payment.id, "cancelPayment")).toEqual([]);
        return;
      }
      await fill?.(page);
      if (kind === "part") await journey.fillPart?.(page);
      await chooseReason(page);
      await review(page);
      await expect(receipt(page)).toContainText("환불은 되돌릴 수 없습니다.");
      const charged = 40_000 - Number(overrides.discount ?? 0);
      const button = isDiscounted
        ? kind === "all"
          ? `${formatted(charged, currency)} 환불하기`
          : `${formatted(amount, currency)} 취소하기`
        : `${formatted(amount, currency)} 환불하기`;
      await confirm(page, button, end);

      const requests = await sandbox.requests(payment.id, "cancelPayment");
      expect(requests).toHaveLength(1);
      const body = JSON.parse(requests[0]?.body ?? "");
      expect(body).toMatchObject({
        ...sent,
        requester: "CUSTOMER",
        reason: expect.stringMatching(/^고객 변심/),
        ...(isDiscounted ? {} : { currentCancellableAmount: 40_000 }),
        ...(kind === "part" ? { amount, ...sentWithPart } : {}),
      });
      for (const absent of ["amount", "refundAccount", "refundEmail", "promotionDiscountRetainOption"])
        if (!(absent in sent) && !(absent === "amount" && kind === "part"))
          expect(body).not.toHaveProperty(absent);
      if (isDiscounted) expect(body).not.toHaveProperty("currentCancellableAmount");
      const ledger = await sandbox.ledger(payment.id);
      expect(ledger).toHaveLength(end === "완료" ? 1 : 0);
      if (end === "완료" && !isDiscounted) expect(ledger).toMatchObject([{ amount, by: "api" }]);
    });
  }
}

test("the payer is offered as account holder only when PortOne has the name, and the buyer's phone where it is needed", async ({
  page,
  sandbox,
}) => {
  const known = await sandbox.createPayment({ method: "VIRTUAL_ACCOUNT", pgProvider: "SMARTRO_V2" });
  await page.goto(`/payments/${known.id}`);
  await page.getByRole("button", { name: "입금자 김민서 입력하기" }).click();
  await expect(page.getByLabel("예금주", { exact: true })).toHaveValue("김민서");
  await expect(page.getByRole("button", { name: /^입금자/ })).toHaveCount(0);
  await page.getByRole("button", { name: "구매자 010-2345-6789 입력하기" }).click();
  await expect(page.getByLabel("예금주 연락처")).toHaveValue("010-2345-6789");
  await expect(page.getByRole("button", { name: /^구매자/ })).toHaveCount(0);
  const method = { type: "PaymentMethodVirtualAccount", bank: "SHINHAN", accountNumber: "11012345678901" };
  const unknown = await sandbox.createPayment({ method });
  page.once("dialog", (dialog) => dialog.accept());
  await page.goto(`/payments/${unknown.id}`);
  await fillAccount(page);
  await expect(page.getByRole("button", { name: /^입금자/ })).toHaveCount(0);
});

test("points are refunded separately from money, and a partial refund promises no amount", async ({
  page,
  sandbox,
}) => {
  const payment = {
    method: wallet("NAVERPAY", charge),
    pgProvider: "NAVERPAY",
    total: 10_000,
    discount: 2_000,
  };
  const { id } = await sandbox.createPayment(payment);
  await page.goto(`/payments/${id}`);
  await chooseReason(page);
  await review(page);
  await expect(receipt(page)).toContainText("환불 금액8,000원주문 금액 10,000원 취소");
  await confirm(page, "8,000원 환불하기", "완료");
  await expect(receipt(page)).toContainText("8,000원 환불이 완료되었습니다.");
  await expect(receipt(page)).toContainText("포인트 2,000원 환급");
  const message = receipt(page).getByRole("region", { name: "고객 안내 문구" });
  await expect(message).toContainText("환불 금액: 8,000원");
  await expect(message).toContainText("함께 돌려드리는 포인트: 2,000원");
  expect(await sandbox.ledger(id)).toMatchObject([{ amount: 8_000, points: 2_000 }]);

  const { id: other } = await sandbox.createPayment(payment);
  await page.goto(`/payments/${other}`);
  await fillPart(page, "5,000");
  await chooseReason(page);
  await expect(page.getByRole("region", { name: "환불 요약" })).toContainText(
    "취소 금액5,000원환불 금액포트원이 정함",
  );
  await review(page);
  await confirm(page, "5,000원 취소하기", "완료");
  await expect(receipt(page)).toContainText("취소가 완료되었습니다: 취소 금액 5,000원");
  await expect(receipt(page)).toContainText("환불 금액은 포트원에서 제공하지 않음");
  await expect(message).not.toContainText("5,000");
});

test.describe("a promotion", () => {
  // PortOne returns a promotion's terms by its id.
  const rate = {
    total: 6_000,
    promotion: { id: "promotion-rate", kind: "rate", value: 10, threshold: 5_000 },
  };

  for (const [what, payment, option, gives] of [
    ["keeps its discount", rate, "RETAIN", 1_800],
    ["adjusts its discount", rate, "RELEASE", 1_400],
    [
      "of a fixed sum adjusts it",
      { total: 6_000, promotion: { id: "promotion-fixed", kind: "fixed", value: 1_000, threshold: 5_000 } },
      "RELEASE",
      1_000,
    ],
  ] as const) {
    const [label, other] = option === "RETAIN" ? ["할인 유지", "할인 조정"] : ["할인 조정", "할인 유지"];
    test(`${what}: a partial refund in order amount shows the money that goes back; the first option is binding`, async ({
      page,
      sandbox,
    }) => {
      const { id } = await sandbox.createPayment(payment);
      await page.goto(`/payments/${id}`);
      await page.getByRole("radio", { name: "부분 환불" }).check();
      await typeIn(page.getByLabel("취소할 주문 금액"), "2,000");
      await chooseReason(page);
      await review(page);
      await expect(page.getByText("할인 방식을 선택해 주세요.", { exact: true })).toBeVisible();
      const choice = page.getByRole("radio", { name: new RegExp(`^${label}`) });
      await expect(page.locator("label").filter({ has: choice })).toContainText(
        `${formatted(gives, "KRW")} 환불`,
      );
      await choice.check();
      await expect(page.getByRole("region", { name: "환불 요약" })).toContainText(
        `취소할 주문 금액2,000원환불 금액${formatted(gives, "KRW")}`,
      );
      await review(page);
      await expect(receipt(page)).toContainText(`환불 금액${formatted(gives, "KRW")}주문 금액 2,000원 취소`);
      await confirm(page, `${formatted(gives, "KRW")} 환불하기`, "완료");
      await expect(receipt(page)).toContainText(`${formatted(gives, "KRW")} 환불이 완료되었습니다.`);
      const message = receipt(page).getByRole("region", { name: "고객 안내 문구" });
      await expect(message).toContainText(`환불 금액: ${formatted(gives, "KRW")} 취소한 주문 금액: 2,000원`);
      const [request] = await sandbox.requests(id, "cancelPayment");
      const body = JSON.parse(request?.body ?? "");
      expect(body).toMatchObject({ amount: 2_000, promotionDiscountRetainOption: option });
      expect(body).not.toHaveProperty("currentCancellableAmount");
      expect(await sandbox.ledger(id)).toMatchObject([{ amount: gives }]);
      await receipt(page).getByRole("button", { name: "닫기" }).click();
      const made = page.getByRole("region", { name: "취소 내역" });
      await expect(made).toContainText(`−${formatted(gives, "KRW")}주문 금액 2,000원 취소`);
      await expect(page.getByRole("region", { name: "진행 내역" })).toContainText(
        `${formatted(gives, "KRW")} 취소 완료`,
      );
      await page.getByRole("radio", { name: "부분 환불" }).check();
      await expect(page.getByText("최대 4,000원")).toBeVisible();
      await typeIn(page.getByLabel("취소할 주문 금액"), "1,000");
      await expect(page.getByText(`이전 부분 환불에서 선택한 ‘${label}’ 방식이 적용됩니다.`)).toBeVisible();
      await expect(page.getByRole("radio", { name: new RegExp(`^${other}`) })).toBeDisabled();
    });
  }

  test("needs no option for a full refund", async ({ page, sandbox }) => {
    const { id } = await sandbox.createPayment(rate);
    await page.goto(`/payments/${id}`);
    await chooseReason(page);
    await review(page);
    await expect(receipt(page)).toContainText("환불 금액5,400원주문 금액 6,000원 취소");
    await confirm(page, "5,400원 환불하기", "완료");
    await expect(receipt(page)).toContainText("5,400원 환불이 완료되었습니다.");
    const [request] = await sandbox.requests(id, "cancelPayment");
    expect(JSON.parse(request?.body ?? "")).not.toHaveProperty("promotionDiscountRetainOption");
    expect(await sandbox.ledger(id)).toMatchObject([{ amount: 5_400 }]);
  });
});
