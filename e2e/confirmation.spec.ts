// Sensitive actions ask again who the person is, five minutes after the last time.
import { typePerson } from "./add-person";
import { people } from "./desk";
import { typeIn } from "./keyboard";
import { expect, test } from "./test";
import { violationsInBothLooks } from "./violations";

/** A sign-in counts for five minutes. */
const confirmedMs = 5 * 60_000;

test.use({ as: null });

test("a change of a person waits for the password, and nothing is lost meanwhile", {
  tag: "@waits",
}, async ({ page }) => {
  test.setTimeout(confirmedMs + 60_000);
  await page.goto("/sign-in");
  await typeIn(page.getByLabel("이메일"), people.admin.email);
  await typeIn(page.getByLabel("비밀번호", { exact: true }), people.admin.password);
  await page.getByRole("button", { name: "로그인" }).click();
  await expect(page).not.toHaveURL(/sign-in/);
  const signedInAt = Date.now();
  const person = { name: "남윤아", email: "confirmed@example.com" };
  const add = page.getByRole("button", { name: "추가하기" });
  const fill = async () => {
    await page.goto("/people");
    await typePerson(page, { ...person, role: /^조회/ });
    await page.getByRole("radio", { name: "임시 비밀번호 만들기" }).check();
  };
  await page.waitForTimeout(Math.max(0, signedInAt + confirmedMs - Date.now()));

  await fill();
  await add.click();
  const dialog = page.getByRole("dialog", { name: "본인 확인" });
  const password = dialog.getByLabel("비밀번호", { exact: true });
  await expect(password).toBeFocused();
  expect(await violationsInBothLooks(page)).toEqual([]);
  await typeIn(password, "a wrong password");
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("alert")).toContainText("비밀번호가 맞지 않습니다.");
  await expect(password).toBeFocused();
  // Closing it is no confirmation: the form stays as it is.
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole("alert").filter({ hasText: "본인 확인이 필요합니다." })).toBeVisible();
  await expect(page.getByRole("cell", { name: new RegExp(person.name) })).toHaveCount(0);
  await expect(page.getByLabel("이메일")).toHaveValue(person.email);

  await add.click();
  await typeIn(password, people.admin.password);
  await page.keyboard.press("Enter");
  await expect(page.locator("p.font-mono")).toHaveText(/^[a-z2-9]{5}(-[a-z2-9]{5}){3}$/);
  await expect(dialog).toHaveCount(0);
  // The next one is not asked for.
  person.name = "남윤서";
  person.email = "confirmed-2@example.com";
  await fill();
  await add.click();
  await expect(page.locator("p.font-mono")).toHaveText(/^[a-z2-9]{5}(-[a-z2-9]{5}){3}$/);
});
