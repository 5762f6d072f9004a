// The worklists of refunds: waiting refunds, the responsible person, and how a failed refund leaves the list.
import { failedRefund } from "./failed-refund";
import { typeIn } from "./keyboard";
import { fillReason, review } from "./refund-steps";
import { expect, test } from "./test";
import { unprovenRefund } from "./unproven-refund";

test("a failed refund stays in its worklist until a person marks it as handled", async ({
  page,
  sandbox,
}) => {
  const { id, number } = await failedRefund(page, sandbox);
  await page.goto("/refunds");
  await page.getByRole("link", { name: /^실패/ }).click();
  await expect(page).toHaveURL(/tab=failed/);
  const row = page.getByRole("row").filter({ hasText: id });
  await expect(row).toContainText("환불 실패");
  await expect(row).toContainText("PG에서 취소가 실패했습니다");
  await expect(row).toContainText("33,000원");
  await expect(row).toContainText("김운영");
  await expect(page.getByRole("navigation", { name: "주 메뉴" }).first()).toContainText(/확인할 환불 \d+건/);

  await row.getByRole("button", { name: /처리 완료로 표시$/ }).click();
  await typeIn(row.getByRole("textbox", { name: "처리 내용 (선택)" }), "고객 계좌로 송금");
  await row.getByRole("button", { name: "목록에서 제외" }).click();
  await expect(row.getByRole("status")).toContainText("처리 완료로 표시했습니다");
  await page.reload();
  await expect(row).toHaveCount(0);

  await typeIn(
    page.getByRole("searchbox", { name: "환불 번호나 고객사 주문번호로 검색" }),
    `#${number.toLowerCase()}`,
  );
  await page.getByRole("button", { name: "검색", exact: true }).click();
  await expect(row).toContainText("김운영님이");
  await expect(row).toContainText("“고객 계좌로 송금”");
  await row.getByRole("link", { name: "무산된 환불" }).click();
  await expect(page.getByRole("heading", { name: "무산된 환불" })).toBeVisible();
});

test("each worklist shows the next step", async ({ page, sandbox }) => {
  const undecided = await unprovenRefund(page, sandbox);
  const pending = await sandbox.createPayment({ total: 5_000 });
  await sandbox.script({ kind: "async-cancel", paymentId: pending.id });
  await page.goto(`/payments/${pending.id}`);
  await fillReason(page, "고객 변심");
  await review(page);
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /환불하기$/ })
    .click();
  await expect(page.getByRole("dialog")).toContainText("접수됨");
  await page.goto("/refunds?tab=pending");
  const waits = page.getByRole("row").filter({ hasText: pending.id });
  await expect(waits).toContainText("PG 처리를 기다리고 있습니다");
  await expect(waits).toContainText(/다시 확인합니다/);
  await expect(waits).toContainText("방금");
  await page.goto("/refunds?tab=undecided");
  const open = page.getByRole("row").filter({ hasText: undecided.id });
  await expect(open).toContainText("환불 직접 확인 필요");
  await expect(open).toContainText("다시 환불하지 마세요");
});

test("an invalid address falls back to the first page", async ({ page }) => {
  await page.goto("/refunds?tab=nonsense&after=%00%FF&before=..");
  await expect(page.getByRole("heading", { name: "환불", exact: true })).toBeVisible();
  await page.goto(`/refunds?q=${encodeURIComponent(`%_'"\\ 🙂 ${"x".repeat(5_000)}`)}`);
  await expect(page.getByText("검색 결과가 없습니다")).toBeVisible();
});

test.describe("a viewer", () => {
  test.use({ as: "viewer" });
  test("sees the worklists without buttons", async ({ page }) => {
    await page.goto("/refunds");
    await expect(page.getByRole("heading", { name: "환불", exact: true })).toBeVisible();
    await expect(page.getByRole("button", { name: /처리 완료로 표시$/ })).toHaveCount(0);
  });
});
