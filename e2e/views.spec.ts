// What is done with the list as a whole: taken out as a file, kept under a name, shown as a person likes it.
import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { people, stateFile } from "./desk";
import { typeIn } from "./keyboard";
import { shoot } from "./shoot";
import { expect, test } from "./test";
import { violations } from "./violations";

const dialog = (page: Page) => page.getByRole("dialog", { name: /내보내기|^Export/ });
const views = (page: Page) => page.getByRole("dialog", { name: /저장한 보기|Saved views/ });
/** The button that opens the saved views. It says which one the list shows. */
const menu = (page: Page, name: string) => page.getByRole("button", { name: new RegExp(`^${name}`) });

async function openViews(page: Page, name: string): Promise<void> {
  await menu(page, name).click();
  await expect(views(page).getByRole("textbox").first()).toBeVisible();
}

async function openDisplay(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^표시$|^Display$/ }).click();
  await expect(
    page
      .getByRole("dialog", { name: /표시 설정|Display/ })
      .getByRole("radio")
      .first(),
  ).toBeVisible();
}

async function openExport(page: Page, format: "xlsx" | "csv" = "csv"): Promise<void> {
  await page.getByRole("button", { name: /^내보내기$|^Export$/ }).click();
  await expect(dialog(page)).toBeVisible();
  if (format === "csv") await dialog(page).getByRole("radio", { name: "CSV" }).check();
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
    expect(head?.slice(0, 3)).toEqual(["고객사 주문번호", "주문명", "상태"]);
    await expect(dialog(page).getByText("파일을 저장했습니다")).toBeVisible();
    const ids = rows.map(([id]) => id);
    expect(ids).not.toContain(other.id);
    const mine = rows[ids.indexOf(order.id)];
    expect(mine?.slice(0, 4)).toEqual([order.id, `'${formula}`, "결제 완료", "카드"]);
    expect(mine?.slice(7, 12)).toEqual(["KRW", "12345000", "12345000", "0", "0"]);
    await dialog(page).getByRole("button", { name: "닫기" }).click();
    await expect(page.getByRole("button", { name: "내보내기", exact: true })).toBeFocused();
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
      .getByText(/파일을 저장했습니다/)
      .textContent();
    const file = await page.evaluate(async () => {
      const folder = await navigator.storage.getDirectory();
      const bytes = await (await (await folder.getFileHandle("export.csv")).getFile()).arrayBuffer();
      // text() would take the mark away.
      return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
    });
    expect(cellsOf(file).length).toBeGreaterThan(1);
    expect(said).toContain(`${Math.ceil(Buffer.byteLength(file) / 1_000)} KB`);
  });

  test("says how far it is and can be stopped, accessibly", async ({ page }) => {
    const answered = Promise.withResolvers<void>();
    await page.route("**/api/export/payments*", async (route) => {
      await answered.promise;
      // Stopped meanwhile: nobody waits for it.
      await route.continue().catch(() => undefined);
    });
    await page.goto("/payments");
    await page.evaluate(() => {
      delete window.showSaveFilePicker;
    });
    await openExport(page);
    await dialog(page).getByRole("button", { name: "저장하기" }).click();
    await expect(dialog(page).getByRole("progressbar", { name: "저장하는 중입니다" })).toBeVisible();
    await expect(dialog(page).getByRole("button", { name: "중단하기" })).toBeFocused();
    expect(await violations(page, '[role="dialog"]')).toEqual([]);
    await dialog(page).getByRole("button", { name: "중단하기" }).press("Enter");
    await expect(dialog(page).getByRole("status").filter({ hasText: "중단했습니다" })).toBeVisible();
    expect(await violations(page, '[role="dialog"]')).toEqual([]);
    answered.resolve();
  });

  test("names its columns in the person's language, and is kept by nobody on the way", async ({
    page,
    context,
    baseURL,
  }) => {
    await context.addCookies([{ name: "locale", value: "en", url: baseURL ?? "" }]);
    const response = await page.request.get("/api/export/payments?tab=paid&sort=-amount&nonsense=1");
    const [head, ...rows] = cellsOf(
      new TextDecoder("utf-8", { ignoreBOM: true }).decode(await response.body()),
    );
    expect(head).toEqual(expect.arrayContaining(["Payment ID", "Paid at (KST)", "Currency"]));
    expect(new Set(rows.map((cells) => cells[2]))).toEqual(new Set(["Paid"]));
    expect(response.headers()).toMatchObject({
      "content-type": "text/csv; charset=utf-8",
      "cache-control": expect.stringContaining("no-store"),
      "content-disposition": expect.stringMatching(/^attachment; filename="payments-\d{14}\.csv"$/),
    });
  });

  test("is refused to people who may only look", async ({ browser, page, baseURL }) => {
    await page.goto("/payments");
    const viewer = await browser.newContext({ storageState: stateFile("viewer") });
    const asViewer = await viewer.request.get(`${baseURL}/api/export/payments`);
    expect(asViewer.status()).toBe(403);
    const looking = await viewer.newPage();
    await looking.goto(`${baseURL}/payments`);
    await expect(looking.getByRole("heading", { name: "결제", exact: true })).toBeVisible();
    await expect(looking.getByRole("button", { name: "내보내기", exact: true })).toHaveCount(0);
    await viewer.close();
    const nobody = await browser.newContext({ storageState: { cookies: [], origins: [] } });
    expect((await nobody.request.get(`${baseURL}/api/export/payments`)).status()).toBe(401);
    await nobody.close();
  });

  test.describe("without a network", () => {
    test.use({ expectedComplaints: ["ERR_INTERNET_DISCONNECTED"] });
    test("says so and can be tried again", async ({ page }) => {
      await page.goto("/payments");
      await page.evaluate(() => {
        delete window.showSaveFilePicker;
      });
      await openExport(page);
      // Of the export only: Next answers a reading of the list that breaks off by loading the page anew.
      await page.route("**/api/export/**", (route) => route.abort("internetdisconnected"));
      await dialog(page).getByRole("button", { name: "저장하기" }).click();
      await expect(dialog(page).getByRole("alert")).toContainText("서버");
      await page.unroute("**/api/export/**");
      const begun = page.waitForEvent("download");
      await dialog(page).getByRole("button", { name: "다시 시도하기" }).click();
      await begun;
      await expect(dialog(page)).toContainText("저장했습니다");
    });
  });
});

