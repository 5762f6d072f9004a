// The operations besides refunds, as an operator uses them.
import { stateFile } from "./desk";
import { typeIn } from "./keyboard";
import { chooseReason, confirm, receipt, review } from "./refund-steps";
import { expect, test } from "./test";

test("a waiting virtual account is closed once, and the page shows PortOne's result", async ({
  page,
  sandbox,
}) => {
  const payment = await sandbox.createPayment({ status: "VIRTUAL_ACCOUNT_ISSUED", total: 54_000 });
  await page.goto(`/payments/${payment.id}`);
  await expect(page.getByText("까지 입금 대기")).toBeVisible();
  await page.getByRole("button", { name: "가상계좌 말소하기" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("54,000원");
  await expect(dialog).toContainText("말소는 되돌릴 수 없습니다.");
  await dialog.getByRole("button", { name: "가상계좌 말소하기" }).dblclick();
  await expect(dialog).toContainText("가상계좌를 말소했습니다.");
  await dialog.getByRole("button", { name: "닫기" }).click();
  await expect(page.getByText("말소 후 포트원의 결제 상태: 결제 실패")).toBeVisible();
  await expect(page.getByRole("region", { name: "진행 내역" })).toContainText("가상계좌 말소 완료");
  expect(await sandbox.requests(payment.id, "closeVirtualAccount")).toHaveLength(1);
});

test("a virtual account that was paid meanwhile is not closed, and the page says why", async ({
  page,
  sandbox,
}) => {
  const payment = await sandbox.createPayment({ status: "VIRTUAL_ACCOUNT_ISSUED", announce: false });
  await page.goto(`/payments/${payment.id}`);
  await page.getByRole("button", { name: "가상계좌 말소하기" }).click();
  await sandbox.deposit(payment.id);
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "가상계좌 말소하기" }).click();
  await expect(dialog).toContainText("말소하지 않았습니다. 입금되었다면 환불해 주세요.");
  await dialog.getByRole("button", { name: "돌아가기" }).click();
  await expect(page.getByRole("button", { name: "가상계좌 말소하기" })).toHaveCount(0);
  expect(await sandbox.requests(payment.id, "closeVirtualAccount")).toEqual([]);
});

