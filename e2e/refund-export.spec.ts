// The export of a month: refunds and cancellations of some days as a file, with totals.
import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { readXlsx } from "hucre/xlsx";
import { stateFile } from "./desk";
import { chooseReason, confirm, review } from "./refund-steps";
import { shoot } from "./shoot";
import { expect, test } from "./test";
import { violations } from "./violations";

const dialog = (page: Page) => page.getByRole("dialog", { name: /환불 내보내기|Export refunds/ });

async function openExport(page: Page): Promise<void> {
  await page.goto("/refunds");
  // As in a browser without file access for pages.
  await page.evaluate(() => {
    delete window.showSaveFilePicker;
  });
  await page.getByRole("button", { name: /^내보내기$|^Export$/ }).click();
  await expect(dialog(page)).toBeVisible();
}

async function save(page: Page): Promise<{ name: string; bytes: Buffer }> {
  const begun = page.waitForEvent("download");
  await dialog(page)
    .getByRole("button", { name: /^저장$|^Save$/ })
    .click();
  const download = await begun;
  await expect(dialog(page).getByText(/파일을 저장했습니다|File saved/)).toBeVisible();
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

test("the refunds of a month open in a spreadsheet, with their totals", async ({ page, sandbox }) => {
  const digits = `${Date.now()}0000123`;
  const payment = await sandbox.createPayment({ id: digits, total: 11_000, orderName: "=감귤" });
  await page.goto(`/payments/${payment.id}`);
  await chooseReason(page);
  await review(page);
  await confirm(page, "11,000원 환불하기", "완료");

  await openExport(page);
  await dialog(page).getByRole("button", { name: "이번 달" }).click();
  const { name, bytes } = await save(page);
  expect(name).toMatch(/^refunds-\d{14}\.xlsx$/);
  const [head = [], ...rows] = (await readXlsx(bytes)).sheets[0]?.rows ?? [];
  const cells = (row: (typeof rows)[number]) =>
    Object.fromEntries(head.map((column, at) => [String(column), row[at] ?? null]));
  const mine = rows.map(cells).filter((row) => row["고객사 주문번호"] === digits);
  expect(mine).toEqual([
    expect.objectContaining({
      구분: "환불",
      상태: "취소 완료",
      주문명: "=감귤",
      "환불된 금액": 11_000,
      공급가액: 10_000,
      부가세: 1_000,
      "환급 포인트": null,
      담당자: "김운영",
      "취소 경로": "환불데스크",
      "취소 일시 (KST)": expect.any(Date),
    }),
  ]);
  const totals = rows.map(cells).filter((row) => String(row.구분).startsWith("합계 ("));
  const alike = rows
    .map(cells)
    .filter((row) => ["PG", "결제수단", "통화", "채널 유형"].every((key) => row[key] === mine[0]?.[key]))
    .filter((row) => row.구분 === "환불" && row.상태 === "취소 완료");
  const total = totals.find((row) =>
    ["PG", "결제수단", "통화", "채널 유형"].every((key) => row[key] === mine[0]?.[key]),
  );
  expect(total?.구분).toBe(`합계 (${alike.length}건)`);
  expect(total?.["환불된 금액"]).toBe(alike.reduce((sum, row) => sum + Number(row["환불된 금액"]), 0));
});

test("the choice of columns is stored for the next time", async ({ page, sandbox }) => {
  const payment = await sandbox.createPayment({ total: 7_000 });
  await sandbox.cancelInConsole(payment.id);
  await openExport(page);
  await dialog(page).getByText("열 선택").first().click();
  for (const column of ["주문명", "환불 사유", "상점아이디"]) await dialog(page).getByLabel(column).uncheck();
  await expect(dialog(page).getByLabel("PG", { exact: true })).toBeDisabled();
  expect(await violations(page, '[role="dialog"]')).toEqual([]);
  await openExport(page);
  await dialog(page).getByRole("button", { name: "이번 달" }).click();
  await dialog(page).getByRole("radio", { name: "CSV" }).check();
  const { name, bytes } = await save(page);
  expect(name).toMatch(/\.csv$/);
  const head = bytes.toString().split("\r\n")[0];
  expect(head?.startsWith('\uFEFF"구분","상태","채널 유형","환불 번호"')).toBe(true);
  expect(head).not.toContain("주문명");
});

test("a period that ends before it begins shows an error and exports nothing", async ({ page }) => {
  await openExport(page);
  await dialog(page).getByLabel("종료일").fill("2020-01-01");
  await expect(dialog(page).getByRole("alert")).toHaveText("종료일이 시작일보다 빠릅니다.");
  await expect(dialog(page).getByRole("button", { name: "저장", exact: true })).toBeDisabled();
  expect(await violations(page, '[role="dialog"]')).toEqual([]);
  await dialog(page).getByLabel("종료일").fill("");
  await expect(dialog(page).getByRole("alert")).toContainText("시작일과 종료일을 확인해 주세요");
  const answer = await page.request.get("/api/export/refunds?from=2026-02-30&to=2026-03-01");
  expect([answer.status(), await answer.json()]).toMatchObject([400, { error: { code: "invalid-input" } }]);
});

test("is refused to viewers", async ({ browser, baseURL }) => {
  const address = `${baseURL}/api/export/refunds?from=2026-11-01&to=2026-11-30`;
  const viewer = await browser.newContext({ storageState: stateFile("viewer") });
  expect((await viewer.request.get(address)).status()).toBe(403);
  const looking = await viewer.newPage();
  await looking.goto(`${baseURL}/refunds`);
  await expect(looking.getByRole("heading", { name: "환불", exact: true })).toBeVisible();
  await expect(looking.getByRole("button", { name: "내보내기", exact: true })).toHaveCount(0);
  await viewer.close();
  const nobody = await browser.newContext({ storageState: { cookies: [], origins: [] } });
  expect((await nobody.request.get(address)).status()).toBe(401);
  await nobody.close();
});

for (const locale of ["ko", "en"]) {
  test(`fits the screen and is accessible (${locale})`, async ({ page, context, baseURL }) => {
    await context.addCookies([{ name: "locale", value: locale, url: baseURL ?? "" }]);
    await openExport(page);
    const themes = (["light", "dark"] as const).flatMap((theme) =>
      ([1280, 390] as const).map((width) => ({ theme, width })),
    );
    await shoot(page, `refund-export-${locale}`, themes, false);
    await dialog(page)
      .getByText(/열 선택|Choose columns/)
      .first()
      .click();
    await shoot(page, `refund-export-columns-${locale}`, themes, false);
  });
}
