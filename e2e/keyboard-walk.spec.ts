// The desk by keyboard alone: something always has the focus, the focus is visible, and it moves as expected.
import type { Page } from "@playwright/test";
import { expect, test } from "./test";

/**
 * Returns the name of the focused element, without the times in its text: "a moment ago" changes during a test. Throws when nothing has the focus, or the element or its
 * mark is not visible.
 */
async function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!(element instanceof HTMLElement) || element === document.body)
      throw new Error("nothing has the focus");
    const { top, bottom, width, height } = element.getBoundingClientRect();
    const text = element.cloneNode(true) as HTMLElement;
    for (const time of text.querySelectorAll("time")) time.remove();
    const name =
      element.ariaLabel ??
      (element as HTMLInputElement).labels?.[0]?.textContent ??
      text.textContent.trim().slice(0, 40);
    if (width === 0 || height === 0 || bottom <= 0 || top >= innerHeight)
      throw new Error(`the focused element is out of sight: ${name}`);
    // The mark may be drawn by the element, by the element that it covers, or by the label of a hidden radio button.
    const styles = [element, element.nextElementSibling].flatMap((each) =>
      each === null ? [] : [null, "::after", "::before"].map((part) => getComputedStyle(each, part)),
    );
    const isMarked = styles.some(
      ({ outlineStyle, outlineWidth, boxShadow }) =>
        (outlineStyle !== "none" && outlineWidth !== "0px") || boxShadow !== "none",
    );
    if (!isMarked && element.tabIndex >= 0)
      throw new Error(`the focus of this element is not visible: ${name}`);
    return name;
  });
}

/** Presses Tab until the target has the focus, and checks every stop. Returns the names of the stops. */
async function tabTo(
  page: Page,
  target: string | RegExp,
  key: "Tab" | "Shift+Tab" = "Tab",
): Promise<string[]> {
  const stops: string[] = [];
  for (let n = 0; n < 90; n += 1) {
    await page.keyboard.press(key);
    const name = await focused(page);
    stops.push(name);
    if (typeof target === "string" ? name.includes(target) : target.test(name)) return stops;
  }
  throw new Error(`not reached: ${target}. Stops: ${stops.join(" | ")}`);
}

async function hydrated(page: Page): Promise<void> {
  await expect(async () => {
    await page.keyboard.press("Control+k");
    await expect(page.getByRole("dialog")).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
}

test("a refund by keyboard, from the list to its outcome", async ({ page, sandbox }) => {
  const payment = await sandbox.createPayment({ total: 14_000, orderName: "글쇠만으로" });
  await expect(async () => {
    await page.goto(`/payments?q=${payment.id}`);
    await expect(page.getByRole("row").filter({ hasText: payment.id })).toBeVisible({ timeout: 500 });
  }).toPass();
  await hydrated(page);
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  // The first stop is the link that skips the menu.
  await page.keyboard.press("Tab");
  expect(await focused(page)).toBe("본문으로 건너뛰기");
  await page.keyboard.press("Enter");
  await expect(page.locator("#main")).toBeFocused();
  const stops = await tabTo(page, "글쇠만으로");
  expect(stops[0]).toContain("결제 검색");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "글쇠만으로" })).toBeVisible();
  await hydrated(page);
  await page.keyboard.press("r");
  expect(await focused(page)).toContain("전액");
  await page.keyboard.press("ArrowRight");
  expect(await focused(page)).toContain("부분");
  await tabTo(page, /금액/);
  await page.keyboard.type("4000");
  await tabTo(page, /변심/);
  await page.keyboard.press("Space");
  await tabTo(page, "환불 내용 확인");
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  await expect(dialog).toBeVisible();
  await tabTo(page, "4,000원 환불하기");
  // The focus stays in the dialog in both directions.
  for (const key of ["Tab", "Tab", "Tab", "Shift+Tab", "Shift+Tab"] as const) {
    await page.keyboard.press(key);
    expect(await page.evaluate(() => document.activeElement?.closest("[role=dialog]") !== null)).toBe(true);
  }
  await tabTo(page, "4,000원 환불하기");
  await page.keyboard.press("Enter");
  await expect(dialog).toContainText("완료");
  await tabTo(page, "닫기");
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  expect(await page.evaluate(() => document.activeElement !== document.body)).toBe(true);
  // Live changes do not move the focus.
  await tabTo(page, "고객사 주문번호 복사", "Shift+Tab");
  await sandbox.cancelInConsole(payment.id, { amount: 1_000 });
  await expect(page.getByText("−5,000원").first()).toBeVisible();
  expect(await focused(page)).toBe("고객사 주문번호 복사");
});

test.describe("an administrator", () => {
  test.use({ as: "admin" });

  for (const [path, last] of [
    ["/", /./],
    ["/refunds", /./],
    ["/approvals", /./],
    ["/webhooks", /./],
    ["/reconciliation", /./],
    ["/people", /./],
    ["/audit?kind=portone", /./],
    ["/settings", /./],
    ["/account", /비밀번호 변경하기/],
  ] as const) {
    test(`every stop of ${path} is visible, and Shift+Tab visits the same stops`, async ({ page }) => {
      await page.goto(path);
      await hydrated(page);
      await page.locator("#main").focus();
      const forward: string[] = [];
      for (let n = 0; n < 60; n += 1) {
        await page.keyboard.press("Tab");
        const isInside = await page.evaluate(() => document.activeElement?.closest("#main") !== null);
        if (!isInside) break;
        forward.push(await focused(page));
      }
      expect(forward.length).toBeGreaterThan(0);
      expect(forward.some((name) => last.test(name))).toBe(true);
      const back: string[] = [];
      for (let n = 0; n < forward.length; n += 1) {
        await page.keyboard.press("Shift+Tab");
        if (await page.evaluate(() => document.activeElement?.closest("#main") === null)) break;
        back.push(await focused(page));
      }
      expect(back.slice(0, 5)).toEqual(
        forward
          .toReversed()
          .slice(forward.length === 60 ? 1 : 0)
          .slice(0, 5),
      );
    });
  }
});