test("a cash receipt that the PG does not cancel is cancelled after the refund", async ({
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
  await expect(page.getByText("환불했지만 현금영수증은 취소되지 않았습니다")).toBeVisible();
  await page.getByRole("button", { name: "현금영수증 취소하기" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "현금영수증 취소하기" }).click();
  await expect(dialog).toContainText("현금영수증을 취소했습니다.");
  await dialog.getByRole("button", { name: "닫기" }).click();
  await expect(page.getByText("취소됨 · 100200300", { exact: false })).toBeVisible();
});

test("a cash receipt that PortOne reports as issued but does not show is described as such", async ({
  page,
  sandbox,
}) => {
  const payment = await sandbox.createPayment({ extra: { cashReceiptIssuanceStatus: "ISSUED" } });
  await page.goto(`/payments/${payment.id}`);
  await expect(page.getByRole("region", { name: "현금영수증" })).toContainText("포트원에 그 내용이 없습니다");
  await expect(page.getByRole("button", { name: "현금영수증 취소하기" })).toHaveCount(0);
});

test("an accepted cancellation at Triple-A can be withdrawn", async ({ page, sandbox }) => {
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

test.describe("a viewer", () => {
  test.use({ as: "viewer" });
  test("sees no button of an operation", async ({ page, sandbox }) => {
    const payment = await sandbox.createPayment({ status: "VIRTUAL_ACCOUNT_ISSUED" });
    await page.goto(`/payments/${payment.id}`);
    await expect(page.getByRole("heading", { name: "가상계좌" })).toBeVisible();
    await expect(page.getByRole("button", { name: "가상계좌 말소하기" })).toHaveCount(0);
  });
});

test("a virtual account's refund has two outcomes, cancel and transfer, and a failed transfer waits for a person", async ({
  page,
  sandbox,
}) => {
  const account = {
    type: "PaymentMethodVirtualAccount",
    bank: "SHINHAN",
    accountNumber: "11012345678901",
    refundStatus: "FAILED",
  };
  const failed = await sandbox.createPayment({ total: 30_000, extra: { method: account } });
  await sandbox.cancelInConsole(failed.id);
  await page.goto(`/payments/${failed.id}`);
  await page.goto("/refunds?tab=failed");
  const waiting = page.getByRole("region", { name: /^환불 송금 실패/ });
  await waiting.getByRole("link", { name: new RegExp(failed.id) }).click();
  const card = page.getByRole("region", { name: "환불 송금" });
  await expect(card).toContainText("취소 완료");
  await expect(card).toContainText("송금 실패");
  await expect(card).toContainText("다시 환불하지 마세요");
  await card.getByRole("button", { name: "처리 기록하기" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "처리 기록하기" }).click();
  await expect(dialog).toContainText("처리 내용을 입력해 주세요.");
  await typeIn(dialog.getByLabel("처리 내용"), "11월 24일 국민은행으로 직접 송금");
  await dialog.getByRole("button", { name: "처리 기록하기" }).click();
  await expect(card).toContainText("김운영님이 처리했습니다");
  await expect(page.getByRole("region", { name: "진행 내역" })).toContainText("환불 송금 실패");
  await page.goto("/refunds");
  await expect(page.getByRole("link", { name: new RegExp(failed.id) })).toHaveCount(0);
  await page.goBack();
  // The sandbox's buyers share an id, so the other payment is offered.
  const others = page.getByRole("region", { name: "이 고객의 다른 결제" });
  await expect(others.getByRole("link").first()).toBeVisible();
  expect(await sandbox.ledger(failed.id)).toHaveLength(1);
});

test("a short settlement shows its guide, and a forced refund without a webhook appears after a re-read", async ({
  page,
  sandbox,
}) => {
  const { id } = await sandbox.createPayment({ total: 26_000, pgProvider: "KCP_V2" });
  await sandbox.script({ kind: "pg-error", paymentId: id, pgCode: "8178" });
  await page.goto(`/payments/${id}`);
  await chooseReason(page);
  await review(page);
  await confirm(page, "26,000원 환불하기", "실패");
  await receipt(page).getByRole("button", { name: "닫기" }).click();
  const guide = page.getByRole("region", { name: "정산금액 부족" });
  await expect(guide).toContainText("강제 환불한 뒤에는 여기서 다시 환불하지 마세요.");
  await expect(guide).toContainText("환불 금액: 26,000원");
  await sandbox.script({ kind: "webhook-lost", paymentId: id, count: 20 });
  await sandbox.cancelInConsole(id);
  await guide.getByRole("button", { name: "강제 환불 후 다시 조회" }).click();
  await expect(guide).toContainText(/26,000원 · .+ · 포트원 콘솔/);
  await expect(page.getByRole("link", { name: /취소 (매출전표|영수증)/ })).toHaveAttribute("href", /^https:/);
  expect(await sandbox.ledger(id)).toMatchObject([{ amount: 26_000, by: "console" }]);
});

test.describe("an administrator", () => {
  test.use({ as: "admin" });
  test("records a manual refund, is warned before a later cancel, and corrects the record by reversing it", async ({
    page,
    sandbox,
  }) => {
    const payment = await sandbox.createPayment({ total: 20_000 });
    await page.goto(`/payments/${payment.id}`);
    await page.getByRole("button", { name: "자체 환불 기록하기" }).click();
    const dialog = page.getByRole("dialog");
    const record = dialog.getByRole("button", { name: "자체 환불 기록하기" });
    await record.click();
    await expect(dialog).toContainText("환불 금액을 입력해 주세요.");
    await expect(dialog).toContainText("은행을 선택해 주세요.");
    await typeIn(dialog.getByLabel("송금 금액"), "삼만원");
    await expect(dialog).toContainText("금액을 숫자로 입력해 주세요.");
    await typeIn(dialog.getByLabel("송금 금액"), "30,000원");
    await page.keyboard.press("Tab");
    await expect(dialog.getByLabel("송금 금액")).toHaveValue("30,000");
    await dialog.getByLabel("받은 은행").selectOption("국민은행");
    await typeIn(dialog.getByLabel("증빙"), "이체확인증 2026-114");
    await record.click();
    await expect(dialog).toContainText("남은 금액보다 큽니다. 기록하지 않았습니다.");
    await expect(dialog.getByLabel("증빙")).toHaveValue("이체확인증 2026-114");
    await typeIn(dialog.getByLabel("송금 금액"), "12,000원");
    await record.click();
    await expect(dialog).toBeHidden();

    const card = page.getByRole("region", { name: "자체 환불" });
    await expect(card).toContainText("이체확인증 2026-114");
    await expect(page.getByRole("img", { name: /자체 환불 12,000원/ })).toBeVisible();
    await expect(page.getByText("이미 자체 환불한 금액이 있습니다")).toBeVisible();
    const timeline = page.getByRole("region", { name: "진행 내역" });
    await expect(timeline).toContainText("박관리님이 자체 환불을 기록했습니다: 12,000원");
    expect(await sandbox.ledger(payment.id)).toEqual([]);

    await card.getByRole("button", { name: "기록 되돌리기" }).click();
    await typeIn(dialog.getByLabel("되돌리는 사유"), "다른 결제의 송금");
    await dialog.getByRole("button", { name: "기록 되돌리기" }).click();
    await expect(card).toContainText("박관리님이 되돌림");
    await expect(page.getByText("이미 자체 환불한 금액이 있습니다")).toHaveCount(0);
  });
});

test("a second person sees who has the form open, and when that person has left", async ({
  page,
  sandbox,
  browser,
}) => {
  const payment = await sandbox.createPayment({ total: 15_000 });
  const other = await browser.newContext({ storageState: stateFile("admin"), locale: "ko-KR" });
  const theirs = await other.newPage();
  await theirs.goto(`/payments/${payment.id}`);
  await page.goto(`/payments/${payment.id}`);
  await typeIn(page.locator("section:has(#refund-panel) textarea").first(), "고객");
  await expect(theirs.getByText(/김운영님이 \d\d:\d\d부터 이 결제의 환불을 작성하고 있습니다/)).toBeVisible({
    timeout: 20_000,
  });
  await expect(page.getByText("다른 사람이 환불을 작성하고 있습니다")).toHaveCount(0);
  await typeIn(page.locator("section:has(#refund-panel) textarea").first(), "");
  await expect(theirs.getByText("다른 사람이 환불을 작성하고 있습니다")).toHaveCount(0, { timeout: 20_000 });
  await other.close();
});