test.describe("a saved view", () => {
  test("keeps a filter, is marked, says that it was changed, and is changed and deleted by its owner", async ({
    page,
    sandbox,
  }) => {
    await sandbox.createPayment({ total: 31_000 });
    const name = `카드만 ${Date.now()}`;
    await page.goto("/payments?method=CARD");
    await openViews(page, "보기");
    await views(page).getByRole("button", { name: "저장하기" }).click();
    await expect(views(page).getByText("이름을 입력하십시오.")).toBeVisible();
    await typeIn(views(page).getByRole("textbox"), name);
    await views(page).getByRole("textbox").press("Enter");
    await expect(views(page).getByRole("link", { name })).toHaveAttribute("aria-current", "true");
    await page.keyboard.press("Escape");
    await expect(menu(page, name)).toBeFocused();

    await page.goto("/payments?method=CARD&tab=paid");
    await expect(menu(page, name)).toContainText("변경됨");
    await openViews(page, name);
    await views(page)
      .getByRole("button", { name: `바뀐 조건을 “${name}”에 저장하기` })
      .click();
    await expect(menu(page, name)).not.toContainText("변경됨");
    await views(page)
      .getByRole("button", { name: `“${name}” 이름 바꾸기` })
      .click();
    await expect(views(page).getByRole("textbox").first()).toBeFocused();
    await typeIn(views(page).getByRole("textbox").first(), `${name}!`);
    await views(page).getByRole("button", { name: "이름 바꾸기", exact: true }).click();
    await expect(views(page).getByRole("link", { name: `${name}!` })).toBeVisible();

    await page.goto("/payments");
    await openViews(page, "보기");
    await views(page)
      .getByRole("link", { name: `${name}!` })
      .click();
    await expect(page).toHaveURL(/tab=paid&method=CARD/);
    await openViews(page, `${name}!`);
    await views(page)
      .getByRole("button", { name: `“${name}!” 삭제하기` })
      .click();
    await views(page).getByRole("button", { name: "삭제하기", exact: true }).click();
    await expect(views(page).getByRole("link", { name })).toHaveCount(0);
    await expect(menu(page, "보기")).toBeVisible();
  });

  test("is shared with those who may only look, who share none", async ({ page, browser, baseURL }) => {
    const name = `모두의 ${Date.now()}`;
    await page.goto("/payments?pending=1");
    await openViews(page, "보기");
    await typeIn(views(page).getByRole("textbox"), name);
    await views(page).getByLabel("모두와 공유").check();
    await views(page).getByRole("button", { name: "저장하기" }).click();
    await expect(views(page).getByText("공유 중")).toBeVisible();
    const viewer = await browser.newContext({ storageState: stateFile("viewer") });
    const looking = await viewer.newPage();
    await looking.goto(`${baseURL}/payments`);
    await openViews(looking, "보기");
    const row = views(looking).getByRole("listitem").filter({ hasText: name });
    await expect(row).toContainText(people.operator.name);
    await expect(row.getByRole("button")).toHaveCount(0);
    await expect(views(looking).getByLabel("모두와 공유")).toHaveCount(0);
    await row.getByRole("link").click();
    await expect(looking).toHaveURL(/pending=1/);
    await expect(menu(looking, name)).toBeVisible();
    await viewer.close();
  });
});

