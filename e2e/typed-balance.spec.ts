// Rule 7 of the ledger on the screen: PortOne calls the balance inconsistent although it reads unchanged. Only then, a
// permitted person states which balance counts. A mistyped balance moves nothing and can be typed again.
import type { Page } from "@playwright/test";
import { stateFile } from "./desk";
import { typeIn } from "./keyboard";
import { chooseReason, receipt, review } from "./refund-steps";
import { expect, test } from "./test";

async function requestRefund(page: Page, button: string, end: string): Promise<void> {
  await chooseReason(page);
  await review(page);
  await receipt(page).getByRole("button", { name: button }).click();
  await expect(receipt(page).getByRole("heading", { level: 2 })).toContainText(end, { timeout: 15_000 });
  await receipt(page).getByRole("button", { name: "닫기" }).click();
}

test.describe("an administrator", () => {
  test.use({ as: "admin" });

  test("types the console's balance after PortOne has refused ours", async ({ page, sandbox, browser }) => {
    const payment = await sandbox.createPayment({ total: 30_000 });
    await sandbox.script({
      kind: "status",
      paymentId: payment.id,
      status: 409,
      body: { type: "CANCELLABLE_AMOUNT_CONSISTENCY_BROKEN" },
    });
    await page.goto(`/payments/${payment.id}`);
    const choice = page.getByRole("group", { name: "취소 가능 금액 전송 방식" });
    await expect(page.getByRole("button", { name: "환불 내용 확인" })).toBeVisible();
    await expect(choice).toHaveCount(0);
    await requestRefund(page, "30,000원 환불하기", "실패");

    await expect(choice).toBeVisible();
    const context = await browser.newContext({ storageState: stateFile("operator"), locale: "ko-KR" });
    const operator = await context.newPage();
    await operator.goto(`/payments/${payment.id}`);
    await expect(operator.getByRole("button", { name: "환불 내용 확인" })).toBeVisible();
    await expect(operator.getByText("취소 가능 금액 전송 방식")).toHaveCount(0);
    await context.close();

    await choice.getByRole("radio", { name: /^콘솔 금액 입력하기/ }).check();
    await typeIn(page.getByLabel("콘솔의 취소 가능 잔액"), "29000");
    await requestRefund(page, "환불하기", "실패");
    expect(await sandbox.ledger(payment.id)).toEqual([]);
    await choice.getByRole("radio", { name: /^콘솔 금액 입력하기/ }).check();
    await typeIn(page.getByLabel("콘솔의 취소 가능 잔액"), "30000");
    await page.screenshot({ path: "artifacts/typed-balance/typed.png", fullPage: true });
    await requestRefund(page, "환불하기", "완료");

    const bodies = (await sandbox.requests(payment.id, "cancelPayment")).map(
      ({ body }) => JSON.parse(body) as { amount?: number; currentCancellableAmount?: number },
    );
    expect(bodies.map(({ currentCancellableAmount }) => currentCancellableAmount)).toEqual([
      30_000, 29_000, 30_000,
    ]);
    expect(await sandbox.ledger(payment.id)).toHaveLength(1);
  });
});
