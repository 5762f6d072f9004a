// Screenshots of every page in both languages, themes and widths, in artifacts/screenshots, for review by people.
import type { Page } from "@playwright/test";
import { failedRefund } from "./failed-refund";
import { chooseReason, confirm, review } from "./refund-steps";
import { shoot } from "./shoot";
import { expect, test } from "./test";
import { unprovenRefund } from "./unproven-refund";

const themes = (["light", "dark"] as const).flatMap((theme) =>
  ([1280, 390] as const).map((width) => ({ theme, width })),
);

/** Shoots the current screen in all themes and widths. */
function shootAll(page: Page, title: string, locale: string, whole = true): Promise<void> {
  return shoot(page, `${title}-${locale}`, themes, whole);
}

for (const name of ["ko", "en"] as const) {
  test.describe(name, () => {
    test.beforeEach(async ({ context, baseURL }) => {
      await context.addCookies([{ name: "locale", value: name, url: baseURL ?? "" }]);
    });

    test.describe("as administrator", () => {
      test.use({ as: "admin" });
      test("the pages for signed-in people", async ({ page, sandbox }) => {
        test.setTimeout(180_000);
        const payment = await sandbox.createPayment({
          total: 128_000,
          taxFree: 28_000,
          orderName: "제주 감귤 5kg 외 1건",
          customer: { name: "최서연", email: "seoyeon@example.com", phoneNumber: "010-1234-5678" },
        });
        const waiting = await sandbox.createPayment({ method: "VIRTUAL_ACCOUNT", total: 54_000 });
        await page.goto("/payments");
        await shootAll(page, "payments", name);
        await page.goto(`/payments/${payment.id}`);
        await shootAll(page, "payment", name);
        await chooseReason(page);
        await review(page);
        await expect(page.getByRole("dialog")).toBeVisible();
        await shootAll(page, "receipt", name, false);
        await page.getByRole("dialog").getByRole("button").last().click();
        await expect(page.getByRole("dialog")).toContainText(/완료|Done/);
        await shootAll(page, "outcome", name, false);
        await page.getByRole("dialog").getByRole("button").last().click();
        await expect(page.getByRole("dialog")).toBeHidden();
        await shootAll(page, "refunded", name);
        await page.goto(`/webhooks?q=${payment.id}`);
        await page.getByRole("listitem").filter({ hasText: payment.id }).getByRole("link").first().click();
        await expect(page.getByText(/성공 \(200\)|Succeeded \(200\)/).first()).toBeVisible();
        await shootAll(page, "webhook", name);
        await page.goto(`/payments/${waiting.id}`);
        await shootAll(page, "cannot-refund", name);
        const unproven = await unprovenRefund(page, sandbox);
        await page.goto(`/payments/${unproven.id}`);
        await shootAll(page, "undecided", name);
        const elsewhere = await sandbox.createPayment({ total: 46_000, orderName: "무선 이어폰 1개" });
        await sandbox.cancelInConsole(elsewhere.id);
        await page.goto("/reconciliation");
        await page.getByRole("button", { name: /지금 대사하기|Reconcile now/ }).click();
        const discrepancy = page.getByRole("listitem").filter({ hasText: elsewhere.id });
        await discrepancy.getByRole("button").last().click();
        await expect(discrepancy.locator("textarea")).toBeVisible();
        await shootAll(page, "discrepancies", name);
        await failedRefund(page, sandbox);
        for (const [path, title] of [
          ["/reconciliation?tab=closed", "discrepancies-none"],
          ["/payments/no-such-payment", "not-found"],
          ["/payments?q=nothing-like-this", "no-match"],
          ["/", "overview"],
          ["/refunds", "refunds"],
          ["/refunds?tab=failed", "failed-refunds"],
          ["/refunds?q=no-such", "no-refund"],
          ["/webhooks", "webhooks"],
          ["/webhooks?tab=ignored", "no-webhooks"],
          ["/people", "people"],
          ["/audit", "audit"],
          ["/settings", "settings"],
          ["/account", "account"],
          ["/nowhere", "nowhere"],
        ] as const) {
          await page.goto(path);
          await shootAll(page, title, name);
        }
      });
      test.use({ expectedErrors: ["404"] });

      test("the palette, the keys, the bar of new rows and toasts", async ({ page, sandbox }) => {
        test.setTimeout(120_000);
        const payment = await sandbox.createPayment({ total: 23_000, orderName: "제주 감귤 5kg 외 1건" });
        await sandbox.script({ kind: "async-cancel", paymentId: payment.id });
        await page.goto(`/payments/${payment.id}`);
        await chooseReason(page);
        await review(page);
        await confirm(page, /환불하기$|^Refund ₩/, /접수됨|pending/);
        await page.getByRole("dialog").getByRole("button").last().click();
        const awaited = page.waitForResponse((response) => response.url().includes("/api/awaited"));
        await page
          .getByRole("link", { name: /^(결제 목록|Payments)$/ })
          .last()
          .click();
        // The refund's own page shows the end without a toast, so the test waits until that page is left.
        await expect(page.getByRole("heading", { name: /^(결제|Payments)$/ })).toBeVisible();
        await awaited;
        await sandbox.createPayment({});
        await sandbox.endCancellation(payment.id, "succeed");
        await expect(page.getByRole("button", { name: /^새 항목|new · / })).toBeVisible({ timeout: 20_000 });
        await expect(page.getByRole("region", { name: /^(알림|Notifications)$/ })).toBeVisible({
          timeout: 20_000,
        });
        await shootAll(page, "news", name, false);
        await page.keyboard.press("Control+k");
        await expect(page.getByRole("menuitem").first()).toBeVisible();
        await shootAll(page, "palette", name, false);
        await page.keyboard.type(payment.id.slice(0, 8));
        await expect(page.getByRole("menuitem").first()).toContainText(payment.id.slice(0, 8));
        await shootAll(page, "palette-found", name, false);
        await page.keyboard.press("Escape");
        await page.keyboard.press("?");
        await expect(page.getByRole("dialog", { name: /단축키|Shortcuts/ })).toBeVisible();
        await shootAll(page, "shortcuts", name, false);
      });
    });

    test.describe("signed out", () => {
      test.use({ as: null });
      test("the sign-in page", async ({ page }) => {
        await page.goto("/sign-in");
        await shootAll(page, "sign-in", name);
      });
    });
  });
}
