// Refunds in English and on a phone: the same journeys from the first touch to the outcome.
import { typeIn } from "./keyboard";
import { chooseReason, confirm, fillAccount, fillPart, receipt, review } from "./refund-steps";
import { expect, test } from "./test";

test.describe("in English", () => {
  test.beforeEach(async ({ context, baseURL }) => {
    await context.addCookies([{ name: "locale", value: "en", url: baseURL ?? "" }]);
  });

  test("a card: a full refund", async ({ page, sandbox }) => {
    const { id } = await sandbox.createPayment({ total: 40_000 });
    await page.goto(`/payments/${id}`);
    await review(page);
    await expect(page.getByText("Select a reason.")).toBeVisible();
    await chooseReason(page);
    await expect(page.getByRole("region", { name: "Refund summary" })).toContainText("₩40,000");
    await review(page);
    await expect(receipt(page)).toContainText("Refunds can’t be undone.");
    await confirm(page, "Refund ₩40,000", "Refunded");
    await receipt(page).getByRole("button", { name: "Close" }).click();
    await expect(page.getByText("Nothing left to refund")).toBeVisible();
    expect(await sandbox.ledger(id)).toMatchObject([{ amount: 40_000 }]);
  });

  test("a virtual account: a partial refund to an account, and the message to the customer", async ({
    page,
    sandbox,
  }) => {
    const { id } = await sandbox.createPayment({ total: 40_000, method: "VIRTUAL_ACCOUNT" });
    await page.goto(`/payments/${id}`);
    await fillPart(page, "50,000");
    await expect(page.getByText("You can refund up to ₩40,000.")).toBeVisible();
    await fillPart(page, "15,000");
    await typeIn(page.getByRole("combobox", { name: "Bank" }), "shinhan");
    await page.keyboard.press("Enter");
    await typeIn(page.getByLabel("Account number"), "110-123-456789");
    await typeIn(page.getByLabel("Account holder", { exact: true }), "Minseo Kim");
    await chooseReason(page);
    await expect(page.getByRole("region", { name: "Refund summary" })).toContainText(
      "Total cost to you₩15,300",
    );
    await review(page);
    await expect(receipt(page)).toContainText("Account holder: Minseo Kim");
    await confirm(page, "Refund ₩15,000", "Refunded");
    await receipt(page).getByRole("radio", { name: "English" }).check();
    await expect(receipt(page)).toContainText("The partial refund of your order");
    const [request] = await sandbox.requests(id, "cancelPayment");
    expect(JSON.parse(request?.body ?? "")).toMatchObject({
      amount: 15_000,
      refundAccount: { bank: "SHINHAN", number: "110123456789", holderName: "Minseo Kim" },
    });
  });
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test("a virtual account: a full refund with the bank chosen by touch", async ({ page, sandbox }) => {
    const { id } = await sandbox.createPayment({ total: 40_000, method: "VIRTUAL_ACCOUNT" });
    await page.goto(`/payments/${id}`);
    await page.getByRole("button", { name: "은행 목록 열기" }).tap();
    const list = page.getByRole("listbox");
    await expect(list).toBeInViewport({ ratio: 0.4 });
    const { x, width } = (await list.boundingBox()) ?? { x: -1, width: 0 };
    expect(x).toBeGreaterThanOrEqual(0);
    expect(x + width).toBeLessThanOrEqual(390);
    await typeIn(page.getByRole("combobox", { name: "은행" }), "ㅋㅋㅇ");
    await page.getByRole("option", { name: "카카오뱅크" }).tap();
    await expect(page.getByRole("combobox", { name: "은행" })).toHaveValue("카카오뱅크");
    await typeIn(page.getByLabel("계좌번호"), "3333-01-1234567");
    await page.getByRole("button", { name: "입금자 김민서 입력하기" }).tap();
    await chooseReason(page);
    await review(page);
    await expect(receipt(page)).toContainText("카카오뱅크 3333 0112 3456 7");
    await confirm(page, "40,000원 환불하기", "완료");
    await expect(receipt(page)).toContainText("카카오뱅크(끝자리 4567) 계좌로 입금됩니다.");
    const [request] = await sandbox.requests(id, "cancelPayment");
    expect(JSON.parse(request?.body ?? "")).toMatchObject({
      refundAccount: { bank: "KAKAO", number: "3333011234567", holderName: "김민서" },
    });
    expect(await sandbox.ledger(id)).toMatchObject([{ amount: 40_000 }]);
  });

  test("a virtual account at Smartro with a tax-free part: a partial refund, and nothing is wider than the screen", async ({
    page,
    sandbox,
  }) => {
    const { id } = await sandbox.createPayment({
      total: 40_000,
      taxFree: 16_000,
      method: "VIRTUAL_ACCOUNT",
      pgProvider: "SMARTRO_V2",
    });
    await page.goto(`/payments/${id}`);
    await fillPart(page, "15,000");
    await fillAccount(page, { phone: "010-1234-5678" });
    await chooseReason(page);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBeLessThanOrEqual(0);
    await review(page);
    await confirm(page, "15,000원 환불하기", "접수됨");
    const [request] = await sandbox.requests(id, "cancelPayment");
    expect(JSON.parse(request?.body ?? "")).toMatchObject({ amount: 15_000, taxFreeAmount: 6_000 });
    await receipt(page).getByRole("button", { name: "닫기" }).click();
    const timeline = page.getByRole("region", { name: "진행 내역" });
    await expect(timeline).toContainText("고객 변심 · 고객 요청");
    await expect(timeline).toContainText("15,000원 · 면세 6,000원");
    await expect(timeline).toContainText("환불 계좌 신한은행 ••••6789 김*서");
  });
});
