// The main journey in Firefox, which ends the requests of a page that is left while the page still runs.
import type { Page } from "@playwright/test";
import { people } from "./desk";
import { typeIn } from "./keyboard";
import { chooseReason, confirm, fillPart, receipt, review } from "./refund-steps";
import { expect, test } from "./test";

// Playwright's own script for Firefox runs into the content security policy. Chromium's tests report an eval of the desk.
test.use({ as: null, expectedErrors: ["blocked a JavaScript eval"] });
test("in Firefox: sign in, find a payment, refund a part of it, see its timeline and the overview", {
  tag: "@firefox",
}, async ({ page, sandbox }) => {
  const payment = await sandbox.createPayment({ total: 45_000, orderName: "불여우 인형" });
  await signIn(page);
  await typeIn(page.getByRole("searchbox", { name: "결제 검색" }), payment.id);
  await expect(page).toHaveURL(/q=/);
  await page.getByRole("row").filter({ hasText: payment.id }).getByRole("link").first().click();
  await expect(page.getByRole("heading", { name: "불여우 인형" })).toBeVisible();
  await fillPart(page, "15,000");
  await chooseReason(page);
  await review(page);
  await confirm(page, "15,000원 환불하기", "완료");
  await receipt(page).getByRole("button", { name: "닫기" }).click();
  await expect(page.getByRole("region", { name: "진행 내역" })).toContainText("환불이 완료되었습니다");
  expect(await sandbox.ledger(payment.id)).toMatchObject([{ amount: 15_000 }]);

  await page.getByRole("link", { name: "현황" }).first().click();
  await expect(page.getByRole("region", { name: "오늘 환불" })).toContainText("원");
});

test.describe("signed in", () => {
  test.use({ as: "operator" });

  test("in Firefox: a page that is left while it is read again makes way for the next one", {
    tag: "@firefox",
  }, async ({ page, sandbox }) => {
    for (const ms of [0, 20, 40, 60, 80]) {
      await page.goto("/payments");
      const isReadAgain = page.waitForRequest((request) => {
        const { rsc, "next-router-prefetch": prefetch } = request.headers();
        return rsc !== undefined && prefetch === undefined;
      });
      await sandbox.createPayment();
      await isReadAgain;
      // Before the answer, or in the middle of it.
      await page.waitForTimeout(ms);
      await page.goto("/refunds");
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("환불");
    }
  });
});

async function signIn(page: Page): Promise<void> {
  await page.goto("/payments");
  await typeIn(page.getByLabel("이메일"), people.operator.email);
  await typeIn(page.getByLabel("비밀번호", { exact: true }), people.operator.password);
  await page.getByRole("button", { name: "로그인", exact: true }).click();
  await expect(page).toHaveURL(/\/payments$/);
  await expect(page.getByRole("heading", { name: "결제", exact: true })).toBeVisible();
  await page.waitForLoadState();
}
