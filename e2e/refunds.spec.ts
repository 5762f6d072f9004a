// The worklists of refunds: waiting refunds, the responsible person, and how a failed refund leaves the list.
import { failedRefund } from "./failed-refund";
import { typeDay, typeIn } from "./keyboard";
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
  expect((await open.boundingBox())?.height, "the next step takes few lines").toBeLessThan(160);
});

test("a filter is in the address, has a sum of its own, and the export follows it", async ({
  page,
  sandbox,
}) => {
  const elsewhere = await sandbox.createPayment({ total: 8_500, orderName: "밖에서 취소한 주문" });
  await sandbox.cancelInConsole(elsewhere.id);
  const row = page.getByRole("row").filter({ hasText: elsewhere.id });
  await expect(async () => {
    await page.goto("/refunds");
    await expect(row).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await expect(row).toContainText("포트원 콘솔");
  await page.getByRole("button", { name: "담당자·사유", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "담당자·사유" });
  await dialog.getByLabel("담당자").selectOption("외부에서 취소");
  await dialog.getByRole("button", { name: "적용" }).click();
  await expect(page).toHaveURL(/person=-/);
  await page.getByRole("button", { name: "기간", exact: true }).click();
  await page.getByRole("dialog", { name: "기간" }).getByRole("button", { name: "오늘", exact: true }).click();
  await page.getByRole("dialog", { name: "기간" }).getByRole("button", { name: "적용" }).click();
  await expect(page).toHaveURL(/by=finished&from=.*&to=.*&person=-/);
  await expect(row).toContainText("취소 완료");
  await expect(page.getByRole("list", { name: "적용된 필터" })).toContainText("담당자: 외부에서 취소");
  await expect(page.getByRole("row").filter({ hasText: "김운영" })).toHaveCount(0);
  await page.getByRole("button", { name: "기간", exact: true }).click();
  await typeDay(page.getByRole("dialog", { name: "기간" }).getByLabel("시작일"), "2026-11-25");
  await page.getByRole("dialog", { name: "기간" }).getByRole("button", { name: "적용" }).click();
  await expect(page).toHaveURL(/from=2026-11-25&to=.*&person=-/);
  await expect(row).toContainText("취소 완료");
  const sums = page.getByRole("list", { name: "목록의 합계" }).getByRole("listitem");
  const counts = (await sums.allTextContents()).map((text) => Number(/([\d,]+)건/.exec(text)?.[1]));
  const count = counts.reduce((sum, of) => sum + of, 0);
  await page.getByRole("button", { name: "내보내기", exact: true }).click();
  await expect(page.getByRole("dialog", { name: "환불 내보내기" })).toContainText(`환불과 취소 ${count}건`);
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
