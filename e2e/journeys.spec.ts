// One refund of each method, whole and in part: what the form asks for, what PortOne is sent, and how it ends.
import type { Page } from "@playwright/test";
import { chooseReason, confirm, fillAccount, fillPart, receipt, review } from "./refund-steps";
import { expect, test } from "./test";

type Journey = {
  name: string;
  payment: Record<string, unknown>;
  fill?: (page: Page) => Promise<void>;
  /** What PortOne is sent beside amounts and reason. */
  sent?: Record<string, unknown>;
  end?: "완료" | "접수됨";
  /** Where the PG is documented to take no part. */
  noPart?: true;
};

const account = { bank: "SHINHAN", number: "110123456789", holderName: "김민서" };
const lastMonth = new Date(Date.now() - 45 * 24 * 60 * 60 * 1000).toISOString();

const journeys: readonly Journey[] = [
  { name: "a card", payment: { method: "CARD" } },
  { name: "a bank transfer", payment: { method: "TRANSFER" } },
  {
    name: "a virtual account",
    payment: { method: "VIRTUAL_ACCOUNT" },
    fill: (page) => fillAccount(page),
    sent: { refundAccount: account },
  },
  {
    name: "a virtual account of Smartro, which wants the holder's phone and pays later",
    payment: { method: "VIRTUAL_ACCOUNT", pgProvider: "SMARTRO_V2" },
    fill: (page) => fillAccount(page, { phone: "010-1234-5678" }),
    sent: { refundAccount: { ...account, holderPhoneNumber: "01012345678" } },
    end: "접수됨",
  },
  { name: "a mobile payment in its month", payment: { method: "MOBILE" }, noPart: true },
  {
    name: "a mobile payment of KPN after its month",
    payment: { method: "MOBILE", pgProvider: "KPN", paidAt: lastMonth },
    fill: (page) => fillAccount(page),
    sent: { refundAccount: account },
    noPart: true,
  },
  { name: "Kakao Pay", payment: { method: "EASY_PAY", pgProvider: "KAKAOPAY" } },
  { name: "a gift certificate", payment: { method: "GIFT_CERTIFICATE", pgProvider: "KCP_V2" } },
  {
    name: "crypto of Triple-A",
    payment: { method: "CRYPTO", pgProvider: "TRIPLE_A", currency: "USD" },
    fill: (page) => page.getByLabel("환불 안내를 받을 이메일").fill("buyer@example.com"),
    sent: { refundEmail: "buyer@example.com" },
    end: "접수됨",
  },
];

for (const { name, payment: overrides, fill, sent = {}, end = "완료", noPart } of journeys) {
  const money = (minor: number) =>
    overrides.currency === "USD" ? `$${(minor / 100).toFixed(2)}` : `${minor.toLocaleString("en")}원`;

  test(`${name}: all of it`, async ({ page, sandbox }) => {
    const payment = await sandbox.createPayment({ total: 40_000, ...overrides });
    await page.goto(`/payments/${payment.id}`);
    await fill?.(page);
    await chooseReason(page);
    await review(page);
    await expect(receipt(page)).toContainText("환불은 되돌릴 수 없습니다.");
    await confirm(page, `${money(40_000)} 환불하기`, end);
    const [request] = await sandbox.requests(payment.id, "cancelPayment");
    const body = JSON.parse(request?.body ?? "");
    expect(body).toMatchObject({ ...sent, requester: "CUSTOMER", currentCancellableAmount: 40_000 });
    for (const absent of ["amount", "refundAccount", "refundEmail"]) {
      if (!(absent in sent)) expect(body).not.toHaveProperty(absent);
    }
  });

  if (noPart) continue;
  test(`${name}: a part`, async ({ page, sandbox }) => {
    const payment = await sandbox.createPayment({ total: 40_000, ...overrides });
    await page.goto(`/payments/${payment.id}`);
    await fillPart(page, overrides.currency === "USD" ? "150.00" : "15,000");
    await fill?.(page);
    await chooseReason(page);
    await review(page);
    await confirm(page, `${money(15_000)} 환불하기`, end);
    const [request] = await sandbox.requests(payment.id, "cancelPayment");
    expect(JSON.parse(request?.body ?? "")).toMatchObject({ ...sent, amount: 15_000 });
  });
}

test("a promotion: the order amount is asked for, with what becomes of the discount; the first choice binds", async ({
  page,
  sandbox,
}) => {
  const payment = await sandbox.createPayment({
    total: 6_000,
    promotion: { kind: "rate", value: 10, threshold: 5_000 },
  });
  await page.goto(`/payments/${payment.id}`);
  await page.getByRole("radio", { name: "부분 환불" }).check();
  await page.getByLabel("취소할 주문 금액").fill("2,000");
  await chooseReason(page);
  await review(page);
  await expect(page.getByText("할인을 어떻게 할지 고르십시오.", { exact: true })).toBeVisible();
  await page.getByRole("radio", { name: /^할인 유지/ }).check();
  await review(page);
  await confirm(page, "주문 금액 2,000원 취소하기", "완료");
  const [request] = await sandbox.requests(payment.id, "cancelPayment");
  expect(JSON.parse(request?.body ?? "")).toMatchObject({
    amount: 2_000,
    promotionDiscountRetainOption: "RETAIN",
  });
  expect(await sandbox.ledger(payment.id)).toMatchObject([{ amount: 1_800 }]);
  await receipt(page).getByRole("button", { name: "닫기" }).click();
  await page.getByRole("radio", { name: "부분 환불" }).check();
  await page.getByLabel("취소할 주문 금액").fill("1,000");
  await expect(page.getByText("앞선 부분 환불에서 정한 대로 ‘할인 유지’입니다.")).toBeVisible();
  await expect(page.getByRole("radio", { name: /^할인 조정/ })).toBeDisabled();
});