test("the columns and their order are kept, and so is the density, from the first byte on", async ({
  page,
  sandbox,
}) => {
  await sandbox.createPayment({ total: 52_000 });
  const heads = page.getByRole("columnheader");
  await page.goto("/payments");
  await expect(heads).toHaveText(["주문", "상태", "수단", "구매자", "결제 일시", "금액"]);
  await openDisplay(page);
  const panel = page.getByRole("dialog", { name: "표시 설정" });
  await panel.getByLabel("구매자", { exact: true }).uncheck();
  await panel.getByLabel("요청 일시", { exact: true }).check();
  await panel.getByRole("button", { name: "결제 일시 앞으로" }).click();
  await panel.getByRole("button", { name: "결제 일시 앞으로" }).click();
  await expect(heads).toHaveText(["주문", "상태", "결제 일시", "수단", "요청 일시", "금액"]);
  // Of a payment's row: what is new among other tests' payments has one of its own.
  const row = page
    .getByRole("row")
    .filter({ has: page.locator("[data-row]") })
    .first();
  const tall = (await row.boundingBox())?.height ?? 0;
  await panel.getByLabel("촘촘하게").check();
  await expect(page.locator("html")).toHaveAttribute("data-density", "compact");
  await expect.poll(async () => (await row.boundingBox())?.height ?? 0).toBeLessThan(tall - 8);
  // What the server writes, before any script.
  const written = await (await page.request.get("/payments")).text();
  expect(written).toContain('data-density="compact"');
  const writtenHeads = [...written.matchAll(/<th [^>]*>(.*?)<\/th>/g)];
  expect(writtenHeads.map(([, head = ""]) => head.replaceAll(/<[^>]*>/g, ""))).toEqual([
    "주문",
    "상태",
    "결제 일시",
    "수단",
    "요청 일시",
    "금액",
  ]);
  await panel.getByRole("button", { name: "처음대로" }).click();
  await expect(heads).toHaveText(["주문", "상태", "수단", "구매자", "결제 일시", "금액"]);
});

const everyLook = (["light", "dark"] as const).flatMap((theme) =>
  ([1280, 390] as const).map((width) => ({ theme, width })),
);

for (const locale of ["ko", "en"] as const) {
  test(`everything opened looks well and is accessible (${locale})`, async ({ page, context, baseURL }) => {
    test.setTimeout(180_000);
    await context.addCookies([{ name: "locale", value: locale, url: baseURL ?? "" }]);
    const look = async (title: string) => {
      expect(await violations(page), title).toEqual([]);
      await shoot(page, `${title}-${locale}`, everyLook, false);
    };
    const name = locale === "ko" ? "이번 달 취소 대기" : "Pending this month";
    // A filter that the other language has not kept.
    await page.goto(`/payments?tab=${locale === "ko" ? "partial-cancelled" : "cancelled"}`);
    await openViews(page, locale === "ko" ? "보기" : "Views");
    await typeIn(views(page).getByRole("textbox"), name);
    await views(page).getByRole("textbox").press("Enter");
    await expect(views(page).getByRole("link", { name })).toBeVisible();
    await look("views");
    await views(page)
      .getByRole("button", { name: /삭제하기$|^Delete “/ })
      .first()
      .click();
    await look("view-delete");
    await page.goto("/payments");
    await openDisplay(page);
    await look("display");
    await page.getByLabel(/촘촘하게|^Compact$/).check();
    await expect(page.locator("html")).toHaveAttribute("data-density", "compact");
    await page.keyboard.press("Escape");
    await look("payments-compact");
    await page.evaluate(() => {
      delete window.showSaveFilePicker;
    });
    await openExport(page);
    await look("export");
    const held = Promise.withResolvers<void>();
    await page.route("**/api/export/payments*", async (route) => {
      await held.promise;
      await route.continue();
    });
    await dialog(page)
      .getByRole("button", { name: /저장하기|^Save$/ })
      .click();
    await expect(dialog(page).getByRole("progressbar")).toBeVisible();
    await look("export-running");
    held.resolve();
    await expect(dialog(page).getByText(/저장했습니다|File saved/)).toBeVisible();
    await look("export-done");
  });
}
