// The search for a payment: typed text, conditions, the address, and payments that only PortOne has.
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { typeIn } from "./keyboard";
import { expect, test } from "./test";

const box = (page: Page) => page.getByRole("searchbox", { name: "결제 검색" });
const rows = (page: Page) => page.getByRole("row").filter({ has: page.getByRole("cell") });

/** Expects no accessibility violation with the opened elements. */
async function expectAccessible(page: Page) {
  const { violations } = await new AxeBuilder({ page })
    .options({ resultTypes: ["violations"] })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
    .setLegacyMode()
    .analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}

test("the list follows the typed text from two syllables on, and the field stays focused", async ({
  page,
  sandbox,
}) => {
  const payment = await sandbox.createPayment({ orderName: "뚱딴지 화분", customer: { name: "황보뷁" } });
  await page.goto(`/payments/${payment.id}`);
  await page.goto("/payments?tab=failed");
  await box(page).pressSequentially("황보");
  await expect(page).toHaveURL(/q=/);
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText(payment.id);
  await expect(box(page)).toBeFocused();
  await expect(box(page)).toHaveValue("황보");
  await typeIn(box(page), "뚱딴ㅈ");
  await expect(rows(page)).toContainText(payment.id);
  await typeIn(box(page), "");
  await expect(page).not.toHaveURL(/q=/);
  await expect(rows(page).nth(3)).toBeVisible();
});

test("text that is typed while an earlier list is on its way stays when the box is left, and is searched", async ({
  page,
}) => {
  const { promise: mayArrive, resolve: letArrive } = Promise.withResolvers<void>();
  await page.route(/[?&]q=zzone(&|$)/, async (route) => {
    await mayArrive;
    await route.continue();
  });
  await page.clock.install();
  await page.goto("/payments");
  const asked = page.waitForRequest(/[?&]q=zzone(&|$)/);
  await box(page).pressSequentially("zzone");
  await asked;
  // The list arrives in the pause after the last key.
  await page.clock.pauseAt(Date.now() + 60_000);
  await box(page).pressSequentially("two");
  await box(page).blur();
  letArrive();
  await expect(page).toHaveURL(/q=zzone$/);
  await page.clock.resume();
  await expect(page).toHaveURL(/q=zzonetwo/);
  await expect(box(page)).toHaveValue("zzonetwo");
});

test("Enter opens the only result, and arrow keys move between the search box and the rows", async ({
  page,
  sandbox,
}) => {
  const customer = { name: "탁하늘", phoneNumber: "010-2345-9871" };
  const first = await sandbox.createPayment({ orderName: "화살표 하나", total: 43_210, customer });
  const second = await sandbox.createPayment({ orderName: "화살표 둘", total: 43_220, customer });
  for (const { id } of [first, second]) await page.goto(`/payments/${id}`);
  await page.goto("/payments");
  // Enter is pressed before the list has followed.
  await typeIn(box(page), "탁하늘 4만3,210");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "화살표 하나" })).toBeVisible();
  await page.goto("/payments");
  await typeIn(box(page), "탁하늘 9871");
  await expect(rows(page)).toHaveCount(2);
  await expect(rows(page).first().locator("mark")).toHaveText(["9871", "탁하늘"]);
  await expect(rows(page).first()).toContainText("010-2345-9871");
  await expectAccessible(page);
  await page.keyboard.press("Enter");
  const row = (name: string) => page.getByRole("link", { name, exact: true });
  for (const [key, focused] of [
    ["ArrowDown", row("화살표 둘")],
    ["ArrowDown", row("화살표 하나")],
    ["ArrowUp", row("화살표 둘")],
    ["ArrowUp", box(page)],
    ["ArrowDown", row("화살표 둘")],
    ["Escape", box(page)],
  ] as const) {
    await page.keyboard.press(key);
    await expect(focused).toBeFocused();
  }
});

test("a search without results says what it understood and offers its words alone", async ({ page }) => {
  await page.goto("/payments?q=없는사람+3만9천");
  await expect(page.getByText("검색한 내용: 단어 “없는사람”, 금액 39,000")).toBeVisible();
  await expect(page.getByRole("button", { name: "포트원에서 검색" })).toHaveCount(0);
  await expectAccessible(page);
  await page.getByRole("link", { name: "“없는사람”만 검색" }).click();
  await expect(page).toHaveURL(/q=%EC%97%86%EB%8A%94%EC%82%AC%EB%9E%8C$/);
});

test("a whole id is found outside of the chosen period, and the list says so", async ({ page, sandbox }) => {
  const payment = await sandbox.createPayment({ orderName: "기간 밖 주문" });
  await page.goto(`/payments/${payment.id}`);
  await page.goto(`/payments?from=2020-01-01&to=2020-01-02&q=${payment.id}`);
  await expect(page.getByText("번호가 정확히 일치하는 결제입니다")).toBeVisible();
  await expect(rows(page)).toContainText("기간 밖 주문");
  await expectAccessible(page);
});

