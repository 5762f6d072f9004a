// What can be done beside a refund, as an operator does it.
import { expect, test } from "./test";

test("a waiting virtual account is closed once, and the page shows what PortOne made of it", async ({
  page,
  sandbox,
}) => {
  const payment = await sandbox.createPayment({ status: "VIRTUAL_ACCOUNT_ISSUED", total: 54_000 });
  await page.goto(`/payments/${payment.id}`);
  await expect(page.getByText("아직 입금되지 않아 돌려줄 돈이 없습니다. 입금을")).toBeVisible();
  await page.getByRole("button", { name: "가상계좌 말소하기" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("54,000원");
  await expect(dialog).toContainText("말소는 되돌릴 수 없습니다.");
  await dialog.getByRole("button", { name: "가상계좌 말소하기" }).dblclick();
  await expect(dialog).toContainText("가상계좌를 말소했습니다.");
  await dialog.getByRole("button", { name: "닫기" }).click();
  await expect(page.getByText("말소 뒤 포트원의 결제 상태: 결제 실패")).toBeVisible();
  await expect(page.getByRole("region", { name: "진행 내역" })).toContainText("가상계좌 말소 완료");
  expect(await sandbox.requests(payment.id, "closeVirtualAccount")).toHaveLength(1);
});

test("an account paid meanwhile is not closed: it says so", async ({ page, sandbox }) => {
  const payment = await sandbox.createPayment({ status: "VIRTUAL_ACCOUNT_ISSUED", announce: false });
  await page.goto(`/payments/${payment.id}`);
  await page.getByRole("button", { name: "가상계좌 말소하기" }).click();
  await sandbox.deposit(payment.id);
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "가상계좌 말소하기" }).click();
  await expect(dialog).toContainText("말소하지 않았습니다. 입금되었다면 환불하십시오.");
  await dialog.getByRole("button", { name: "돌아가기" }).click();
  await expect(page.getByRole("button", { name: "가상계좌 말소하기" })).toHaveCount(0);
  expect(await sandbox.requests(payment.id, "closeVirtualAccount")).toEqual([]);
});

test("a cash receipt that the PG leaves standing is cancelled after the refund", async ({
  page,
  sandbox,
}) => {
  const payment = await sandbox.createPayment({
    method: "TRANSFER",
    pgProvider: "KSNET",
    status: "CANCELLED",
    total: 10_000,
    cashReceipt: {
      status: "ISSUED",
      type: "PERSONAL",
      issueNumber: "100200300",
      totalAmount: 10_000,
      currency: "KRW",
      issuedAt: "2026-11-20T00:00:00Z",
    },
  });
  await page.goto(`/payments/${payment.id}`);
  await expect(page.getByText("환불했지만 현금영수증은 발급된 그대로입니다")).toBeVisible();
  await page.getByRole("button", { name: "현금영수증 취소하기" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "현금영수증 취소하기" }).click();
  await expect(dialog).toContainText("현금영수증을 취소했습니다.");
  await dialog.getByRole("button", { name: "닫기" }).click();
  await expect(page.getByText("취소됨 · 100200300", { exact: false })).toBeVisible();
});

test("an accepted cancellation at Triple-A is withdrawn", async ({ page, sandbox }) => {
  const payment = await sandbox.createPayment({
    method: "CRYPTO",
    pgProvider: "TRIPLE_A",
    currency: "USD",
    total: 5_000,
  });
  await sandbox.cancelInConsole(payment.id);
  await page.goto(`/payments/${payment.id}`);
  await page.getByRole("button", { name: "취소 요청 철회하기" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "취소 요청 철회하기" }).click();
  await expect(dialog).toContainText("취소 요청을 철회했습니다.");
  await dialog.getByRole("button", { name: "닫기" }).click();
  await expect(page.getByText("요청 철회됨")).toBeVisible();
  expect(await sandbox.ledger(payment.id)).toEqual([]);
});

test.describe("a person who may only look", () => {
  test.use({ as: "viewer" });
  test("sees no button", async ({ page, sandbox }) => {
    const payment = await sandbox.createPayment({ status: "VIRTUAL_ACCOUNT_ISSUED" });
    await page.goto(`/payments/${payment.id}`);
    await expect(page.getByRole("heading", { name: "가상계좌" })).toBeVisible();
    await expect(page.getByRole("button", { name: "가상계좌 말소하기" })).toHaveCount(0);
  });
});
