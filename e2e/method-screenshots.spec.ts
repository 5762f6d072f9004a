// Screenshots of the form of each method with its special parts open, in artifacts/screenshots/methods, for review by people.
// Only with PICTURES=1.
import type { Page } from "@playwright/test";
import { failedTransfer } from "./failed-transfer";
import { typeIn } from "./keyboard";
import { chooseReason, fillAccount, fillPart, receipt, review } from "./refund-steps";
import { type PictureTheme, shoot } from "./shoot";
import { expect, test } from "./test";

type Picture = {
  name: string;
  payment: Record<string, unknown>;
  /** Prepares the page for the screenshot. */
  show: (page: Page) => Promise<void>;
  /** Also in English, and in the other two themes. */
  inAllThemes?: true;
  as?: "admin";
  /** The content is a popup over the page: the window is shot instead of the form. */
  liesOver?: true;
};

const ago = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
const part = (page: Page) => fillPart(page, "15,000");
const accountLegend = (page: Page) => expect(page.getByLabel(/계좌번호|Account number/)).toBeVisible();
const byAccount = async (page: Page) => {
  await page.getByLabel(/계좌로 환불하기|Refund to an account/).check();
  await accountLegend(page);
};
const wallet = (provider: string) => ({ type: "PaymentMethodEasyPay", provider });
const delivered = { status: "DELIVERED", company: "CJ대한통운", invoiceNumber: "689012345678" };

const pictures: readonly Picture[] = [
  { name: "card", payment: {}, show: part },
  {
    name: "card-mixed-tax",
    payment: { taxFree: 16_000, pgProvider: "INICIS_V2" },
    show: part,
    inAllThemes: true,
  },
  { name: "card-vat-stated", payment: { pgProvider: "NICE_V2" }, show: part },
  {
    name: "card-usd",
    payment: { pgProvider: "EXIMBAY_V2", currency: "USD" },
    show: (page) => fillPart(page, "150.00"),
  },
  { name: "card-jpy", payment: { pgProvider: "INICIS_JP", currency: "JPY" }, show: part },
  {
    name: "card-discount",
    payment: { pgProvider: "KCP_V2", discount: 4_000 },
    show: async (page) => chooseReason(page),
  },
  { name: "transfer", payment: { method: "TRANSFER" }, show: part },
  { name: "transfer-kpn", payment: { method: "TRANSFER", pgProvider: "KPN" }, show: byAccount },
  {
    name: "transfer-smartro",
    payment: { method: "TRANSFER", pgProvider: "SMARTRO_V2" },
    show: async (page) => {
      await byAccount(page);
      await fillAccount(page, { phone: "010-1234-5678" });
    },
  },
  {
    name: "virtual-account",
    payment: { method: "VIRTUAL_ACCOUNT" },
    show: async (page) => {
      await part(page);
      await fillAccount(page);
    },
    inAllThemes: true,
  },
  {
    name: "virtual-account-banks",
    payment: { method: "VIRTUAL_ACCOUNT" },
    show: async (page) => {
      await typeIn(page.getByRole("combobox", { name: /은행|Bank/ }), "ㅅ");
      await expect(page.getByRole("option").first()).toBeVisible();
    },
    liesOver: true,
  },
  {
    name: "virtual-account-smartro",
    payment: { method: "VIRTUAL_ACCOUNT", pgProvider: "SMARTRO_V2", taxFree: 16_000 },
    show: async (page) => {
      await part(page);
      await typeIn(page.getByLabel("계좌번호"), "신한 110");
      await typeIn(page.getByLabel("예금주 연락처"), "공일공");
      await page.getByRole("button", { name: "환불 내용 확인" }).click();
    },
  },
  { name: "mobile", payment: { method: "MOBILE", pgProvider: "DANAL_TPAY" }, show: part },
  {
    name: "mobile-next-month",
    payment: { method: "MOBILE", pgProvider: "KPN", paidAt: ago(45) },
    show: accountLegend,
  },
  { name: "kakaopay", payment: { method: "EASY_PAY", pgProvider: "KAKAOPAY" }, show: part },
  { name: "naverpay", payment: { method: wallet("NAVERPAY"), pgProvider: "NAVERPAY" }, show: part },
  {
    name: "paypal",
    payment: { method: wallet("PAYPAL"), pgProvider: "PAYPAL_V2", currency: "USD" },
    show: (page) => fillPart(page, "150.00"),
  },
  {
    name: "wechat",
    payment: { method: wallet("WECHAT"), pgProvider: "KICC_V2", currency: "USD" },
    show: async () => {},
  },
  { name: "gift-certificate", payment: { method: "GIFT_CERTIFICATE" }, show: part },
  {
    name: "convenience-store",
    payment: { method: "CONVENIENCE_STORE", pgProvider: "INICIS_JP", currency: "JPY" },
    show: async () => {},
  },
  {
    name: "crypto",
    payment: { method: "CRYPTO", pgProvider: "TRIPLE_A", currency: "USD" },
    show: (page) => typeIn(page.getByLabel("환불 안내를 받을 이메일"), "buyer@example.com"),
  },
  { name: "escrow", payment: { pgProvider: "KCP_V2", escrow: delivered }, show: part },
  {
    name: "promotion",
    payment: { promotion: { id: "promotion-pictured", kind: "rate", value: 10, threshold: 30_000 } },
    show: async (page) => {
      await part(page);
      await page.getByRole("radio", { name: /^(할인 유지|Keep discount)/ }).check();
    },
    inAllThemes: true,
  },
  {
    name: "override",
    payment: { pgProvider: "KSNET", paidAt: ago(200) },
    show: (page) => typeIn(page.getByLabel("조건을 무시하고 보내는 이유"), "KSNET 담당자와 통화함"),
    as: "admin",
  },
];