test("conditions can be added, are shown, and can be removed one by one or all at once", async ({ page }) => {
  await page.goto("/payments");
  await page.getByRole("button", { name: "상태" }).click();
  const dialog = page.getByRole("dialog", { name: "상태" });
  await dialog.getByLabel("취소됨").check();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "적용" }).click();
  await expect(page).toHaveURL(/status=CANCELLED/);
  await expect(page.getByRole("button", { name: "상태" })).toBeFocused();
  await page.getByRole("button", { name: "금액" }).click();
  const amounts = page.getByRole("dialog", { name: "금액" });
  await typeIn(amounts.getByLabel("최소"), "9,000원");
  await typeIn(amounts.getByLabel("최대"), "100");
  await amounts.getByRole("button", { name: "적용" }).click();
  await expect(amounts.getByRole("alert")).toHaveText("최소 금액이 최대 금액보다 큽니다.");
  await expect(amounts.getByLabel("최소")).toHaveValue("9,000원");
  await typeIn(amounts.getByLabel("최대"), "");
  await amounts.getByRole("button", { name: "적용" }).click();
  await expect(page).toHaveURL(/min=9000/);
  const standing = page.getByRole("list", { name: "적용된 필터" });
  await expect(standing.getByRole("link", { name: /9,000원 ~/ })).toBeVisible();
  await standing.getByRole("link", { name: /^취소됨/ }).click();
  await expect(page).not.toHaveURL(/status=/);
  await standing.getByRole("link", { name: "모두 해제" }).click();
  await expect(page).toHaveURL(/\/payments$/);
});

test("a period can be typed, and column heads sort the list", async ({ page }) => {
  await page.goto("/payments");
  await page.getByRole("button", { name: "기간" }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "기간" });
  await dialog.getByRole("radio", { name: "결제일" }).check();
  await dialog.getByRole("button", { name: "이번 달" }).press("Enter");
  await dialog.getByRole("button", { name: "적용" }).press("Enter");
  await expect(page).toHaveURL(/by=paid&from=\d{4}-\d\d-01.*sort=-paid/);
  await page.getByRole("link", { name: "금액", exact: true }).click();
  await expect(page.getByRole("columnheader", { name: "금액" })).toHaveAttribute("aria-sort", "descending");
  await page.getByRole("link", { name: "금액", exact: true }).click();
  await expect(page.getByRole("columnheader", { name: "금액" })).toHaveAttribute("aria-sort", "ascending");
});

test("a payment that only PortOne has is requested automatically and shown", async ({ page, sandbox }) => {
  const payment = await sandbox.createPayment({ orderName: "포트원에만 있던 주문", announce: false });
  await page.goto("/payments");
  await typeIn(box(page), payment.id);
  await expect(page).toHaveURL(new RegExp(`/payments/${payment.id}$`));
  await expect(page.getByRole("heading", { name: "포트원에만 있던 주문" })).toBeVisible();
});

test("an unknown payment and an unanswered request to PortOne show different messages", async ({
  page,
  sandbox,
}) => {
  await page.goto("/payments?q=no-such-payment-77");
  await expect(page.getByText("포트원에도 이 고객사 주문번호의 결제가 없습니다.")).toBeVisible();
  await expectAccessible(page);
  await sandbox.script({ kind: "html", operation: "getPayment", paymentId: "no-such-payment-78" });
  await page.goto("/payments?q=no-such-payment-78");
  await expect(page.getByText("포트원이 응답하지 않아 검색하지 못했습니다.")).toBeVisible();
  await page.getByRole("button", { name: "포트원에서 검색" }).click();
  await expect(page.getByText("포트원에도 이 고객사 주문번호의 결제가 없습니다.")).toBeVisible();
});

test.describe("an invalid address falls back to valid values and says so", () => {
  for (const [query, text] of [
    ["from=2026-02-31", "기간의 날짜를 인식하지 못했습니다."],
    ["from=2026-11-02&to=2026-11-01", "종료일이 시작일보다 빠릅니다."],
    ["min=99999999999999999999", "금액을 인식하지 못했습니다."],
    ["tab=nonsense&status=LOST", "인식하지 못한 상태가 있습니다."],
  ] as const) {
    test(query, async ({ page }) => {
      await page.goto(`/payments?${query}`);
      await expect(page.getByText(text)).toBeVisible();
      await expect(rows(page).nth(3)).toBeVisible();
    });
  }

  test("special characters in the search do no harm", async ({ page }) => {
    const long = "x".repeat(10_000);
    for (const text of [`%_'"\\`, "\u{1F642}\u{1F642}", "\u0000", long]) {
      await page.goto(`/payments?q=${encodeURIComponent(text)}`);
      await expect(page.getByRole("heading", { name: "결제", exact: true })).toBeVisible();
    }
    await expect(page.getByText("검색어가 길어 앞 200자로만 검색했습니다.")).toBeVisible();
    await page.goto("/payments?after=eyJsaXN0IjoicmVmdW5kcyJ9&before=..");
    await expect(rows(page).nth(3)).toBeVisible();
  });
});
