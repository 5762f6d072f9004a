// Layout stability while a page loads: the layout shifts that the browser reports.
import type { Page } from "@playwright/test";
import { expect, test } from "./test";

const most = 0.02;

/** Counts layout shifts from the next page on, including shifts right after a press, which the browser's own sum excludes. */
async function countShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const shifts: number[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        shifts.push((entry as PerformanceEntry & { value: number }).value);
    }).observe({ type: "layout-shift", buffered: true });
  });
}

async function shifted(page: Page): Promise<number> {
  await page.waitForLoadState("networkidle");
  await page.waitForTimeout(500);
  return page.evaluate(() =>
    (window as unknown as { shifts: number[] }).shifts.reduce((sum, value) => sum + value, 0),
  );
}

for (const width of [1280, 390]) {
  test(`the list and a payment have almost no layout shift at ${width}`, async ({ page, sandbox }) => {
    await page.setViewportSize({ width, height: 860 });
    const payment = await sandbox.createPayment({ total: 31_000 });
    await countShifts(page);
    await page.goto("/payments");
    const list = await shifted(page);
    await page.goto(`/payments/${payment.id}`);
    const detail = await shifted(page);
    await page.goto(`/payments?q=${payment.id}`);
    await page.locator("[data-row]").first().click();
    await expect(page.getByRole("heading", { name: payment.orderName })).toBeVisible();
    const between = await shifted(page);
    console.log(
      `shifts at ${width}: list ${list.toFixed(4)}, payment ${detail.toFixed(4)}, between ${between.toFixed(4)}`,
    );
    expect(list).toBeLessThan(most);
    expect(detail).toBeLessThan(most);
  });
}

test("a payment that loads slowly from PortOne has reserved space", async ({ page, sandbox }) => {
  const payment = await sandbox.createPayment({ announce: false });
  await sandbox.script({ kind: "delay", operation: "getPayment", paymentId: payment.id, ms: 2_000 });
  const visit = page.goto(`/payments/${payment.id}`);
  const place = page.getByRole("main").locator("[aria-busy=true]");
  await expect(place).toBeVisible();
  await visit;
  await expect(page.getByRole("heading", { name: payment.orderName })).toBeVisible();
  await expect(place).toBeHidden();
});
