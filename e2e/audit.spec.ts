// The audit log: what people did is found, read, verified and exported.
import { readFile } from "node:fs/promises";
import type { Locator, Page } from "@playwright/test";
import { stateFile } from "./desk";
import { typeIn } from "./keyboard";
import { chooseReason, confirm, review } from "./refund-steps";
import { expect, test } from "./test";
import { violations } from "./violations";

test.use({ as: "admin" });

const rows = (page: Page): Locator =>
  page.getByRole("list", { name: "감사 기록, 최신순" }).locator(":scope > li");
const row = (page: Page, act: string): Locator => rows(page).filter({ hasText: act }).first();

test("a refund is found by its payment and by words, and tells who asked for it and from where", async ({
  page,
  sandbox,
  browser,
}) => {
  const payment = await sandbox.createPayment({ total: 12_000 });
  const theirs = await (
    await browser.newContext({ storageState: stateFile("operator"), locale: "ko-KR" })
  ).newPage();
  await theirs.goto(`/payments/${payment.id}`);
  await chooseReason(theirs);
  await review(theirs);
  await confirm(theirs, "12,000원 환불하기", "완료");
  await theirs.close();

  await page.goto("/");
  await page.getByRole("navigation", { name: "주 메뉴" }).getByRole("link", { name: "감사 기록" }).click();
  await page.getByRole("button", { name: "결제", exact: true }).click();
  await typeIn(page.getByRole("dialog").getByLabel("결제 ID"), payment.id);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`payment=${payment.id}`));
  await expect(row(page, "고객 정보가 있는 결제 조회")).toContainText("김운영 · 운영");
  await expect(row(page, "환불 상태 변경")).toContainText("환불데스크");

  const asked = row(page, "환불 요청");
  await expect(asked).toContainText("12,000원");
  await asked.locator("summary").first().press("Enter");
  await expect(asked).toContainText("127.0.0.1");
  await expect(asked).toContainText("CHANGE_OF_MIND");
  await asked.getByText("JSON 보기").press("Enter");
  await expect(asked.locator("pre")).toContainText('"action": "refund.requested"');
  const number = /"number": "(R\w+)"/.exec((await asked.locator("pre").textContent()) ?? "")?.[1] ?? "";
  expect(await violations(page)).toEqual([]);
  await asked.getByRole("link", { name: "환불 보기" }).click();
  await expect(page).toHaveURL(new RegExp(`/refunds\\?q=${number}`));

  await page.goto("/audit?kind=refund");
  await typeIn(page.getByRole("searchbox"), number.toLowerCase());
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/q=/);
  await expect(page).toHaveURL(/kind=refund/);
  await expect(rows(page)).toHaveCount(2);
  await page.getByRole("list", { name: "적용된 필터" }).getByRole("link", { name: /환불/ }).first().click();
  await expect(page).not.toHaveURL(/kind=/);
});

test("a kind narrows the acts to choose from", async ({ page }) => {
  await page.goto("/audit");
  await page.getByRole("button", { name: "종류" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.locator("select[name=kind]").selectOption("로그인");
  const acts = dialog.locator("select[name=action]");
  await expect(acts.getByRole("option", { name: "환불 요청" })).toHaveCount(0);
  await acts.selectOption("로그인");
  await dialog.getByRole("button", { name: "적용" }).click();
  await expect(page).toHaveURL(/kind=signIn&action=person.signed-in/);
  await expect(rows(page).first()).toContainText("로그인");
  await expect(rows(page).filter({ hasText: "본인 확인" })).toHaveCount(0);
});

test("a condition that cannot be read is named and does not filter", async ({ page }) => {
  await page.goto(`/audit?q=${encodeURIComponent(`%_'"\\`)}&from=2026-13-01&kind=nonsense&after=nonsense`);
  await expect(page.getByText("이해하지 못한 조건은 적용하지 않았습니다.")).toBeVisible();
  await expect(rows(page).first()).toBeVisible();
  await page.goto(`/audit?q=${"x".repeat(7_000)}`);
  await expect(page.getByText("조건에 맞는 기록이 없습니다")).toBeVisible();
});

test("the chain is verified, and the verification is recorded", async ({ page }) => {
  await page.goto("/audit");
  await page.getByRole("button", { name: "기록 검증" }).click();
  const dialog = page.getByRole("dialog", { name: "기록 검증" });
  await dialog.getByRole("button", { name: "검증 시작" }).click();
  await expect(dialog.getByText(/기록 [\d,]+건에 이상이 없습니다\./)).toBeVisible();
  expect(await violations(page, "[role=dialog]")).toEqual([]);
  await page.keyboard.press("Escape");
  await page.goto("/audit?action=audit.verified");
  await rows(page).first().locator("summary").first().click();
  await expect(rows(page).first()).toContainText("intact");
});

test("the entries under the filter are exported in each format, and the export is recorded", async ({
  page,
}) => {
  await page.goto("/audit?kind=signIn");
  // As in a browser without file access for pages.
  await page.evaluate(() => {
    delete window.showSaveFilePicker;
  });
  for (const format of ["엑셀 (XLSX)", "CSV", "JSON Lines"]) {
    await page.getByRole("button", { name: "내보내기" }).click();
    const dialog = page.getByRole("dialog", { name: "감사 기록 내보내기" });
    await dialog.getByRole("radio", { name: format }).check();
    const begun = page.waitForEvent("download");
    await dialog.getByRole("button", { name: "저장", exact: true }).click();
    const bytes = await readFile(await (await begun).path());
    await expect(dialog.getByText(/파일을 저장했습니다/)).toBeVisible();
    await dialog.getByRole("button", { name: "닫기" }).click();
    if (format === "JSON Lines") {
      const entries = bytes
        .toString("utf8")
        .trim()
        .split("\n")
        .map((line): { action: string; position: number } => JSON.parse(line));
      expect(entries.some(({ action }) => action === "person.signed-in")).toBe(true);
      expect(entries.every(({ action }) => !action.startsWith("refund."))).toBe(true);
      expect(entries.map(({ position }) => position)).toEqual(
        entries.map(({ position }) => position).sort((one, other) => one - other),
      );
    }
  }
  await page.goto("/audit?action=audit.exported");
  await rows(page).first().locator("summary").first().click();
  await expect(rows(page).first()).toContainText("jsonl");
  await expect(rows(page).first()).toContainText("kind=signIn");
});
