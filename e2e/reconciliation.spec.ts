// The worklist of discrepancies between our refunds and PortOne's cancellations.
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { typeIn } from "./keyboard";
import type { Sandbox } from "./sandbox";
import { expect, test } from "./test";

/** Creates a payment and cancels it in the console. Without a webhook only a comparison finds the cancel. */
async function cancelledElsewhere(sandbox: Sandbox, orderName: string, { webhook }: { webhook: boolean }) {
  const payment = await sandbox.createPayment({ orderName, total: 31_000 });
  if (!webhook) await sandbox.script({ kind: "webhook-lost", paymentId: payment.id, count: 20 });
  await sandbox.cancelInConsole(payment.id);
  return payment;
}
const rowOf = (page: Page, orderName: string) => page.getByRole("listitem").filter({ hasText: orderName });

test("a cancel in the console is found by a manual comparison, opened and closed with a note", {
  tag: "@waits",
}, async ({ page, sandbox }) => {
  const payment = await cancelledElsewhere(sandbox, "콘솔에서 취소한 주문", { webhook: false });
  await page.goto("/reconciliation");
  await page.getByRole("button", { name: "지금 대사하기" }).click();
  const row = rowOf(page, "콘솔에서 취소한 주문");
  await expect(row).toContainText("외부 취소");
  await expect(row).toContainText("31,000원");
  await expect(row).toContainText("포트원 콘솔");
  await expect(page.getByText(/마지막 대사/)).toBeVisible();
  await row.getByRole("button", { name: /^확인함으로 표시/ }).click();
  await expect(row).toContainText("김운영님이 확인");
  await row.getByRole("button", { name: /^종결/ }).click();
  await row.getByRole("button", { name: "종결하기" }).click();
  await expect(row).toContainText("종결 사유를 선택해 주세요.");
  await expect(row).toContainText("메모를 입력해 주세요.");
  const found = await new AxeBuilder({ page }).analyze();
  expect(found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target)}`)).toEqual([]);
  await row.getByLabel(/^알고 있던 건/).check();
  await typeIn(row.getByLabel(/^메모/), "CS팀 요청으로 콘솔에서 취소");
  await row.getByRole("button", { name: "종결하기" }).click();
  await expect(row).toBeHidden();
  await page.getByRole("link", { name: /^종결/ }).click();
  await expect(row).toContainText("알고 있던 건 김운영");
  await expect(row).toContainText("CS팀 요청으로 콘솔에서 취소");
  await row.getByRole("link", { name: "콘솔에서 취소한 주문" }).click();
  await expect(page).toHaveURL(new RegExp(payment.id));
});

test("a manual comparison also shows the discrepancies that waited behind the bar", {
  tag: "@waits",
}, async ({ page, sandbox }) => {
  await cancelledElsewhere(sandbox, "먼저 취소한 주문", { webhook: true });
  await expect(async () => {
    await page.goto("/reconciliation");
    await expect(rowOf(page, "먼저 취소한 주문")).toBeVisible({ timeout: 500 });
  }).toPass();
  await cancelledElsewhere(sandbox, "나중에 취소한 주문", { webhook: true });
  await expect(page.getByRole("button", { name: /^새 항목/ })).toBeVisible();
  await expect(rowOf(page, "나중에 취소한 주문")).toHaveCount(0);
  await page.getByRole("button", { name: "지금 대사하기" }).click();
  await expect(rowOf(page, "나중에 취소한 주문")).toBeVisible();
});

test("the list can be filtered by kind, and an invalid address shows the whole list", async ({
  page,
  sandbox,
}) => {
  await cancelledElsewhere(sandbox, "종류로 찾을 주문", { webhook: false });
  await page.goto("/reconciliation?tab=nonsense&kind=nonsense&after=%00&before=..");
  await page.getByRole("button", { name: "지금 대사하기" }).click();
  await expect(rowOf(page, "종류로 찾을 주문")).toBeVisible();
  await page.getByLabel("종류", { exact: true }).selectOption("금액 불일치");
  await page.getByRole("button", { name: "보기" }).click();
  await expect(page).toHaveURL(/kind=amounts-differ/);
  await expect(page.getByText("종결하지 않은 차이가 없습니다")).toBeVisible();
  await page.getByLabel("종류", { exact: true }).selectOption("외부 취소");
  await page.getByRole("button", { name: "보기" }).click();
  await expect(rowOf(page, "종류로 찾을 주문")).toBeVisible();
});

test.describe("a viewer", () => {
  test.use({ as: "viewer" });
  test("sees the list without buttons", async ({ page }) => {
    await page.goto("/reconciliation");
    await expect(page.getByRole("heading", { name: "거래 대사" })).toBeVisible();
    await expect(page.getByRole("button", { name: "지금 대사하기" })).toHaveCount(0);
    await expect(page.getByRole("button", { name: /^종결/ })).toHaveCount(0);
  });
});
