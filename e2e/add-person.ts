import { type Browser, expect, type Page } from "@playwright/test";
import { stateFile } from "./desk";
import { typeIn } from "./keyboard";

type NewPerson = { name: string; email: string; role: string | RegExp };

/** Types a new person into the form of the members. */
export async function typePerson(admin: Page, { name, email, role }: NewPerson): Promise<void> {
  await typeIn(admin.getByLabel("이름", { exact: true }), name);
  await typeIn(admin.getByRole("textbox", { name: "이메일" }), email);
  await admin.getByRole("radio", { name: role }).check();
}

/** Adds a person and returns the temporary password. */
export async function addPersonByHand(admin: Page, person: NewPerson): Promise<string> {
  await admin.goto("/people");
  await typePerson(admin, person);
  await admin.getByRole("radio", { name: "임시 비밀번호 만들기" }).check();
  await admin.getByRole("button", { name: "추가하기" }).click();
  const temporary = (await admin.locator("p.font-mono").textContent()) ?? "";
  expect(temporary).toMatch(/^[a-z2-9]{5}(-[a-z2-9]{5}){3}$/);
  return temporary;
}

export const ownPassword = "a kettle on the moon";

/** Signs `page` in as a new person, who has set a password of their own. */
export async function signInAsNew(page: Page, browser: Browser, person: NewPerson): Promise<void> {
  const admins = await browser.newContext({ locale: "ko-KR", storageState: stateFile("admin") });
  const temporary = await addPersonByHand(await admins.newPage(), person);
  await admins.close();
  await page.goto("/sign-in");
  await typeIn(page.getByLabel("이메일"), person.email);
  await typeIn(page.getByLabel("비밀번호", { exact: true }), temporary);
  await page.getByRole("button", { name: "로그인", exact: true }).click();
  await typeIn(page.getByLabel("임시 비밀번호"), temporary);
  await typeIn(page.getByLabel("새 비밀번호"), ownPassword);
  await page.getByRole("button", { name: "설정하고 계속하기" }).click();
  await expect(page).toHaveURL(/localhost:\d+\/$/);
}
