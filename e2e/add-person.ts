import { expect, type Page } from "@playwright/test";
import { typeIn } from "./keyboard";

type NewPerson = { name: string; email: string; role: string | RegExp };

/** Types a new person into the form of the members. */
export async function typePerson(admin: Page, { name, email, role }: NewPerson): Promise<void> {
  await typeIn(admin.getByLabel("이름", { exact: true }), name);
  await typeIn(admin.getByLabel("이메일"), email);
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
