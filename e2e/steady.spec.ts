// Layout stability while a page loads: the layout shifts that the browser reports.
import type { Page } from "@playwright/test";
import { chooseReason, fillPart, receipt, review } from "./refund-steps";
import { expect, test } from "./test";

/** The browser's score of areas and distances, which does not depend on time; 0.1 is its limit for "good". */
const most = 0.02;

type Shift = { value: number; moved: string[] };

/** Collects layout shifts from the next page on, including shifts right after a press, which the browser's own sum excludes. */
async function countShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const shifts: Shift[] = [];
    type Entry = PerformanceEntry & {
      value: number;
      sources: { node: Node | null; previousRect: DOMRect; currentRect: DOMRect }[];
    };
    const add = (entries: PerformanceEntryList) => {
      for (const { value, sources } of entries as Entry[])
        shifts.push({
          value,
          moved: sources.map(
            ({ node, previousRect: from, currentRect: to }) =>
              `${node?.textContent?.slice(0, 60)} (${from.x}, ${from.y}) to (${to.x}, ${to.y})`,
          ),
        });
    };
    const observer = new PerformanceObserver((list) => add(list.getEntries()));
    observer.observe({ type: "layout-shift", buffered: true });
    Object.assign(window, { shifts, takeShifts: () => add(observer.takeRecords()) });
  });
}

function sumOf(shifts: readonly Shift[]): number {
  return shifts.reduce((sum, { value }) => sum + value, 0);
}

/** Returns the shifts of the page so far, once nothing more is loading and the last frame is painted. */
async function shiftsOf(page: Page): Promise<Shift[]> {
  await page.waitForLoadState("networkidle");
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
  return page.evaluate(async () => {
    await document.fonts.ready;
    const { shifts, takeShifts } = window as unknown as { shifts: Shift[]; takeShifts: () => void };
    for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
    takeShifts();
    return shifts;
  });
}

for (const width of [1280, 390]) {
  test(`the list and a payment have almost no layout shift at ${width}`, async ({ page, sandbox }) => {
    await page.setViewportSize({ width, height: 860 });
    const payment = await sandbox.createPayment({ total: 31_000 });
    // A search for one payment, because rows that other tests change would count. So would this row if it arrived late.
    await page.goto(`/payments?q=${payment.id}`);
    await expect(page.locator("[data-row]")).toHaveCount(1);
    await countShifts(page);
    await page.reload();
    const list = await shiftsOf(page);
    await page.goto(`/payments/${payment.id}`);
    const detail = await shiftsOf(page);
    await page.goto(`/payments?q=${payment.id}`);
    await page.locator("[data-row]").first().click();
    await expect(page.getByRole("heading", { name: payment.orderName })).toBeVisible();
    const between = await shiftsOf(page);
    console.log(
      `shifts at ${width}: list ${sumOf(list).toFixed(4)}, payment ${sumOf(detail).toFixed(4)}, between ${sumOf(between).toFixed(4)}`,
    );
    expect(sumOf(list), JSON.stringify(list)).toBeLessThan(most);
    expect(sumOf(detail), JSON.stringify(detail)).toBeLessThan(most);
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

for (const width of [1280, 390]) {
  test(`nothing moves when a refund ends, in the dialog or later, at ${width}`, async ({ page, sandbox }) => {
    await page.setViewportSize({ width, height: 860 });
    const payment = await sandbox.createPayment({ total: 31_000 });
    await countShifts(page);
    await page.goto(`/payments/${payment.id}`);
    await fillPart(page, "11000");
    await chooseReason(page);
    await review(page);
    const before = await shiftsOf(page);
    await receipt(page).getByRole("button", { name: "11,000원 환불하기" }).click();
    await expect(receipt(page)).toContainText("완료");
    expect(await shiftsOf(page), "answered in the dialog").toEqual(before);
    await receipt(page).getByRole("button", { name: "닫기" }).click();

    await sandbox.script({ kind: "async-cancel", paymentId: payment.id });
    await chooseReason(page);
    await review(page);
    await receipt(page).getByRole("button", { name: "20,000원 환불하기" }).click();
    await expect(receipt(page)).toContainText("접수됨");
    await receipt(page).getByRole("button", { name: "닫기" }).click();
    await expect(page.getByRole("region", { name: "환불 상태" })).toContainText("접수됨");
    const accepted = await shiftsOf(page);
    await sandbox.endCancellation(payment.id, "succeed");
    await expect(page.getByRole("region", { name: "환불 상태" })).toContainText("완료", { timeout: 15_000 });
    expect(await shiftsOf(page), "ended later").toEqual(accepted);
  });
}
