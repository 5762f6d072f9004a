// The time from a change to its paint. Runs alone, after all other browser tests.
import type { Page } from "@playwright/test";
import { expect, test } from "./test";

/**
 * Milliseconds, and times of an answer with the whole page: the speed of rented machines differs by more than two, and a
 * machine that takes 270 ms for the page needs 300 to 310 for a change.
 */
const floor = { ms: 300, pages: 1.5 };

/** The first changes compile code in the server and in the browser, once. */
const warmUps = 5;
const measured = 20;

test("a cancel in the console is painted in the timeline within 300 ms in 19 of 20 cases, or longer on a slower machine", async ({
  page,
  sandbox,
}) => {
  const payment = await sandbox.createPayment({ total: 100_000 });
  await page.goto(`/payments/${payment.id}`);
  await expect(page.getByRole("heading", { name: payment.orderName })).toBeVisible();
  await page.evaluate((changes) => {
    const painted: Record<string, number> = {};
    Object.assign(window, { painted });
    new MutationObserver(() => {
      const text = document.querySelector("main")?.textContent ?? "";
      for (let n = 1; n <= changes; n += 1) {
        const amount = `−${(n * 1_000).toLocaleString("en")}원`;
        // Measured after the frame that shows the amount.
        if (!(n in painted) && text.includes(amount)) {
          painted[n] = 0;
          requestAnimationFrame(() => {
            painted[n] = Date.now();
          });
        }
      }
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  }, warmUps + measured);
  const waits: number[] = [];
  for (let n = 1; n <= warmUps + measured; n += 1) {
    // Started before the sandbox makes the cancellation and posts its webhook, so the time includes both.
    const startedAt = Date.now();
    await sandbox.cancelInConsole(payment.id, { amount: 1_000 });
    const at = await page
      .waitForFunction((nth) => (window as unknown as { painted: Record<number, number> }).painted[nth], n)
      .then((handle) => handle.jsonValue());
    if (n > warmUps) waits.push((at ?? Number.POSITIVE_INFINITY) - startedAt);
  }
  waits.sort((a, b) => a - b);
  const rendered = await renderMs(page);
  console.log(
    `console cancel to painted timeline: median ${waits[10]} ms, p95 ${waits[18]} ms, longest ${waits[19]} ms; ` +
      `the page is rendered in ${rendered} ms`,
  );
  expect(waits[18]).toBeLessThan(Math.max(floor.ms, floor.pages * rendered));
});

/** Returns the median time (milliseconds) in which the server answers with the page. */
async function renderMs(page: Page): Promise<number> {
  const times: number[] = [];
  for (let n = 0; n < measured; n += 1) {
    const startedAt = performance.now();
    expect((await page.request.get(page.url())).ok()).toBe(true);
    times.push(performance.now() - startedAt);
  }
  return Math.round(times.sort((a, b) => a - b)[measured / 2] ?? 0);
}
