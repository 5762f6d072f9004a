// Steps that the tests of the second factor and of passkeys share.
import { type Browser, expect, type Page } from "@playwright/test";
import { stateFile } from "./desk";
import { typeIn } from "./keyboard";
import { chooseInMenu } from "./row-menu";

export async function sendPassword(page: Page, email: string, password: string): Promise<void> {
  await page.goto("/sign-in");
  await typeIn(page.getByLabel("이메일"), email);
  await typeIn(page.getByLabel("비밀번호", { exact: true }), password);
  await page.getByRole("button", { name: "로그인", exact: true }).click();
}

/** Runs `run` with a page of an administrator in a browser of its own. */
export async function asAdmin<Value>(browser: Browser, run: (page: Page) => Promise<Value>): Promise<Value> {
  const context = await browser.newContext({ storageState: stateFile("admin"), locale: "ko-KR" });
  const value = await run(await context.newPage());
  await context.close();
  return value;
}

/** Copies the role of viewers to one that needs a second factor. Ends on the page of the members. */
export async function addRoleWithFactor(admin: Page, role: string): Promise<void> {
  await admin.goto("/people");
  const roles = admin.getByRole("region", { name: "역할" });
  const dialog = admin.getByRole("dialog");
  await chooseInMenu(roles, "조회 관리 메뉴", "복사해서 만들기");
  await typeIn(dialog.getByLabel("역할 이름"), role);
  await dialog.getByRole("button", { name: "저장하기" }).click();
  await expect(dialog).toHaveCount(0);
  await chooseInMenu(roles, `${role} 관리 메뉴`, "2단계 인증 필수로 변경");
  await dialog.getByRole("button", { name: "변경하기" }).click();
  await expect(roles.getByRole("listitem").filter({ hasText: role })).toContainText("2단계 인증 필수");
}
