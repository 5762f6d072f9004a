// The palette, and the key shortcuts that are listed and can be turned off.
import type { Page } from "@playwright/test";
import { typeIn } from "./keyboard";
import { chooseReason, noteOf, receipt, review } from "./refund-steps";
import { expect, test } from "./test";

const palette = (page: Page) => page.getByRole("dialog", { name: "빠른 이동" });
const field = (page: Page) => palette(page).getByRole("searchbox").or(palette(page).getByRole("textbox"));

/** Opens the palette. React is loaded when its key opens it. */
async function openPalette(page: Page): Promise<void> {
  await expect(async () => {
    await page.keyboard.press("Control+k");
    await expect(palette(page)).toBeVisible({ timeout: 1_000 });
  }).toPass();
}

test("the palette opens a payment by its id, by its refund number, and a payment that only PortOne has", async ({
  page,
  sandbox,
}) => {
  const payment = await sandbox.createPayment({ total: 12_000, orderName: "찾아갈 주문" });
  await page.goto(`/payments/${payment.id}`);
  await chooseReason(page);
  await review(page);
  await receipt(page).getByRole("button", { name: "12,000원 환불하기" }).click();
  await expect(receipt(page)).toContainText(/완료.*R[2-9A-Z]{6}|R[2-9A-Z]{6}.*완료/s);
  const number = /R[2-9A-Z]{6}/.exec((await receipt(page).textContent()) ?? "")?.[0] ?? "";
  await receipt(page).getByRole("button", { name: "닫기" }).click();
  for (const typed of [payment.id, `#${number.toLowerCase()}`]) {
    await page.goto("/webhooks");
    await openPalette(page);
    await expect(field(page)).toBeFocused();
    await page.keyboard.type(typed);
    // Enter is pressed before the desk has answered, and opens the first result.
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: "찾아갈 주문" })).toBeVisible();
    await expect(palette(page)).toBeHidden();
  }
  const unknown = await sandbox.createPayment({ announce: false, orderName: "미러에 없는 주문" });
  await openPalette(page);
  await page.keyboard.type(unknown.id);
  await palette(page)
    .getByRole("menuitem", { name: `${unknown.id} 결제를 포트원에서 열기` })
    .click();
  await expect(page.getByRole("heading", { name: "미러에 없는 주문" })).toBeVisible();
});

test("the palette finds payments and customers as the list does", async ({ page, sandbox }) => {
  const customer = { name: "빙그레", phoneNumber: "010-3456-7012" };
  const payment = await sandbox.createPayment({ orderName: "팔레트 주문", total: 39_700, customer });
  await page.goto(`/payments/${payment.id}`);
  await page.goto("/webhooks");
  await openPalette(page);
  await page.keyboard.type("ㅂㄱㄹ 3만9700");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "팔레트 주문" })).toBeVisible();
  await openPalette(page);
  await page.keyboard.type("7012 빙그레");
  const found = palette(page).getByRole("menuitem", { name: /^빙그레/ });
  await expect(found).toContainText("010-3456-7012");
  await found.click();
  await expect(page).toHaveURL(/\/payments\?q=/);
  await expect(page.getByRole("row").filter({ hasText: "팔레트 주문" })).toBeVisible();
});

test("the palette's key works while the first key press loads the shortcuts", async ({ page }) => {
  const [requested, arrived] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  await page.goto("/webhooks", { waitUntil: "networkidle" });
  await page.route("**/_next/static/**/*.js", async (route) => {
    requested.resolve();
    await arrived.promise;
    await route.continue();
  });
  // React is loaded when a key requests a script.
  let isRequested = false;
  void requested.promise.then(() => {
    isRequested = true;
  });
  await expect(async () => {
    await page.keyboard.press("x");
    expect(isRequested).toBe(true);
  }).toPass();
  await page.keyboard.press("Control+k");
  arrived.resolve();
  await expect(palette(page)).toBeVisible();
});

test("the palette finds pages and actions by name, and returns the focus", async ({ page }) => {
  await page.goto("/payments");
  await page.getByRole("searchbox").first().focus();
  await openPalette(page);
  await page.keyboard.press("Escape");
  await expect(palette(page)).toBeHidden();
  await expect(page.getByRole("searchbox").first()).toBeFocused();
  await openPalette(page);
  await page.keyboard.type("웹훅");
  await expect(palette(page).getByRole("menuitem")).toHaveCount(1);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/webhooks$/);
  await expect(page.locator("#main")).toBeFocused();
  await openPalette(page);
  await page.keyboard.type("어두운");
  await page.keyboard.press("Enter");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await openPalette(page);
  await page.keyboard.type("지금 대사하기");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/reconciliation$/);
  await openPalette(page);
  await page.keyboard.type("그런 것은 없다");
  await expect(palette(page).getByRole("status")).toHaveText("검색 결과가 없습니다.");
});

test("Enter that ends a composed syllable chooses nothing in the palette", async ({ page }) => {
  await page.goto("/payments");
  await openPalette(page);
  const input = await page.context().newCDPSession(page);
  await input.send("Input.imeSetComposition", { text: "설", selectionStart: 1, selectionEnd: 1 });
  await field(page).evaluate((element) =>
    element.dispatchEvent(
      new KeyboardEvent("keydown", { key: "Enter", isComposing: true, bubbles: true, cancelable: true }),
    ),
  );
  // Safari sends this Enter after the composition, marked only by the key code 229.
  await field(page).evaluate((element) =>
    element.dispatchEvent(
      new KeyboardEvent("keydown", { key: "Enter", keyCode: 229, bubbles: true, cancelable: true }),
    ),
  );
  await expect(palette(page)).toBeVisible();
  await expect(page).toHaveURL(/\/payments$/);
});

