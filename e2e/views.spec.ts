// The list as a whole: export, saved views, columns and density.
import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { people, stateFile } from "./desk";
import { typeIn } from "./keyboard";
import { shoot } from "./shoot";
import { expect, test } from "./test";
import { violations } from "./violations";

const dialog = (page: Page) => page.getByRole("dialog", { name: /내보내기|^Export/ });
const views = (page: Page) => page.getByRole("dialog", { name: /저장한 보기|Saved views/ });
/** The button that opens the saved views. It names the view of the list. */
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

/** Returns the rows of cells as a spreadsheet reads them. */
function cellsOf(file: string): string[][] {
  const rows = [...file.replace(/^\uFEFF/, "").matchAll(/(?:"(?:[^"]|"")*",?)+\r\n/g)].map(([line]) => line);
  expect(`\uFEFF${rows.join("")}`).toBe(file);
  return rows.map((line) =>
    [...line.matchAll(/"((?:[^"]|"")*)"/g)].map(([, cell]) => (cell ?? "").replaceAll('""', '"')),
  );
}

test.describe("an export", () => {
  test("contains the whole filtered list, and no cell is executed as a formula", async ({
    page,
    sandbox,
  }) => {
    const formula = '=HYPERLINK("http://example.com","눌러")';
    const order = await sandbox.createPayment({ total: 12_345_000, orderName: formula });
    const other = await sandbox.createPayment({ total: 10, method: "VIRTUAL_ACCOUNT" });
    await expect(async () => {
      await page.goto("/payments?method=CARD&min=12345000&max=12345000");
      await expect(page.getByRole("link", { name: formula })).toBeVisible({ timeout: 500 });
    }).toPass();
    // As in a browser without file access for pages.
    await page.evaluate(() => {
      delete window.showSaveFilePicker;
    });
    await openExport(page);
    const begun = page.waitForEvent("download");
    await dialog(page).getByRole("button", { name: "저장", exact: true }).click();
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

  test("is written directly to the chosen file when the browser supports it", async ({ page, sandbox }) => {
    await sandbox.createPayment({ total: 77_000 });
    // A test cannot use the file dialog: this returns a real file of the browser's private file system.
    await page.addInitScript(() => {
      window.showSaveFilePicker = async () =>
        (await navigator.storage.getDirectory()).getFileHandle("export.csv", { create: true });
    });
    await page.goto("/payments");
    await openExport(page);
    await dialog(page).getByRole("button", { name: "저장", exact: true }).click();
    const dialogText = await dialog(page)
      .getByText(/파일을 저장했습니다/)
      .textContent();
    const file = await page.evaluate(async () => {
      const folder = await navigator.storage.getDirectory();
      const bytes = await (await (await folder.getFileHandle("export.csv")).getFile()).arrayBuffer();
      // text() would remove the byte order mark.
      return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
    });
    expect(cellsOf(file).length).toBeGreaterThan(1);
    expect(dialogText).toContain(`${Math.ceil(Buffer.byteLength(file) / 1_000)} KB`);
  });

  test("shows its progress accessibly and can be stopped", async ({ page }) => {
    const answered = Promise.withResolvers<void>();
    await page.route("**/api/export/payments*", async (route) => {
      await answered.promise;
      // The request may have been stopped meanwhile.
      await route.continue().catch(() => undefined);
    });
    await page.goto("/payments");
    await page.evaluate(() => {
      delete window.showSaveFilePicker;
    });
    await openExport(page);
    await dialog(page).getByRole("button", { name: "저장", exact: true }).click();
    await expect(dialog(page).getByRole("progressbar", { name: "저장하는 중" })).toBeVisible();
    await expect(dialog(page).getByRole("button", { name: "중단" })).toBeFocused();
    expect(await violations(page, '[role="dialog"]')).toEqual([]);
    await dialog(page).getByRole("button", { name: "중단" }).press("Enter");
    await expect(dialog(page).getByRole("status").filter({ hasText: "중단했습니다" })).toBeVisible();
    expect(await violations(page, '[role="dialog"]')).toEqual([]);
    answered.resolve();
  });

  test("has column names in the person's language, and is not cached", async ({ page, context, baseURL }) => {
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

  test("is refused to viewers", async ({ browser, page, baseURL }) => {
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
    test.use({ expectedErrors: ["ERR_INTERNET_DISCONNECTED"] });
    test("shows an error and can be retried", async ({ page }) => {
      await page.goto("/payments");
      await page.evaluate(() => {
        delete window.showSaveFilePicker;
      });
      await openExport(page);
      // Aborts only the export: Next reloads the page when a read of the list breaks off.
      await page.route("**/api/export/**", (route) => route.abort("internetdisconnected"));
      await dialog(page).getByRole("button", { name: "저장", exact: true }).click();
      await expect(dialog(page).getByRole("alert")).toContainText("서버");
      await page.unroute("**/api/export/**");
      const begun = page.waitForEvent("download");
      await dialog(page).getByRole("button", { name: "다시 시도" }).click();
      await begun;
      await expect(dialog(page)).toContainText("저장했습니다");
    });
  });
});

test.describe("a saved view", () => {
  test("stores a filter, is marked as active or changed, and can be changed and deleted by its owner", async ({
    page,
    sandbox,
  }) => {
    await sandbox.createPayment({ total: 31_000 });
    const name = `카드만 ${Date.now()}`;
    await page.goto("/payments?method=CARD");
    await openViews(page, "보기");
    await views(page).getByRole("button", { name: "저장", exact: true }).click();
    await expect(views(page).getByText("이름을 입력해 주세요.")).toBeVisible();
    await typeIn(views(page).getByRole("textbox"), name);
    await views(page).getByRole("textbox").press("Enter");
    await expect(views(page).getByRole("link", { name })).toHaveAttribute("aria-current", "true");
    await page.keyboard.press("Escape");
    await expect(menu(page, name)).toBeFocused();

    await page.goto("/payments?method=CARD&tab=paid");
    await expect(menu(page, name)).toContainText("변경됨");
    await openViews(page, name);
    await views(page)
      .getByRole("button", { name: `“${name}”에 변경 내용 저장` })
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
      .getByRole("button", { name: `“${name}!” 삭제` })
      .click();
    await views(page).getByRole("button", { name: "삭제", exact: true }).click();
    await expect(views(page).getByRole("link", { name })).toHaveCount(0);
    await expect(menu(page, "보기")).toBeVisible();
  });

  test("can be shared with viewers, who cannot share views", async ({ page, browser, baseURL }) => {
    const name = `모두의 ${Date.now()}`;
    await page.goto("/payments?pending=1");
    await openViews(page, "보기");
    await typeIn(views(page).getByRole("textbox"), name);
    await views(page).getByLabel("모두와 공유").check();
    await views(page).getByRole("button", { name: "저장", exact: true }).click();
    await expect(views(page).getByText("공유 중", { exact: true })).toBeVisible();
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

test("columns, order and density are stored, and the server's HTML already has them", async ({
  page,
  sandbox,
}) => {
  await sandbox.createPayment({ total: 52_000 });
  const heads = page.getByRole("columnheader");
  await page.goto("/payments");
  await expect(heads).toHaveText(["주문", "상태", "결제수단", "고객", "결제 일시", "금액"]);
  await openDisplay(page);
  const panel = page.getByRole("dialog", { name: "표시 설정" });
  await panel.getByLabel("고객", { exact: true }).uncheck();
  await panel.getByLabel("요청 일시", { exact: true }).check();
  await panel.getByRole("button", { name: "결제 일시 앞으로 이동" }).click();
  await panel.getByRole("button", { name: "결제 일시 앞으로 이동" }).click();
  await expect(heads).toHaveText(["주문", "상태", "결제 일시", "결제수단", "요청 일시", "금액"]);
  // The head of a payment's row: the bar of new payments has its own row.
  const row = page
    .getByRole("row")
    .filter({ has: page.locator("[data-row]") })
    .first();
  const tall = (await row.boundingBox())?.height ?? 0;
  await panel.getByLabel("촘촘하게").check();
  await expect(page.locator("html")).toHaveAttribute("data-density", "compact");
  await expect.poll(async () => (await row.boundingBox())?.height ?? 0).toBeLessThan(tall - 3);
  // The server's HTML, before any script.
  const written = await (await page.request.get("/payments")).text();
  expect(written).toContain('data-density="compact"');
  const writtenHeads = [...written.matchAll(/<th [^>]*>(.*?)<\/th>/g)];
  expect(writtenHeads.map(([, head = ""]) => head.replaceAll(/<[^>]*>/g, ""))).toEqual([
    "주문",
    "상태",
    "결제 일시",
    "결제수단",
    "요청 일시",
    "금액",
  ]);
  await panel.getByRole("button", { name: "초기화" }).click();
  await expect(heads).toHaveText(["주문", "상태", "결제수단", "고객", "결제 일시", "금액"]);
});

const everyLook = (["light", "dark"] as const).flatMap((theme) =>
  ([1280, 390] as const).map((width) => ({ theme, width })),
);

for (const locale of ["ko", "en"] as const) {
  test(`every opened part fits the screen and is accessible (${locale})`, async ({
    page,
    context,
    baseURL,
  }) => {
    test.setTimeout(180_000);
    await context.addCookies([{ name: "locale", value: locale, url: baseURL ?? "" }]);
    const shootPart = async (title: string) => {
      expect(await violations(page), title).toEqual([]);
      await shoot(page, `${title}-${locale}`, everyLook, false);
    };
    const name = locale === "ko" ? "이번 달 취소 대기" : "Pending this month";
    // A filter that the test of the other language has not saved.
    await page.goto(`/payments?tab=${locale === "ko" ? "partial-cancelled" : "cancelled"}`);
    await openViews(page, locale === "ko" ? "보기" : "Views");
    await typeIn(views(page).getByRole("textbox"), name);
    await views(page).getByRole("textbox").press("Enter");
    await expect(views(page).getByRole("link", { name })).toBeVisible();
    await shootPart("views");
    await views(page)
      .getByRole("button", { name: /” 삭제$|^Delete “/ })
      .first()
      .click();
    await shootPart("view-delete");
    await page.goto("/payments");
    await openDisplay(page);
    await shootPart("display");
    await page.getByLabel(/촘촘하게|^Compact$/).check();
    await expect(page.locator("html")).toHaveAttribute("data-density", "compact");
    await page.keyboard.press("Escape");
    await shootPart("payments-compact");
    await page.evaluate(() => {
      delete window.showSaveFilePicker;
    });
    await openExport(page);
    await shootPart("export");
    const held = Promise.withResolvers<void>();
    await page.route("**/api/export/payments*", async (route) => {
      await held.promise;
      await route.continue();
    });
    await dialog(page)
      .getByRole("button", { name: /^저장$|^Save$/ })
      .click();
    await expect(dialog(page).getByRole("progressbar")).toBeVisible();
    await shootPart("export-running");
    held.resolve();
    await expect(dialog(page).getByText(/저장했습니다|File saved/)).toBeVisible();
    await shootPart("export-done");
  });
}
