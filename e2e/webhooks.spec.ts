// The inbox of webhooks: what came is seen, processed again, and asked for once more.
import { expect, test } from "./test";

test("a webhook is processed again and sent again by PortOne, and the inbox shows both", async ({
  page,
  sandbox,
}) => {
  const payment = await sandbox.createPayment({ orderName: "웹훅이 온 주문" });
  await page.goto("/webhooks");
  await expect(page.getByRole("link", { name: /^처리 못함/ })).toHaveAttribute("aria-current", "page");
  await page.getByRole("link", { name: /^처리됨/ }).click();
  await expect(page).toHaveURL(/tab=processed/);
  const row = page.getByRole("listitem").filter({ hasText: payment.id });
  await expect(async () => {
    await page.reload();
    await expect(row).toContainText("Transaction.Paid", { timeout: 500 });
  }).toPass();
  await expect(row).not.toContainText("다시 받음");
  await row.getByText("받은 내용").click();
  await expect(row.locator("pre")).toContainText(`"paymentId":"${payment.id}"`);

  const reads = (await sandbox.requests(payment.id, "getPayment")).length;
  await row.getByRole("button", { name: /다시 처리$/ }).click();
  await expect(page.getByRole("status").filter({ hasText: "결제를 다시 읽었습니다" })).toBeVisible();
  expect((await sandbox.requests(payment.id, "getPayment")).length).toBe(reads + 1);

  await row.getByRole("button", { name: /포트원에 재발송 요청$/ }).click();
  await expect(page.getByRole("status").filter({ hasText: "다시 보내 달라고" })).toBeVisible();
  expect(await sandbox.requests(payment.id, "resendWebhook")).toHaveLength(1);
  await expect(row).toContainText("다시 받음 1번");

  await sandbox.script({ kind: "html", operation: "resendWebhook", paymentId: payment.id });
  await row.getByRole("button", { name: /포트원에 재발송 요청$/ }).click();
  await expect(page.getByRole("alert").filter({ hasText: "포트원의 답을 받지 못했습니다" })).toBeVisible();

  await row.getByRole("link", { name: payment.id }).click();
  await expect(page.getByRole("heading", { name: "웹훅이 온 주문" })).toBeVisible();
});

test("one that waits says why, and leaves its tab once it is processed", async ({ page, sandbox }) => {
  const id = `slow-${Date.now()}`;
  // Long enough for a person to look: the worker tries at 0, 2, 6, 14 and 30 seconds.
  await sandbox.script({ kind: "html", operation: "getPayment", paymentId: id, count: 4 });
  await sandbox.createPayment({ id });
  await page.goto("/webhooks?tab=waiting");
  const row = page.getByRole("listitem").filter({ hasText: id });
  await expect(async () => {
    await page.reload();
    await expect(row).toContainText("포트원이 응답하지 않았습니다", { timeout: 500 });
  }).toPass();
  await expect(row).toContainText(/실패 \d번/);
  const done = page.getByRole("status").filter({ hasText: `${id} 결제를 다시 읽었습니다` });
  await expect(async () => {
    await row.getByRole("button", { name: /다시 처리$/ }).click({ timeout: 1_000 });
    await expect(done.or(page.getByRole("alert").filter({ hasText: "처리하지 못했습니다" }))).toBeVisible();
    await expect(done).toBeVisible({ timeout: 500 });
  }).toPass();
  await expect(row).toHaveCount(0);
  await expect(done).toBeFocused();
});

test.describe("somebody who may only look at payments", () => {
  test.use({ as: "viewer" });
  test("has no way to the webhooks", async ({ page }) => {
    await page.goto("/webhooks");
    await expect(page).toHaveURL(/\/payments$/);
    await expect(page.getByRole("navigation", { name: "주 메뉴" }).first()).toBeVisible();
    await expect(page.getByRole("link", { name: "웹훅" })).toHaveCount(0);
  });
});