test("the clipboard is read only on request", async ({ page, context, sandbox }) => {
  const payment = await sandbox.createPayment({ orderName: "붙여넣은 주문" });
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto("/");
  await page.evaluate((id) => navigator.clipboard.writeText(`  ${id}\n`), payment.id);
  await openPalette(page);
  await expect(field(page)).toHaveValue("");
  await palette(page).getByRole("button", { name: "클립보드 붙여넣기" }).click();
  await expect(field(page)).toHaveValue(payment.id);
  await palette(page)
    .getByRole("menuitem", { name: /붙여넣은 주문/ })
    .click();
  await expect(page.getByRole("heading", { name: "붙여넣은 주문" })).toBeVisible();
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test("the palette opens by a button and needs no keyboard", async ({ page }) => {
    await page.goto("/payments");
    await page.getByRole("button", { name: "빠른 이동" }).click();
    await palette(page).getByRole("menuitem", { name: "거래 대사" }).click();
    await expect(page).toHaveURL(/\/reconciliation$/);
  });
});

test("single-letter shortcuts open pages, move through rows and open the refund; ? lists them", async ({
  page,
  sandbox,
}) => {
  const payment = await sandbox.createPayment({ orderName: "글쇠로 여는 주문" });
  // A payment that is not in the list yet would be opened from PortOne at once.
  await expect(async () => {
    await page.goto("/payments");
    await expect(page.getByRole("row").filter({ hasText: payment.id })).toBeVisible({ timeout: 500 });
  }).toPass();
  await page.goto(`/payments?q=${payment.id}`);
  await openPalette(page);
  await page.keyboard.press("Escape");
  await page.locator("#main").focus();
  await page.keyboard.press("?");
  const list = page.getByRole("dialog", { name: "단축키" });
  await expect(list).toContainText("결제 검색");
  await expect(list).toContainText("다음 행");
  await page.keyboard.press("Escape");
  await page.keyboard.press("j");
  await expect(page.getByRole("link", { name: "글쇠로 여는 주문" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "글쇠로 여는 주문" })).toBeVisible();
  await page.keyboard.press("r");
  await expect(page.getByRole("radio", { name: "전액" })).toBeFocused();
  // In a field, letters are typed.
  await noteOf(page).focus();
  await page.keyboard.type("gp/?r");
  await expect(noteOf(page)).toHaveValue("gp/?r");
  await typeIn(noteOf(page), "");
  await page.locator("#main").focus();
  await page.keyboard.press("g");
  await page.keyboard.press("p");
  await expect(page.getByRole("searchbox").first()).toBeVisible();
  await page.keyboard.press("/");
  await expect(page.getByRole("searchbox").first()).toBeFocused();
});

test("/ selects the text of a search after its Enter, and is typed while the text is edited", async ({
  page,
}) => {
  for (const path of ["/payments", "/webhooks"]) {
    await page.goto(path);
    await openPalette(page);
    await page.keyboard.press("Escape");
    await expect(palette(page)).toBeHidden();
    const box = page.getByRole("searchbox").first();
    const selected = () =>
      box.evaluate((input: HTMLInputElement) =>
        input.value.slice(input.selectionStart ?? 0, input.selectionEnd ?? 0),
      );
    await typeIn(box, "감귤/3");
    await expect(box).toHaveValue("감귤/3");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/q=/);
    for (const _ of ["first", "again"]) {
      await page.keyboard.press("/");
      await expect.poll(selected).toBe("감귤/3");
    }
    // Typing replaces the selected text, and its slashes are typed.
    await page.keyboard.type("a/b/c");
    await expect(box).toHaveValue("a/b/c");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/q=a%2Fb%2Fc/);
    await page.keyboard.press("/");
    await expect.poll(selected).toBe("a/b/c");
    // A moved caret is the beginning of an edit.
    await page.keyboard.press("Enter");
    await page.keyboard.press("End");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("/");
    await expect(box).toHaveValue("a/b//c");
  }
});

test("single-letter shortcuts can be turned off; the palette stays", async ({ page }) => {
  await page.goto("/account");
  await page.getByRole("button", { name: "사용 안 함" }).click();
  await expect(page.getByRole("button", { name: "사용 안 함" })).toHaveAttribute("aria-pressed", "true");
  await page.goto("/payments");
  await openPalette(page);
  await page.keyboard.type("단축키");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "단축키" })).toContainText("꺼져 있습니다");
  await page.keyboard.press("Escape");
  await page.locator("#main").focus();
  for (const key of ["g", "w", "/", "?"]) await page.keyboard.press(key);
  await expect(page).toHaveURL(/\/payments$/);
  await expect(page.getByRole("dialog")).toHaveCount(0);
  const box = page.getByRole("searchbox").first();
  await typeIn(box, "감귤");
  await page.keyboard.press("Enter");
  await page.keyboard.press("/");
  await expect(box).toHaveValue("감귤/");
});
