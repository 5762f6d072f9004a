// Passkeys: as the second factor, as the whole sign-in, as what a role needs, and after a reset.
import type { Page } from "@playwright/test";
import { addPersonByHand, ownPassword, signInAsNew } from "./add-person";
import { boxesIn, expectTypedText, typeIn } from "./keyboard";
import { addPasskeyDevice } from "./passkey-device";
import { chooseInMenu } from "./row-menu";
import { addRoleWithFactor, asAdmin, sendPassword } from "./second-factor-steps";
import { expect, test } from "./test";
import { violationsInBothLooks } from "./violations";

test.use({ as: null, permissions: ["clipboard-read", "clipboard-write"] });
// The sign-in page offers passkeys while anybody has one: the person of the first test keeps it.
test.describe.configure({ mode: "serial" });

const card = (page: Page) => page.getByRole("region", { name: "패스키" });
const byPasskey = (page: Page) => page.getByRole("button", { name: "패스키로 로그인" });

async function signOut(page: Page): Promise<void> {
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "로그아웃" }).click();
  await expect(byPasskey(page)).toBeVisible();
}

test("with a passkey a person signs in without a password, and not by the password alone", async ({
  page,
  browser,
}) => {
  const person = { name: "표패스", email: `passkey-${Date.now()}@example.com`, role: /^조회/ };
  await signInAsNew(page, browser, person);
  const device = await addPasskeyDevice(page);
  await page.goto("/account");
  await card(page).getByRole("button", { name: "패스키 추가" }).click();
  const dialog = page.getByRole("dialog");
  const name = dialog.getByLabel("패스키 이름");
  await expect(name).toHaveValue(/Chrome/);
  expect(await violationsInBothLooks(page), "the dialog").toEqual([]);
  const inputMethod = await page.context().newCDPSession(page);
  await expectTypedText(page, inputMethod, boxesIn(dialog).first(), { n: 0, runs: 3 });
  await name.press("ControlOrMeta+a");
  await name.press("Delete");
  await dialog.getByRole("button", { name: "추가하기" }).click();
  await expect(dialog).toContainText("이름을 입력해 주세요.");
  await typeIn(name, "회사 노트북");
  // The person does not pass the lock of the device.
  await device.setVerified(false);
  await dialog.getByRole("button", { name: "추가하기" }).click();
  await expect(dialog.getByRole("alert")).toContainText("패스키 확인이 취소되었거나 시간이 지났습니다.");
  await device.setVerified(true);
  await dialog.getByRole("button", { name: "추가하기" }).click();
  await expect(card(page).getByRole("listitem")).toContainText("회사 노트북");
  await expect(card(page).getByRole("status")).toContainText("패스키를 추가했습니다.");
  await expect(page.getByRole("region", { name: "2단계 인증" })).toContainText("패스키로 사용 중");
  await card(page).getByRole("button", { name: "패스키 추가" }).click();
  await dialog.getByRole("button", { name: "추가하기" }).click();
  await expect(dialog.getByRole("alert")).toContainText("이 기기에는 이미 본인의 패스키가 있습니다.");

  await signOut(page);
  await sendPassword(page, person.email, ownPassword);
  await expect(page.getByRole("heading", { name: "2단계 인증" })).toBeVisible();
  expect(await violationsInBothLooks(page), "the second step").toEqual([]);
  const around = await page.context().newPage();
  await around.goto("/payments");
  await expect(around).toHaveURL(/\/sign-in/);
  await around.close();
  await device.setVerified(false);
  await byPasskey(page).click();
  await expect(page.getByRole("alert").filter({ hasText: "패스키 확인이 취소되었거나" })).toBeVisible();
  await device.setVerified(true);
  await byPasskey(page).click();
  await expect(page).toHaveURL(/localhost:\d+\/$/);

  await signOut(page);
  await page.goto("/payments?tab=all");
  await byPasskey(page).click();
  await expect(page).toHaveURL(/\/payments\?tab=all$/);
});

test("a passkey is what a role needs, and a reset asks for a new one before anything else", async ({
  page,
  browser,
}) => {
  const role = `패스키 ${Date.now()}`;
  const person = { name: "표필수", email: `needs-passkey-${Date.now()}@example.com`, role };
  let temporary = "";
  await asAdmin(browser, async (admin) => {
    await addRoleWithFactor(admin, role);
    temporary = await addPersonByHand(admin, person);
  });
  await sendPassword(page, person.email, temporary);
  await typeIn(page.getByLabel("임시 비밀번호"), temporary);
  await typeIn(page.getByLabel("새 비밀번호"), ownPassword);
  await page.getByRole("button", { name: "설정하고 계속하기" }).click();
  await expect(page).toHaveURL(/localhost:\d+\/$/);
  await addPasskeyDevice(page);
  await page.goto("/account");
  await card(page).getByRole("button", { name: "패스키 추가" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "추가하기" }).click();
  await expect(card(page).getByRole("listitem")).toHaveCount(1);
  await expect(page.getByText("설정 기한:")).toHaveCount(0);
  await card(page)
    .getByRole("button", { name: /삭제하기$/ })
    .click();
  await page.getByRole("dialog").getByRole("button", { name: "삭제하기" }).click();
  await expect(page.getByRole("dialog")).toContainText("마지막 패스키를 삭제할 수 없습니다.");

  await asAdmin(browser, async (admin) => {
    await admin.goto("/people");
    await chooseInMenu(admin.getByRole("main"), `${person.name} 관리 메뉴`, "2단계 인증 초기화");
    await admin.getByRole("dialog").getByRole("button", { name: "초기화하기" }).click();
    await expect(admin.getByRole("dialog")).toHaveCount(0);
  });
  await page.goto("/payments?tab=all");
  await byPasskey(page).click();
  await expect(page.getByRole("alert").filter({ hasText: "삭제된 패스키이거나" })).toBeVisible();
  await typeIn(page.getByLabel("이메일"), person.email);
  await typeIn(page.getByLabel("비밀번호", { exact: true }), ownPassword);
  await page.getByRole("button", { name: "로그인", exact: true }).click();
  await expect(page.getByRole("heading", { name: "2단계 인증을 설정해 주세요" })).toBeVisible();
  await page.getByRole("button", { name: "인증 앱 대신 패스키 추가하기" }).click();
  const main = page.getByRole("main");
  await typeIn(main.getByLabel("비밀번호", { exact: true }), ownPassword);
  await main.getByRole("button", { name: "계속하기" }).click();
  expect(await violationsInBothLooks(page), "the first passkey").toEqual([]);
  await main.getByRole("button", { name: "추가하기" }).click();
  await expect(page).toHaveURL(/\/payments\?tab=all$/);
  await expect(page.getByText("2단계 인증을 초기화했습니다.")).toBeVisible();
});
