// What is done with the list as a whole: taken out as a file.
import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { shoot } from "./shoot";
import { expect, test } from "./test";
import { violations } from "./violations";

const dialog = (page: Page) => page.getByRole("dialog");

async function openExport(page: Page): Promise<void> {
  await page.getByRole("button", { name: /CSV 내보내기|Export CSV/ }).click();
  await expect(dialog(page)).toBeVisible();
}

/** Rows of cells, as a spreadsheet reads them. */
function cellsOf(file: string): string[][] {
  const rows = [...file.replace(/^\uFEFF/, "").matchAll(/(?:"(?:[^"]|"")*",?)+\r\n/g)].map(([line]) => line);
  expect(`\uFEFF${rows.join("")}`).toBe(file);
  return rows.map((line) =>
    [...line.matchAll(/"((?:[^"]|"")*)"/g)].map(([, cell]) => (cell ?? "").replaceAll('""', '"')),
  );
}

test.describe("an export", () => {
  test("is the filtered list, whole, and runs nothing", async ({ page, sandbox }) => {
    const formula = '=HYPERLINK("http://example.com","눌러")';
    const order = await sandbox.createPayment({ total: 12_345_000, orderName: formula });
    const other = await sandbox.createPayment({ total: 10, method: "VIRTUAL_ACCOUNT" });
    await expect(async () => {
      await page.goto("/payments?method=CARD&min=12345000&max=12345000");
      await expect(page.getByRole("link", { name: formula })).toBeVisible({ timeout: 500 });
    }).toPass();
    // As in a browser that lets no page write files.
    await page.evaluate(() => {
      delete window.showSaveFilePicker;
    });
    await openExport(page);
    const begun = page.waitForEvent("download");
    await dialog(page).getByRole("button", { name: "저장하기" }).click();
    const download = await begun;
    expect(download.suggestedFilename()).toMatch(/^payments-\d{14}\.csv$/);
    const file = await readFile(await download.path(), "utf8");
    const [head, ...rows] = cellsOf(file);
    expect(head?.slice(0, 3)).toEqual(["결제번호", "주문명", "상태"]);
    await expect(dialog(page).getByText(`${rows.length}건을 저장했습니다`)).toBeVisible();
    const ids = rows.map(([id]) => id);
    expect(ids).not.toContain(other.id);
    const mine = rows[ids.indexOf(order.id)];
    expect(mine?.slice(0, 4)).toEqual([order.id, `'${formula}`, "결제 완료", "카드"]);
    expect(mine?.slice(7, 10)).toEqual(["KRW", "12345000", "0"]);
    await dialog(page).getByRole("button", { name: "닫기" }).click();
    await expect(page.getByRole("button", { name: "CSV 내보내기" })).toBeFocused();
  });

  test("goes straight to the file that the person chose, where the browser can", async ({
    page,
    sandbox,
  }) => {
    await sandbox.createPayment({ total: 77_000 });
    // The person's choice cannot be made by a test: it gives a real file of the browser's own.
    await page.addInitScript(() => {
      window.showSaveFilePicker = async () =>
        (await navigator.storage.getDirectory()).getFileHandle("export.csv", { create: true });
    });
    await page.goto("/payments");
    await openExport(page);
    await dialog(page).getByRole("button", { name: "저장하기" }).click();
    const said = await dialog(page)
      .getByText(/건을 저장했습니다/)
      .textContent();
    const file = await page.evaluate(async () => {
      const folder = await navigator.storage.getDirectory();
      const bytes = await (await (await folder.getFileHandle("export.csv")).getFile()).arrayBuffer();
      // text() would take the mark away.
      return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
    });
    expect(cellsOf(file).length - 1).toBe(Number(said?.replace(/\D/g, "")));
  });

  test("is refused to people who may only look", async ({ browser, page, baseURL }) => {
    await page.goto("/payments");
    const viewer = await browser.newContext({ storageState: ".test-data/e2e/viewer.json" });
    const asViewer = await viewer.request.get(`${baseURL}/api/export/payments`);
    expect(asViewer.status()).toBe(403);
    const looking = await viewer.newPage();
    await looking.goto(`${baseURL}/payments`);
    await expect(looking.getByRole("heading", { name: "결제", exact: true })).toBeVisible();
    await expect(looking.getByRole("button", { name: "CSV 내보내기" })).toHaveCount(0);
    await viewer.close();
    const nobody = await browser.newContext({ storageState: { cookies: [], origins: [] } });
    expect((await nobody.request.get(`${baseURL}/api/export/payments`)).status()).toBe(401);
    await nobody.close();
  });

  test.describe("without a network", () => {
    test.use({ expectedComplaints: ["ERR_INTERNET_DISCONNECTED"] });
    test("says so and can be tried again", async ({ page, context }) => {
      await page.goto("/payments");
      await page.evaluate(() => {
        delete window.showSaveFilePicker;
      });
      await openExport(page);
      await context.setOffline(true);
      await dialog(page).getByRole("button", { name: "저장하기" }).click();
      await expect(dialog(page).getByRole("alert")).toContainText("서버");
      await context.setOffline(false);
      const begun = page.waitForEvent("download");
      await dialog(page).getByRole("button", { name: "다시 시도하기" }).click();
      await begun;
      await expect(dialog(page)).toContainText("저장했습니다");
    });
  });
});

for (const locale of ["ko", "en"] as const) {
  test(`looks well and is accessible (${locale})`, async ({ page, context, baseURL }) => {
    test.setTimeout(60_000);
    await context.addCookies([{ name: "locale", value: locale, url: baseURL ?? "" }]);
    await page.goto("/payments");
    await page.evaluate(() => {
      delete window.showSaveFilePicker;
    });
    await openExport(page);
    expect(await violations(page)).toEqual([]);
    await shoot(page, "export", locale, false);
    await dialog(page)
      .getByRole("button", { name: /저장하기|^Save$/ })
      .click();
    await expect(dialog(page).getByText(/저장했습니다|payments saved/)).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await shoot(page, "export-done", locale, false);
  });
}
