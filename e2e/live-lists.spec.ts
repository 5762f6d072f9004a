// Lists that update live, and the notice about the end of an awaited refund on every page.
import type { Locator, Page } from "@playwright/test";
import { signInAsNew } from "./add-person";
import { chooseReason, receipt, review } from "./refund-steps";
import type { Sandbox } from "./sandbox";
import { expect, test } from "./test";

const bar = (page: Page) => page.getByRole("button", { name: /^새 항목 \d+개 · 보기$/ });

/** Presses the bar of new rows until `row` is visible: other tests make payments too, so the bar may belong to them. */
async function showNewRow(page: Page, row: Locator): Promise<void> {
  await expect(async () => {
    if (!(await row.isVisible())) await bar(page).click({ timeout: 2_000 });
    await expect(row).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 20_000 });
}

const topRow = (page: Page) => page.locator("[data-row]").first();

/** Requests a refund that PortOne accepts and the PG has not answered. Returns its payment's id and its number. */
async function waitingRefund(page: Page, sandbox: Sandbox): Promise<{ id: string; number: string }> {
  const { id } = await sandbox.createPayment({ total: 7_000, orderName: "기다리는 환불" });
  await sandbox.script({ kind: "async-cancel", paymentId: id });
  await page.goto(`/payments/${id}`);
  await chooseReason(page);
  await review(page);
  await receipt(page).getByRole("button", { name: "7,000원 환불하기" }).click();
  await expect(receipt(page)).toContainText("접수됨");
  const number = /R[2-9A-Z]{6}/.exec((await receipt(page).textContent()) ?? "")?.[0] ?? "";
  await receipt(page).getByRole("button", { name: "닫기" }).click();
  return { id, number };
}

test("new payments wait behind a bar, and visible payments update in place", { tag: "@waits" }, async ({
  page,
  sandbox,
}) => {
  const shown = await sandbox.createPayment({ orderName: "보이던 주문" });
  await expect(async () => {
    await page.goto("/payments");
    await expect(page.getByRole("row").filter({ hasText: shown.id })).toBeVisible({ timeout: 500 });
  }).toPass();
  const row = page.getByRole("row").filter({ hasText: shown.id });
  await sandbox.cancelInConsole(shown.id);
  await expect(row).toContainText("취소됨", { timeout: 15_000 });
  const fresh = await sandbox.createPayment({ orderName: "새로 온 주문" });
  await expect(bar(page)).toBeVisible({ timeout: 15_000 });
  await expect(page.getByText(fresh.id)).toHaveCount(0);
  await showNewRow(page, page.getByRole("row").filter({ hasText: fresh.id }));
});

test("new webhooks wait behind a bar", { tag: "@waits" }, async ({ page, sandbox }) => {
  await sandbox.createPayment({});
  await page.goto("/webhooks");
  await expect(topRow(page)).toBeVisible();
  const first = await topRow(page).getAttribute("href");
  const fresh = await sandbox.createPayment({});
  await expect(bar(page)).toBeVisible({ timeout: 15_000 });
  await expect(topRow(page)).toHaveAttribute("href", first ?? "");
  await showNewRow(page, page.getByRole("listitem").filter({ hasText: fresh.id }).first());
});

test.describe("a person of their own", () => {
  // Other tests refund as the operator, who is told of the ends of those refunds too.
  test.use({ as: null });

  test("the end of my refund is announced once on another page, with a link to it", async ({
    page,
    browser,
    sandbox,
  }) => {
    // Twenty seconds for a new person on a slow machine, and thirty for the refund.
    test.setTimeout(75_000);
    await signInAsNew(page, browser, {
      name: "한기다",
      email: `awaits-${Date.now()}@example.com`,
      role: /^운영/,
    });
    const { id, number } = await waitingRefund(page, sandbox);
    const awaited = page.waitForResponse((response) => response.url().includes("/api/awaited"));
    await page.getByRole("link", { name: "웹훅" }).first().click();
    await expect(page.getByRole("heading", { name: "웹훅", exact: true })).toBeVisible();
    await awaited;
    await sandbox.endCancellation(id, "succeed");
    const notices = page.getByRole("region", { name: "알림" });
    await expect(notices).toContainText("환불이 완료되었습니다", { timeout: 20_000 });
    await expect(notices).toContainText(`기다리는 환불 · ${number}`);
    await expect(page.getByRole("status").filter({ hasText: number })).toHaveCount(1);
    await notices.getByRole("link", { name: "보기" }).click();
    await expect(page.getByRole("heading", { name: "기다리는 환불" })).toBeVisible();
    await expect(notices).toHaveCount(0);
    await page.reload();
    await expect(notices).toHaveCount(0);
  });

  test("a browser notification is shown only when enabled and the tab is hidden, and contains no personal data", {
    tag: "@waits",
  }, async ({ page, browser, context, sandbox }) => {
    test.setTimeout(90_000);
    await signInAsNew(page, browser, {
      name: "한알림",
      email: `told-${Date.now()}@example.com`,
      role: /^운영/,
    });
    await context.grantPermissions(["notifications"]);
    await page.addInitScript(() => {
      const shown: string[] = [];
      Object.assign(window, { shown });
      class Shown {
        static permission = "granted";
        onclick = null;
        constructor(title: string, options: { body: string }) {
          shown.push(`${title} / ${options.body}`);
        }
      }
      Object.assign(window, { Notification: Shown });
    });
    await page.goto("/account");
    await page.getByRole("button", { name: "알림 켜기" }).click();
    await expect(page.getByText("이 브라우저에서 켜져 있습니다.")).toBeVisible();
    const { id, number } = await waitingRefund(page, sandbox);
    const awaited = page.waitForResponse((response) => response.url().includes("/api/awaited"));
    await page.evaluate(() => {
      Object.defineProperty(document, "hidden", { configurable: true, get: () => true });
      document.dispatchEvent(new Event("visibilitychange"));
    });
    await awaited;
    // A failure has no documented webhook: the desk finds it by its own poll, a minute after the request.
    await sandbox.endCancellation(id, "succeed");
    await expect
      .poll(() => page.evaluate(() => (window as unknown as { shown: string[] }).shown), { timeout: 45_000 })
      .toEqual([`환불이 완료되었습니다 / 환불 번호 ${number}`]);
  });
});
