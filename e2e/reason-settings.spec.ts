// The list of reasons: an administrator adds, renames, moves and hides reasons, by mouse and by keyboard.
import AxeBuilder from "@axe-core/playwright";
import { typeIn } from "./keyboard";
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

    await section.getByRole("button", { name: "사이즈 교환 위로 이동" }).click();
    await expect(names.last()).toContainText("기타");
    await expect(names.nth(-2)).toContainText("사이즈 교환");

    await section.getByRole("button", { name: "사이즈 교환 수정" }).click();
    await typeIn(section.getByRole("textbox", { name: "한국어 이름" }), "품절");
    await section.getByRole("button", { name: "저장하기" }).click();
    await expect(section.getByRole("alert")).toContainText("같은 이름의 사유가 이미 목록에 있습니다.");
    await typeIn(section.getByRole("textbox", { name: "한국어 이름" }), "치수 교환");
    await section.getByRole("button", { name: "저장하기" }).click();
    await expect(names.nth(-2)).toContainText("치수 교환");

    await section.getByRole("button", { name: "치수 교환 숨기기" }).click();
    await expect(names.nth(-2)).toContainText("숨김");
    await expect(section.getByRole("button", { name: "기타 숨기기" })).toHaveCount(0);
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