const few: readonly PictureTheme[] = [
  { theme: "light", width: 1280 },
  { theme: "dark", width: 390 },
];
const all: readonly PictureTheme[] = [...few, { theme: "dark", width: 1280 }, { theme: "light", width: 390 }];

for (const { name, payment, show, inAllThemes, liesOver, as = "operator" } of pictures) {
  for (const locale of inAllThemes ? (["ko", "en"] as const) : (["ko"] as const)) {
    test.describe(`${name} in ${locale}`, () => {
      test.use({ as });
      test("is shot", { tag: "@pictures" }, async ({ page, sandbox, context, baseURL }) => {
        await context.addCookies([{ name: "locale", value: locale, url: baseURL ?? "" }]);
        const { id } = await sandbox.createPayment({ total: 40_000, ...payment });
        await page.goto(`/payments/${id}`);
        const themes = inAllThemes ? all : few;
        if (!liesOver) {
          await show(page);
          return shoot(page, `methods/${name}-${locale}`, themes, page.locator("section:has(#refund-panel)"));
        }
        // A popup is placed relative to the window that it opens in.
        for (const look of themes) {
          await page.setViewportSize({ width: look.width, height: 860 });
          await show(page);
          await shoot(page, `methods/${name}-${locale}`, [look], false);
        }
      });
    });
  }
}

type Outcome = {
  name: string;
  payment: Record<string, unknown>;
  /** Fills in fields other than the reason. */
  fill?: (page: Page) => Promise<void>;
};

/** After a refund: the dialog with the message to the customer, and the page behind it. */
const outcomes: readonly Outcome[] = [
  {
    name: "promotion",
    payment: {
      total: 6_000,
      promotion: { id: "promotion-shown", kind: "rate", value: 10, threshold: 5_000 },
    },
    fill: async (page) => {
      await fillPart(page, "2,000");
      await page.getByRole("radio", { name: /^(할인 유지|Keep discount)/ }).check();
    },
  },
  {
    name: "points",
    payment: { method: wallet("NAVERPAY"), pgProvider: "NAVERPAY", total: 10_000, discount: 2_000 },
  },
  {
    name: "triple-a",
    payment: { method: "CRYPTO", pgProvider: "TRIPLE_A", currency: "USD", total: 5_000 },
    fill: (page) =>
      typeIn(page.getByLabel(/환불 안내를 받을 이메일|Email for refund instructions/), "buyer@example.com"),
  },
  { name: "mobile", payment: { method: "MOBILE", pgProvider: "DANAL_TPAY", total: 10_000 } },
  { name: "card", payment: { total: 30_000 } },
  { name: "test-channel", payment: { total: 30_000, channelType: "TEST" } },
];

for (const { name, payment, fill } of outcomes) {
  for (const locale of ["ko", "en"] as const) {
    test(`the outcome of ${name} in ${locale} is shot`, { tag: "@pictures" }, async ({
      page,
      sandbox,
      context,
      baseURL,
    }) => {
      await context.addCookies([{ name: "locale", value: locale, url: baseURL ?? "" }]);
      const { id } = await sandbox.createPayment(payment);
      await page.goto(`/payments/${id}`);
      await fill?.(page);
      await chooseReason(page);
      await review(page);
      await shoot(page, `outcomes/${name}-receipt-${locale}`, few, receipt(page));
      await receipt(page).getByRole("button").last().click();
      await expect(receipt(page).getByRole("button", { name: /닫기|Close/ })).toBeVisible({
        timeout: 15_000,
      });
      await shoot(page, `outcomes/${name}-dialog-${locale}`, few, receipt(page));
      await receipt(page)
        .getByRole("button", { name: /닫기|Close/ })
        .click();
      await shoot(page, `outcomes/${name}-page-${locale}`, few);
    });
  }
}

for (const locale of ["ko", "en"] as const) {
  test(`a failed transfer in ${locale} is shot`, { tag: "@pictures" }, async ({
    page,
    sandbox,
    context,
    baseURL,
  }) => {
    await context.addCookies([{ name: "locale", value: locale, url: baseURL ?? "" }]);
    const { id } = await failedTransfer(sandbox);
    await page.goto(`/payments/${id}`);
    await expect(page.getByRole("region", { name: /^(환불 송금|Refund transfer)/ })).toBeVisible();
    await shoot(page, `outcomes/failed-transfer-page-${locale}`, few);
  });
}
