// The bank picker with a Korean input method, by keyboard alone, by mouse, and in English.
import type { BrowserContext, Page } from "@playwright/test";
import { typeIn } from "./keyboard";
import { chooseReason, confirm, receipt, review } from "./refund-steps";
import type { Sandbox } from "./sandbox";
import { expect, test } from "./test";

const picker = (page: Page) => page.getByRole("combobox", { name: /은행|Bank/ });
const options = (page: Page) => page.getByRole("option");

async function openForm(page: Page, sandbox: Sandbox): Promise<{ id: string }> {
  const payment = await sandbox.createPayment({ method: "VIRTUAL_ACCOUNT", total: 10_000 });
  await page.goto(`/payments/${payment.id}`);
  await expect(picker(page)).toBeVisible();
  return payment;
}

/** Types like a Korean input method: each step is the current syllable; the last step is committed. */
async function compose(context: BrowserContext, page: Page, steps: readonly string[]): Promise<void> {
  const keys = await context.newCDPSession(page);
  for (const text of steps)
    await keys.send("Input.imeSetComposition", {
      text,
      selectionStart: text.length,
      selectionEnd: text.length,
    });
  await keys.send("Input.insertText", { text: steps.at(-1) ?? "" });
  await keys.detach();
}

test("finds a bank while a syllable is being composed, and clears the composition after the choice", async ({
  page,
  sandbox,
  context,
}) => {
  await openForm(page, sandbox);
  await picker(page).focus();
  const keys = await context.newCDPSession(page);
  for (const text of ["ㅅ", "시", "신", "싢"]) {
    await keys.send("Input.imeSetComposition", { text, selectionStart: 1, selectionEnd: 1 });
    await expect(picker(page)).toHaveValue(text);
    await expect(options(page).first()).toHaveText("신한은행");
  }
  await keys.send("Input.imeSetComposition", { text: "신", selectionStart: 1, selectionEnd: 1 });
  await keys.send("Input.insertText", { text: "신" });
  await compose(context, page, ["ㅎ", "하", "한"]);
  await expect(picker(page)).toHaveValue("신한");
  await expect(options(page).first()).toHaveText("신한은행");
  await page.keyboard.press("Enter");
  await expect(picker(page)).toHaveValue("신한은행");
  await expect(page.getByRole("listbox")).toHaveCount(0);
});

test("an Enter that ends a syllable chooses nothing", async ({ page, sandbox, context }) => {
  await openForm(page, sandbox);
  await picker(page).focus();
  const keys = await context.newCDPSession(page);
  await keys.send("Input.imeSetComposition", { text: "국", selectionStart: 1, selectionEnd: 1 });
  await expect(options(page).first()).toHaveText("국민은행");
  await picker(page).evaluate((box) =>
    box.dispatchEvent(
      new KeyboardEvent("keydown", {
        key: "Enter",
        code: "Enter",
        bubbles: true,
        cancelable: true,
        isComposing: true,
      }),
    ),
  );
  await expect(picker(page)).toHaveValue("국");
  await expect(page.getByRole("listbox")).toBeVisible();
  await keys.send("Input.insertText", { text: "국" });
  await page.keyboard.press("Enter");
  await expect(picker(page)).toHaveValue("국민은행");
});

test("by keyboard alone: open, move, choose, choose another", async ({ page, sandbox }) => {
  await openForm(page, sandbox);
  await picker(page).focus();
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("group", { name: "자주 쓰는 은행" })).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(picker(page)).toHaveValue("신한은행");
  await expect(picker(page)).toBeFocused();
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type("kakao");
  await expect(options(page)).toHaveText(["카카오뱅크", "카카오페이증권"]);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(picker(page)).toHaveValue("카카오페이증권");
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type("없는은행");
  await expect(page.getByText("‘없는은행’에 해당하는 은행이 없습니다")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(picker(page)).toHaveValue("카카오페이증권");
  await page.keyboard.press("Tab");
  await expect(page.getByLabel("계좌번호")).toBeFocused();
});

test("finds banks by initial consonants, nickname, code, and typed with an English keyboard layout", async ({
  page,
  sandbox,
}) => {
  await openForm(page, sandbox);
  for (const [typed, bank] of [
    ["ㅅㅎ", "신한은행"],
    ["ㅋㅋㅇ", "카카오뱅크"],
    ["카뱅", "카카오뱅크"],
    ["토뱅", "토스뱅크"],
    ["KFCC", "새마을금고"],
    ["tlsgks", "신한은행"],
    ["대구", "아이엠뱅크"],
  ] as const) {
    await typeIn(picker(page), typed);
    await expect(options(page).first()).toHaveText(bank);
    await page.keyboard.press("Enter");
    await expect(picker(page)).toHaveValue(bank);
  }
});

