// Customers' data: masked for people without the permission, found by whole values, and removed after a time.
import type { Page } from "@playwright/test";
import { typeIn } from "./keyboard";
import { expect, test } from "./test";
import { violationsInBothLooks } from "./violations";

const customer = {
  id: "member-77",
  name: "제갈공명",
  email: "gongmyeong@example.com",
  phoneNumber: "010-7731-9264",
};
const personal = /제갈공명|gongmyeong@|7731-?9264/;

const rows = (page: Page) => page.getByRole("row").filter({ has: page.getByRole("cell") });

async function search(page: Page, text: string): Promise<void> {
  await page.goto("/payments");
  await typeIn(page.getByRole("searchbox", { name: "결제 검색" }), text);
  await expect(page).toHaveURL(/q=/);
}

test.describe("as viewer", () => {
  test.use({ as: "viewer" });

  test("the customer is masked in list, details and palette, and a whole value finds the payment", async ({
    page,
    sandbox,
  }) => {
    const orderName = `군량 ${Date.now()}`;
    const payment = await sandbox.createPayment({ customer, orderName, total: 12_000 });
    await page.goto(`/payments/${payment.id}`);
    await expect(page.getByText("제**명").first()).toBeVisible();
    await expect(page.getByText("010-****-9264")).toBeVisible();
    await expect(page.getByText("g***@example.com")).toBeVisible();
    expect(await page.content()).not.toMatch(personal);
    const answer = await page.request.get(`/api/payments/${payment.id}`);
    expect(await answer.text()).not.toMatch(personal);

    for (const whole of ["010-7731-9264", "gongmyeong@example.com", `제갈공명 ${orderName}`]) {
      await search(page, whole);
      await expect(rows(page).filter({ hasText: payment.id })).toContainText("제**명");
    }
    for (const part of ["갈공명", "7731-9264", "ㅈㄱㄱㅁ", "gongmyeong@"]) {
      await search(page, part);
      await expect(page.getByRole("main")).toContainText("검색 결과가 없습니다");
      await expect(rows(page)).toHaveCount(0);
    }

    await page.getByRole("button", { name: /빠른 이동/ }).click();
    const palette = page.getByRole("dialog", { name: "빠른 이동" });
    await typeIn(palette.getByRole("searchbox").or(palette.getByRole("textbox")), payment.id);
    await expect(palette).toContainText("제**명");
    await expect(palette).not.toContainText(personal);
  });
});

test("an operator sees the customer whole, and finds the payment by a part", async ({ page, sandbox }) => {
  const payment = await sandbox.createPayment({ customer, total: 12_000 });
  await page.goto(`/payments/${payment.id}`);
  await expect(page.getByText(customer.name).first()).toBeVisible();
  await expect(page.getByText(customer.phoneNumber)).toBeVisible();
  await search(page, `갈공명 ${payment.id}`);
  await expect(rows(page).filter({ hasText: payment.id })).toContainText(customer.name);
});

test.describe("as administrator", () => {
  test.use({ as: "admin" });

  test("the time is typed, a wrong one says why, and nothing is saved before the number of payments is shown", async ({
    page,
  }) => {
    await page.goto("/settings");
    const card = page.getByRole("region", { name: "보관 기간", exact: true });
    const isOn = card.getByRole("checkbox", { name: "보관 기간이 지난 고객 정보 지우기" });
    await isOn.check();
    const months = card.getByLabel("보관 기간 (개월)");
    await expect(months).toHaveValue("60");
    for (const wrong of ["0", "1e1", "121", "두 달"]) {
      await typeIn(months, wrong);
      await card.getByRole("button", { name: "보관 기간 저장" }).click();
      await expect(card).toContainText("1개월부터 120개월까지 입력하세요.");
    }
    await typeIn(months, "120개월");
    await card.getByRole("button", { name: "보관 기간 저장" }).click();
    const dialog = page.getByRole("dialog", { name: "120개월이 지난 고객 정보를 지울까요?" });
    await expect(dialog).toContainText("지금은 해당하는 결제가 없습니다.");
    expect(await violationsInBothLooks(page)).toEqual([]);
    await dialog.getByRole("button", { name: "닫기" }).click();
    await page.reload();
    await expect(isOn).not.toBeChecked();

    await isOn.check();
    await typeIn(months, "120");
    await card.getByRole("button", { name: "보관 기간 저장" }).click();
    await dialog.getByRole("button", { name: "저장하고 지우기" }).click();
    await expect(card).toContainText("저장했습니다. 120개월이 지난 고객 정보는");
    await page.reload();
    await expect(isOn).toBeChecked();
    await expect(months).toHaveValue("120");

    await isOn.uncheck();
    await card.getByRole("button", { name: "보관 기간 저장" }).click();
    await expect(card).toContainText("저장했습니다. 고객 정보를 지우지 않습니다.");
  });
});
