// The evidence pack of a payment: one file to hand over, that nobody else may save.
import { readFile } from "node:fs/promises";
import { strFromU8, unzipSync } from "fflate";
import { stateFile } from "./desk";
import { chooseReason, confirm, fillAccount, review } from "./refund-steps";
import { expect, test } from "./test";
import { violations } from "./violations";

test.use({ as: "admin" });

test("a refunded payment's pack has its whole story, signed, without the account number", async ({
  page,
  browser,
  sandbox,
}) => {
  const payment = await sandbox.createPayment({
    method: "VIRTUAL_ACCOUNT",
    pgProvider: "SMARTRO_V2",
    total: 30_000,
    orderName: "<img src=x onerror=alert(1)> 세트",
  });
  await page.goto(`/payments/${payment.id}`);
  await chooseReason(page);
  await fillAccount(page, { phone: "010-2345-6789" });
  await review(page);
  await confirm(page, "30,000원 환불하기", /완료|접수됨/);
  await page.getByRole("dialog").getByRole("button", { name: "닫기" }).click();

  // As in a browser without file access for pages.
  await page.evaluate(() => {
    delete window.showSaveFilePicker;
  });
  await page.getByRole("region", { name: "증빙 자료" }).getByRole("button", { name: "ZIP으로 받기" }).click();
  const dialog = page.getByRole("dialog", { name: "증빙 자료" });
  await expect(dialog).toContainText("내부 메모와 담당자 이름, IP 주소도 들어 있습니다.");
  expect(await violations(page, "[role=dialog]")).toEqual([]);
  const begun = page.waitForEvent("download");
  await dialog.getByRole("button", { name: "저장", exact: true }).click();
  const saved = await begun;
  expect(saved.suggestedFilename()).toMatch(/^evidence-\d{14}\.zip$/);
  const files = Object.fromEntries(
    Object.entries(unzipSync(await readFile(await saved.path()))).map(([name, bytes]) => [
      name,
      strFromU8(bytes),
    ]),
  );
  expect(Object.keys(files).sort()).toEqual([
    "audit-proof.json",
    "audit.jsonl",
    "discrepancies.json",
    "manifest.json",
    "payment.json",
    "portone-payment.json",
    "refunds.json",
    "report.html",
    "timeline.json",
    "webhooks.json",
  ]);
  const text = Object.values(files).join("\n");
  for (const secret of ["110123456789", "110-123-456789", "1101 2345 6789"])
    expect(text).not.toContain(secret);
  const actions = (files["audit.jsonl"] ?? "")
    .trim()
    .split("\n")
    .map((line): { action: string; position: number | null } => JSON.parse(line));
  expect(actions.map(({ action }) => action)).toContain("refund.requested");
  expect(actions.every(({ position }) => position !== null)).toBe(true);
  expect(JSON.parse(files["portone-payment.json"] ?? "")).toMatchObject({ id: payment.id });
  expect(JSON.parse(files["refunds.json"] ?? "").attempts).toMatchObject([
    { n: 1, answer: { kind: "answered", httpStatus: 200 } },
  ]);

  const report = await browser.newPage();
  const dialogs: string[] = [];
  report.on("dialog", (one) => dialogs.push(one.message()));
  await report.setContent(files["report.html"] ?? "");
  await expect(report.getByRole("heading", { level: 1 })).toHaveText("결제 증빙 자료");
  await expect(report.locator("header")).toContainText("<img src=x onerror=alert(1)> 세트");
  await expect(report.locator("img")).toHaveCount(0);
  await expect(report.locator("body")).toContainText("박관리님이 환불을 요청했습니다");
  await expect(report.locator("body")).toContainText(
    `감사 기록 ${actions.length}건 중 ${actions.length}건을 서명된 확인 지점으로 증명할 수 있습니다.`,
  );
  expect(dialogs).toEqual([]);
  await report.close();

  await page.goto("/audit?action=evidence.exported");
  await expect(page.getByRole("list", { name: "감사 기록, 최신순" })).toContainText(payment.id);
});

test("who may not read the audit log is offered no pack and gets none", async ({ browser, sandbox }) => {
  const payment = await sandbox.createPayment({});
  const context = await browser.newContext({ storageState: stateFile("operator"), locale: "ko-KR" });
  const page = await context.newPage();
  await page.goto(`/payments/${payment.id}`);
  await expect(page.getByRole("region", { name: "결제 정보" })).toBeVisible();
  await expect(page.getByRole("region", { name: "증빙 자료" })).toHaveCount(0);
  const refused = await page.request.get(`/api/export/evidence?payment=${payment.id}`);
  expect(refused.status()).toBe(403);
  await context.close();
});

test("an unknown payment has no pack", async ({ page }) => {
  expect((await page.request.get("/api/export/evidence?payment=no-such-order")).status()).toBe(400);
  expect((await page.request.get("/api/export/evidence")).status()).toBe(400);
});
