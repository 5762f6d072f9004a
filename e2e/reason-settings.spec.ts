// The list of reasons: an administrator adds, renames, moves and hides reasons, by mouse and by keyboard.
import AxeBuilder from "@axe-core/playwright";
import { pressOn, typeIn } from "./keyboard";
import { chooseInMenu } from "./row-menu";
import { expect, test } from "./test";

test.describe("an administrator", () => {
  test.use({ as: "admin" });

  test("adds a reason, moves it, renames it and hides it", async ({ page }) => {
    await page.goto("/settings");
    const section = page.getByRole("region", { name: "환불 사유" });
    const names = section.getByRole("listitem");
    await section.getByRole("button", { name: "추가하기" }).click();
    await expect(section.getByText("이름을 입력해 주세요.").first()).toBeVisible();

    await typeIn(section.getByRole("textbox", { name: "한국어 이름" }), "사이즈 교환");
    await typeIn(section.getByRole("textbox", { name: "영어 이름" }), "Size exchange");
    await page.keyboard.press("Enter");
    await expect(names.last()).toContainText("사이즈 교환");
    await expect(section.getByRole("textbox", { name: "한국어 이름" })).toHaveValue("");

    // By arrow keys on the handle, which keeps the focus.
    const handle = section.getByRole("button", { name: "사이즈 교환 순서 변경" });
    let stored = 0;
    // Next answers an action after it has run, and may leave the end of the answer unread.
    page.on("response", (response) => {
      if (response.request().method() === "POST" && response.url().endsWith("/settings")) stored += 1;
    });
    await pressOn(handle, "ArrowUp");
    await page.keyboard.press("ArrowUp");
    await expect(section.getByRole("status")).toHaveText(/사이즈 교환: \d개 중 \d번째로 이동했습니다\./);
    await expect(names.nth(-3)).toContainText("사이즈 교환");
    await expect(handle).toBeFocused();
    // The second order is sent after the answer to the first.
    await expect.poll(() => stored).toBe(2);
    await page.reload();
    await expect(names.nth(-3)).toContainText("사이즈 교환");

    // In the menu, by keyboard.
    const menu = section.getByRole("button", { name: "사이즈 교환 메뉴" });
    await pressOn(menu, "ArrowDown");
    await expect(page.getByRole("menuitem", { name: "위로 이동" })).toBeFocused();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect(names.nth(-2)).toContainText("사이즈 교환");
    await expect(menu).toBeFocused();

    // By dragging: above the first reason, then back by Escape while it is held.
    const first = (await names.first().locator("p").first().textContent()) ?? "";
    const grip = await handle.boundingBox();
    const top = await names.first().boundingBox();
    if (grip === null || top === null) throw new Error("the list is not shown");
    const dragToTop = async () => {
      await handle.hover();
      await page.mouse.down();
      await page.mouse.move(grip.x + 10, top.y + top.height, { steps: 5 });
      await page.mouse.move(grip.x + 10, top.y + 4, { steps: 5 });
    };
    await dragToTop();
    await page.keyboard.press("Escape");
    await page.mouse.up();
    await expect(names.nth(-2)).toContainText("사이즈 교환");
    await dragToTop();
    await page.mouse.up();
    await expect(names.first()).toContainText("사이즈 교환");
    await expect(names.nth(1)).toContainText(first);
    await pressOn(handle, "End");
    await page.keyboard.press("ArrowUp");
    await expect(names.nth(-2)).toContainText("사이즈 교환");

    await chooseInMenu(section, "사이즈 교환 메뉴", "수정");
    await typeIn(section.getByRole("textbox", { name: "한국어 이름" }), "품절");
    await section.getByRole("button", { name: "저장하기" }).click();
    await expect(section.getByRole("alert")).toContainText("같은 이름의 사유가 이미 목록에 있습니다.");
    await typeIn(section.getByRole("textbox", { name: "한국어 이름" }), "치수 교환");
    await section.getByRole("button", { name: "저장하기" }).click();
    await expect(names.nth(-2)).toContainText("치수 교환");

    await chooseInMenu(section, "치수 교환 메뉴", "숨기기");
    await expect(names.nth(-2)).toContainText("숨김");
    await section.getByRole("button", { name: "기타 메뉴" }).click();
    await expect(page.getByRole("menuitem", { name: "수정" })).toBeVisible();
    await expect(page.getByRole("menuitem", { name: "숨기기" })).toHaveCount(0);
    await page.keyboard.press("Escape");
    await expect(section.getByRole("button", { name: "기타 메뉴" })).toBeFocused();
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 900 });
      await section.screenshot({ path: `artifacts/settings/reasons-${width}.png` });
    }
    expect((await new AxeBuilder({ page }).include("section").analyze()).violations).toEqual([]);
  });
});

test("an operator has no access to the settings", async ({ page }) => {
  await page.goto("/settings");
  await expect(page.getByRole("heading", { name: "이 페이지를 볼 권한이 없습니다" })).toBeVisible();
});
