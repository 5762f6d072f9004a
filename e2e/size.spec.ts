// The size of a page before any interaction: gzipped scripts and styles, within the budget.
import { gzipSync } from "node:zlib";
import type { Page } from "@playwright/test";
import { expect, test } from "./test";

const budget = { list: 160, payment: 237, css: 10 };

/** Returns the kilobytes (1,000 bytes) of scripts and styles that a page loads until the network is idle, gzipped per file. */
async function weigh(page: Page, path: string): Promise<{ js: number; css: number }> {
  const bodies: Promise<{ kind: string; bytes: number }>[] = [];
  page.on("response", (response) => {
    const kind = response.request().resourceType();
    if (kind !== "script" && kind !== "stylesheet") return;
    bodies.push(response.body().then((body) => ({ kind, bytes: gzipSync(body).length })));
  });
  await page.goto(path);
  await page.waitForLoadState("networkidle");
  const weighed = await Promise.all(bodies);
  const sum = (kind: string) =>
    weighed.filter((file) => file.kind === kind).reduce((bytes, file) => bytes + file.bytes, 0) / 1000;
  return { js: sum("script"), css: sum("stylesheet") };
}

test("the list stays within the budget", async ({ page }) => {
  const { js, css } = await weigh(page, "/payments");
  console.log(`list: ${js.toFixed(1)} KB of scripts, ${css.toFixed(1)} KB of styles`);
  expect(js).toBeLessThanOrEqual(budget.list);
  expect(css).toBeLessThanOrEqual(budget.css);
});

test("a payment that can be refunded stays within the budget", async ({ page, sandbox }) => {
  // A customer who has paid before, so that the card of other payments always counts.
  const customer = { id: `size-${Date.now()}`, name: "손지안" };
  const earlier = await sandbox.createPayment({ total: 12_000, customer });
  await page.goto(`/payments/${earlier.id}`);
  const payment = await sandbox.createPayment({ total: 31_000, customer });
  await page.goto("about:blank");
  const { js, css } = await weigh(page, `/payments/${payment.id}`);
  await expect(page.locator("#customer-payments")).toBeVisible();
  console.log(`payment: ${js.toFixed(1)} KB of scripts, ${css.toFixed(1)} KB of styles`);
  expect(js).toBeLessThanOrEqual(budget.payment);
  expect(css).toBeLessThanOrEqual(budget.css);
});
