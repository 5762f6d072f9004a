// The list of payments, and opening a payment.
import { typeIn } from "./keyboard";
import { expect, test } from "./test";

test("a payment is found by the beginning of its id, and marked when its channel is a test channel", async ({
  page,
  sandbox,
}) => {
  const payment = await sandbox.createPayment({ channelType: "TEST", orderName: "테스트 주문" });
  await page.goto(`/payments/${payment.id}`);
  await expect(page.getByText("TEST", { exact: true }).first()).toBeVisible();
  await page.goto("/payments?tab=failed");
  await typeIn(page.getByRole("searchbox", { name: "결제 검색" }), payment.id.slice(0, -1));
  await expect(page).toHaveURL(/q=/);
  const row = page.getByRole("row").filter({ hasText: payment.id });
  await expect(row).toContainText("TEST");
});

test("tabs and pages are in the address, and the back link returns to them", async ({ page }) => {
  // Oldest first: new payments of other tests change no page but the last.
  await page.goto("/payments?sort=created");
  await page.getByRole("link", { name: /^결제 완료/ }).click();
  await expect(page).toHaveURL(/tab=paid/);
  const first = await page.getByRole("row").nth(1).textContent();
  await page.getByRole("link", { name: "다음 페이지" }).click();
  await expect(page).toHaveURL(/after=/);
  expect(await page.getByRole("row").nth(1).textContent()).not.toBe(first);
  await page.getByRole("link", { name: "이전 페이지" }).click();
  await expect(page.getByRole("row").nth(1)).toHaveText(first ?? "");
});

test("an invalid address falls back to the first page", async ({ page }) => {
  await page.goto("/payments?tab=nonsense&after=%00%FF&before=..");
  await expect(page.getByRole("row").nth(3)).toBeVisible();
  await page.goto(`/payments?q=${encodeURIComponent(`%_'"\\ 🙂 ${"x".repeat(5_000)}`)}`);
  await expect(page.getByText("” 검색 결과가 없습니다")).toBeVisible();
});

test("an unknown payment id shows a message and offers a search", async ({ page }) => {
  await page.goto("/payments/no-such-payment");
  await expect(
    page.getByRole("heading", { name: "이 고객사 주문번호의 결제를 찾지 못했습니다" }),
  ).toBeVisible();
  await expect(page.getByRole("searchbox").last()).toBeVisible();
});

test("a payment id of any characters has an address", async ({ page, sandbox }) => {
  const id = `주문/${Date.now()} #1?a=b&c`;
  await sandbox.createPayment({ id, orderName: "이상한 번호" });
  await page.goto(`/payments/${encodeURIComponent(id)}`);
  await expect(page.getByRole("heading", { name: "이상한 번호" })).toBeVisible();
  await expect(page.getByText(id).first()).toBeVisible();
});

test("while PortOne is down, the page shows the stored payment and its time", { tag: "@waits" }, async ({
  page,
  sandbox,
}) => {
  const payment = await sandbox.createPayment({ orderName: "다운된 날의 주문" });
  await page.goto(`/payments/${payment.id}`);
  await sandbox.script({ kind: "silence", operation: "getPayment", paymentId: payment.id });
  await page.goto(`/payments/${payment.id}`);
  await expect(page.getByText(/포트원이 응답하지 않아 .+에 조회한 내용을 표시합니다/)).toBeVisible({
    timeout: 25_000,
  });
  await expect(page.getByRole("heading", { name: "다운된 날의 주문" })).toBeVisible();
});

test("a long pull shows its progress until it is done", { tag: "@waits" }, async ({ page, sandbox }) => {
  await page.goto("/payments");
  const pull = page.getByRole("main").getByRole("button", { name: "새 결제 가져오기" });
  // The next pull of anybody takes the delay, and every page of the list shows its progress.
  await sandbox.script({ kind: "delay", operation: "getAllPaymentsByCursor", ms: 10_000 });
  await pull.click();
  const progress = page.getByRole("status").filter({ hasText: "포트원에서 가져오는 중" });
  await expect(progress).toContainText(/[\d,]+건/);
  await expect(pull).toBeDisabled();
  await expect(progress).toHaveCount(0, { timeout: 30_000 });
  await expect(pull).toBeEnabled();
  await expect(page.getByRole("main")).toContainText("까지 가져옴");
});

test("language and theme are stored", async ({ page }) => {
  await page.goto("/payments");
  await page.getByRole("button", { name: "English" }).click();
  await expect(page.getByRole("heading", { name: "Payments" })).toBeVisible();
  await page.getByRole("button", { name: "Dark" }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
});
