// A merchant's overrides of the documented policy: entered in the settings and applied on the payment's page.
import { typeIn } from "./keyboard";
import { chooseInMenu } from "./row-menu";
import { expect, test } from "./test";

test.describe("an administrator", () => {
  test.use({ as: "admin" });

  test("records a contract, which changes the payment's answer until the record is removed", async ({
    page,
    sandbox,
  }) => {
    const { id } = await sandbox.createPayment({ method: "VIRTUAL_ACCOUNT", pgProvider: "WELCOME" });
    const panel = page.getByRole("region", { name: "환불 조건" });
    await page.goto(`/payments/${id}`);
    await expect(panel).toContainText("환불 특약이 필요합니다");

    await page.goto("/settings");
    await page.getByRole("combobox", { name: "계약 종류" }).selectOption("virtual-account-refund");
    const pg = page.getByRole("combobox", { name: "PG" });
    await expect(pg.locator("optgroup").first()).toHaveAttribute("label", "이 상점에서 사용하는 PG");
    await expect(pg.locator("optgroup").first().locator("option[value=WELCOME]")).toHaveCount(1);
    await expect(pg.locator("option[value=WELCOME]")).toHaveCount(1);
    await pg.selectOption("WELCOME");
    await typeIn(page.getByRole("textbox", { name: "메모" }), "2026년 계약서 7조");
    await page.getByRole("button", { name: "설정하기" }).click();
    const row = page
      .getByRole("region", { name: "이 상점에서 사용하는 PG" })
      .getByRole("listitem")
      .filter({ hasText: "웰컴페이먼츠 · 가상계좌 환불 특약 계약 있음" });
    await expect(row).toContainText("박관리님이 설정");
    await expect(row).toContainText("2026년 계약서 7조");
    // A second choice of the same visit; no payment has this PG.
    await pg.selectOption("PINPAY");
    await page.getByRole("button", { name: "설정하기" }).click();
    const other = page.getByRole("region", { name: "다른 PG" }).getByRole("listitem");
    await expect(other).toContainText("PinPay · 가상계좌 환불 특약 계약 있음");
    await chooseInMenu(other, /메뉴$/, "삭제");
    await page.getByRole("button", { name: "삭제하기" }).click();
    await expect(other).toBeHidden();

    await page.goto(`/payments/${id}`);
    await expect(panel).toContainText("환불 특약이 있습니다");
    await expect(panel).toContainText(/박관리님이 .+에 설정 · 메모: 2026년 계약서 7조/);
    await panel.screenshot({ path: "artifacts/policy/own-rule-1280.png" });

    await page.goto("/settings");
    await chooseInMenu(row, /메뉴$/, "삭제");
    const dialog = page.getByRole("dialog", { name: "설정 삭제" });
    await expect(dialog).toContainText("결제에 포트원 문서의 조건이 다시 적용됩니다.");
    await page.keyboard.press("Escape");
    await expect(row.getByRole("button", { name: /메뉴$/ })).toBeFocused();
    await chooseInMenu(row, /메뉴$/, "삭제");
    await dialog.getByRole("button", { name: "삭제하기" }).click();
    await expect(row).toBeHidden();
    await page.goto(`/payments/${id}`);
    await expect(panel).toContainText("환불 특약이 필요합니다");
  });

  test("sets a deadline by keyboard; errors are shown at their field and no typed text is lost", async ({
    page,
    sandbox,
  }) => {
    const paidAt = Date.now() - 340 * 86_400_000;
    const card = { type: "PaymentMethodCard", card: { issuer: "신한카드", brand: "LOCAL", type: "CREDIT" } };
    const { id } = await sandbox.createPayment({ method: card, pgProvider: "GALAXIA", paidAt });
    await page.goto("/settings");
    await page.getByRole("radio", { name: "계약" }).focus();
    await page.keyboard.press("ArrowRight");
    await page.getByRole("combobox", { name: "PG" }).selectOption("GALAXIA");
    await typeIn(page.getByRole("textbox", { name: "메모" }), "카드사 확인");
    const count = page.getByRole("textbox", { name: "결제 후 기간(개월 또는 일)" });
    for (const wrong of ["", "열한 달", "1.5", "0", "🙂"]) {
      await typeIn(count, wrong);
      await page.keyboard.press("Enter");
      await expect(page.getByText("1 이상의 정수를 입력해 주세요.")).toBeVisible();
      await expect(count).toHaveValue(wrong);
    }
    await expect(page.getByRole("textbox", { name: "메모" })).toHaveValue("카드사 확인");
    await typeIn(count, "11개월");
    await page.keyboard.press("Enter");
    const row = page.getByRole("listitem").filter({ hasText: "갤럭시아머니트리 · 카드 결제 후 11개월까지" });
    await expect(row).toBeVisible();
    await page.goto(`/payments/${id}`);
    await expect(page.getByRole("region", { name: "환불 조건" })).toContainText("지금은 환불할 수 없습니다");
    await page.goto("/settings");
    await chooseInMenu(row, /메뉴$/, "삭제");
    await page.getByRole("button", { name: "삭제하기" }).click();
    await expect(row).toBeHidden();
  });

  for (const width of [1280, 390]) {
    test(`the page at ${width}`, async ({ page }) => {
      await page.setViewportSize({ width, height: 860 });
      await page.goto("/settings");
      await page.getByRole("radio", { name: "수수료" }).check();
      await page.getByRole("button", { name: "설정하기" }).click();
      await expect(page.getByText("PG를 선택해 주세요.").last()).toBeVisible();
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow).toBeLessThanOrEqual(0);
      await page.screenshot({ path: `artifacts/policy/settings-${width}.png`, fullPage: true });
    });
  }
});

test.describe("an operator", () => {
  test("has no access to the settings", async ({ page }) => {
    await page.goto("/settings");
    await expect(page.getByRole("heading", { name: "이 페이지를 볼 권한이 없습니다" })).toBeVisible();
    await expect(page.getByRole("link", { name: "설정" })).toBeHidden();
  });
});
