// The overview: the first page after signing in, with live figures that link to their lists.
import { failedRefund } from "./failed-refund";
import { chooseReason, confirm, review } from "./refund-steps";
import { expect, test } from "./test";

test("payments and refunds appear in the figures without a reload, separately for each currency", {
  tag: "@waits",
}, async ({ page, sandbox }) => {
  const currency = "THB";
  const payment = await sandbox.createPayment({ total: 50_000, currency });
  const today = page.getByRole("region", { name: "오늘 환불" });
  await expect(async () => {
    await page.goto(`/?currency=${currency}`);
    await expect(today).toContainText("฿500.00", { timeout: 500 });
  }).toPass();
  await expect(today).toContainText("0%");
  await expect(today).not.toContainText("원");
  await sandbox.cancelInConsole(payment.id);
  await expect(today).toContainText("100%");
  const byDay = page.getByRole("figure", { name: /일별 결제와 환불$/ });
  await byDay.getByText("표로 보기").click();
  await expect(byDay.getByRole("row").last()).toContainText("500.00");
  const reasons = page.getByRole("table", { name: "사유별" });
  await expect(reasons.getByRole("row", { name: /외부에서 취소/ })).toContainText("1건");
  await expect(page.getByRole("table", { name: "결제수단별" })).toContainText("카드");
  await page
    .getByRole("table", { name: "완료까지 걸린 시간" })
    .getByRole("row", { name: /1분 미만/ })
    .getByRole("link")
    .click();
  await expect(page.getByRole("row").filter({ hasText: payment.id })).toBeVisible();
  await expect(page.getByRole("list", { name: "목록의 합계" })).toHaveText(/^1건환불된 금액 ฿500.00$/);
  await page.getByRole("link", { name: /완료까지 1분 미만 필터 해제/ }).click();
  await expect(page).not.toHaveURL(/took=/);
});

test("the month before has its own address, its own figures and no figures of today", async ({ page }) => {
  await page.goto("/");
  const months = page.getByRole("navigation", { name: "월 선택" });
  const current = await months.locator("[aria-current]").textContent();
  await months.getByRole("link").first().click();
  await expect(page).toHaveURL(/\?month=\d{4}-\d{2}/);
  await expect(months.locator("[aria-current]")).not.toHaveText(current ?? "");
  await expect(page.getByRole("region", { name: "오늘 환불" })).toHaveCount(0);
  await months.getByRole("link", { name: "이번 달" }).click();
  await expect(months.locator("[aria-current]")).toHaveText(current ?? "");
  await expect(page.getByRole("region", { name: "오늘 환불" })).toBeVisible();
});

test("a reason links to its refunds", async ({ page, sandbox }) => {
  const { id } = await sandbox.createPayment({ total: 21_000, orderName: "사유로 찾는 주문" });
  await page.goto(`/payments/${id}`);
  await chooseReason(page, "DUPLICATE");
  await review(page);
  await confirm(page, "21,000원 환불하기", "완료");
  const reasons = page.getByRole("table", { name: "사유별" });
  const name = reasons.getByRole("link", { name: "중복 결제" });
  await expect(async () => {
    await page.goto("/?currency=KRW");
    await expect(name).toBeVisible({ timeout: 500 });
  }).toPass();
  await name.click();
  await expect(page.getByRole("row").filter({ hasText: "사유로 찾는 주문" })).toBeVisible();
  await expect(page.getByRole("main").getByRole("row").filter({ hasText: "고객 변심" })).toHaveCount(0);
  await page.getByRole("link", { name: "사유: 중복 결제 필터 해제" }).click();
  await expect(page).not.toHaveURL(/reason=/);
  await page.goto("/refunds?reason=nonsense");
  await expect(page.getByRole("status").filter({ hasText: "환불 사유를 찾을 수 없습니다" })).toBeVisible();
});

test("each kind of waiting work links to its list", async ({ page, sandbox }) => {
  await failedRefund(page, sandbox);
  await page.goto("/payments");
  await page.getByRole("link", { name: "환불데스크" }).first().click();
  await expect(page.getByRole("heading", { name: "현황" })).toBeVisible();
  await page
    .getByRole("region", { name: "확인이 필요한 항목" })
    .getByRole("link", { name: /실패한 환불(?! 송금)/ })
    .click();
  await expect(page).toHaveURL(/\/refunds\?tab=failed/);
  await page.getByRole("link", { name: "현황" }).first().click();
  await page.getByRole("link", { name: /PG 처리 대기/ }).click();
  await expect(page).toHaveURL(/\/refunds\?tab=pending/);
});

test("TEST channels, where no money moves, have separate figures", async ({ page, sandbox }) => {
  await sandbox.createPayment({ channelType: "TEST", total: 123_456, currency: "PHP" });
  await expect(async () => {
    await page.goto("/?test=1&currency=PHP");
    await expect(page.getByRole("region", { name: "오늘 환불" })).toContainText("1,234.56", { timeout: 500 });
  }).toPass();
  await page.getByRole("link", { name: "테스트 채널 보는 중" }).click();
  await expect(page.getByRole("link", { name: "테스트 채널 보기" })).toBeVisible();
  await expect(page.getByRole("main")).not.toContainText("1,234.56");
});