test("by mouse: choose a bank, which is listed first the next time", async ({ page, sandbox }) => {
  await openForm(page, sandbox);
  await picker(page).click();
  await expect(options(page).first()).toHaveText("국민은행");
  await page.getByRole("option", { name: "제주은행" }).click();
  await expect(picker(page)).toHaveValue("제주은행");
  await typeIn(page.getByLabel("계좌번호"), "11 0123-456789");
  await expect(page.getByLabel("계좌번호")).toHaveValue("11 0123-456789");
  await page.getByRole("button", { name: "입금자 김민서 입력하기" }).click();
  await chooseReason(page);
  await review(page);
  await expect(receipt(page)).toContainText("제주은행 1101 2345 6789");
  await confirm(page, "10,000원 환불하기", "완료");
  await expect(receipt(page)).toContainText("제주은행 ••••••••6789");
  await expect(receipt(page)).not.toContainText("1101");
  await openForm(page, sandbox);
  await picker(page).click();
  await expect(page.getByRole("group", { name: "최근 사용한 은행" }).getByRole("option")).toHaveText([
    "제주은행",
  ]);
});

test("errors of the account are shown at its fields", async ({ page, sandbox }) => {
  const payment = await openForm(page, sandbox);
  await chooseReason(page);
  await review(page);
  await expect(page.getByText("은행을 선택해 주세요.")).toBeVisible();
  await expect(picker(page)).toBeFocused();
  await typeIn(page.getByLabel("계좌번호"), "신한 110-123");
  await expect(page.getByText("계좌번호는 숫자만 입력할 수 있습니다.")).toBeVisible();
  await expect(page.getByLabel("계좌번호")).toHaveValue("신한 110-123");
  await typeIn(page.getByLabel("계좌번호"), "1".repeat(40));
  await expect(page.getByText("계좌번호는 20자리까지 입력할 수 있습니다.")).toBeVisible();
  await typeIn(page.getByLabel("예금주", { exact: true }), "   ");
  await review(page);
  await expect(page.getByText("예금주를 입력해 주세요.")).toBeVisible();
  expect(await sandbox.requests(payment.id, "cancelPayment")).toEqual([]);
});

test("Enter chooses the first match, also when the list has closed meanwhile", async ({ page, sandbox }) => {
  await openForm(page, sandbox);
  await typeIn(picker(page), "신한");
  await expect(options(page).first()).toHaveText("신한은행");
  // While the list is open, the rest of the page is hidden from screen readers.
  await picker(page).locator("xpath=following-sibling::button").click();
  await expect(page.getByRole("listbox")).toHaveCount(0);
  await expect(picker(page)).toHaveValue("신한");
  await picker(page).press("Enter");
  await expect(picker(page)).toHaveValue("신한은행");
  await expect(page.getByRole("listbox")).toHaveCount(0);
  await expect(page.getByRole("dialog")).toHaveCount(0);

  for (const key of ["Enter", "Tab"]) {
    await typeIn(picker(page), "신한");
    await expect(options(page).first()).toHaveText("신한은행");
    await picker(page).press(key);
    await expect(picker(page)).toHaveValue("신한은행");
    await expect(page.getByRole("listbox")).toHaveCount(0);
  }
  await expect(picker(page)).not.toBeFocused();
});

test("Enter chooses the first match at once, also while the page renders the list", async ({
  page,
  sandbox,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openForm(page, sandbox);
  const slow = await page.context().newCDPSession(page);
  await slow.send("Emulation.setCPUThrottlingRate", { rate: 6 });
  for (const [typed, name] of [
    ["신한", "신한은행"],
    ["카뱅", "카카오뱅크"],
    ["국민", "국민은행"],
  ] as const) {
    await typeIn(picker(page), typed);
    await page.keyboard.press("Enter");
    await expect(picker(page)).toHaveValue(name);
    await typeIn(picker(page), "");
    await page.getByLabel("계좌번호").focus();
  }
});

test.describe("in English, at 390 px", () => {
  test.use({ viewport: { width: 390, height: 844 } });
  test("the list fits the screen and is in English", async ({ page, sandbox, context, baseURL }) => {
    await context.addCookies([{ name: "locale", value: "en", url: baseURL ?? "" }]);
    await openForm(page, sandbox);
    // Scrolling the page closes the list and leaves the typed text.
    await typeIn(picker(page), "shin");
    await expect(picker(page)).toHaveValue("shin");
    await picker(page).scrollIntoViewIfNeeded();
    await picker(page).press("h");
    await expect(options(page).first()).toHaveText("Shinhan Bank");
    const box = await page.getByRole("listbox").boundingBox();
    expect((box?.x ?? -1) >= 0 && (box?.x ?? 0) + (box?.width ?? 0) <= 390).toBe(true);
    await options(page).first().click();
    await expect(picker(page)).toHaveValue("Shinhan Bank");
  });
});
