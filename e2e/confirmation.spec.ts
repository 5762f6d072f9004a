// Sensitive actions ask again who the person is, five minutes after the last time.

import type { Browser, Page } from "@playwright/test";
import { ownPassword, signInAsNew, typePerson } from "./add-person";
import { people } from "./desk";
import { typeIn } from "./keyboard";
import { addPasskeyDevice } from "./passkey-device";
import { setClaims, signInAtProvider, signInProviderName, withoutProviderFonts } from "./provider";
import { expect, test } from "./test";
import { violationsInBothLooks } from "./violations";

const login = `confirmed-${Date.now()}`;

/** A sign-in counts for five minutes. */
const confirmedMs = 5 * 60_000;

test.use({ as: null });

test("a change of a person waits for the password, and nothing is lost meanwhile", {
  tag: "@waits",
}, async ({ page, browser }) => {
  test.setTimeout(confirmedMs + 90_000);
  const byProvider = await (await browser.newContext({ locale: "ko-KR" })).newPage();
  await signInByProvider(byProvider);
  const byPasskey = await (await browser.newContext({ locale: "ko-KR" })).newPage();
  await addFirstPasskey(byPasskey, browser);
  await page.goto("/sign-in");
  await typeIn(page.getByLabel("이메일"), people.admin.email);
  await typeIn(page.getByLabel("비밀번호", { exact: true }), people.admin.password);
  await page.getByRole("button", { name: "로그인", exact: true }).click();
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
  await expect(page.getByRole("textbox", { name: "이메일" })).toHaveValue(person.email);

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
  await confirmByProvider(byProvider);
  await byProvider.context().close();
  await confirmByPasskey(byPasskey);
  await byPasskey.context().close();
});

async function signInByProvider(page: Page): Promise<void> {
  setClaims(login, {
    email: `${login}@example.com`,
    email_verified: true,
    name: "한회사",
    groups: ["refund-admins"],
  });
  await withoutProviderFonts(page.context());
  await page.goto("/sign-in");
  await page.getByRole("link", { name: `${signInProviderName} 계정으로 로그인` }).click();
  await signInAtProvider(page, login);
  await expect(page).toHaveURL(/localhost:\d+\/$/);
}

/** The person signs in again in another tab. What was typed waits in the first one. */
async function confirmByProvider(page: Page): Promise<void> {
  await page.goto("/people");
  await typePerson(page, { name: "남윤주", email: "confirmed-3@example.com", role: /^조회/ });
  await page.getByRole("radio", { name: "임시 비밀번호 만들기" }).check();
  await page.getByRole("button", { name: "추가하기" }).click();
  const dialog = page.getByRole("dialog", { name: "본인 확인" });
  const opened = page.waitForEvent("popup");
  await dialog.getByRole("link", { name: "새 탭에서 다시 로그인하기" }).click();
  const tab = await opened;
  await dialog.getByRole("button", { name: "계속하기" }).click();
  await expect(dialog.getByRole("alert")).toContainText("아직 확인되지 않았습니다.");
  expect(await violationsInBothLooks(page)).toEqual([]);
  await typeIn(tab.getByPlaceholder("Enter any login"), login);
  await typeIn(tab.getByPlaceholder("and password"), "any");
  await tab.getByRole("button", { name: "Sign-in" }).click();
  await expect(tab.getByRole("heading", { name: "본인 확인을 마쳤습니다" })).toBeVisible();
  await tab.close();
  await page.bringToFront();
  await dialog.getByRole("button", { name: "계속하기" }).click();
  await expect(page.locator("p.font-mono")).toHaveText(/^[a-z2-9]{5}(-[a-z2-9]{5}){3}$/);
}

const passkeys = (page: Page) => page.getByRole("region", { name: "패스키" });

async function addFirstPasskey(page: Page, browser: Browser): Promise<void> {
  const person = { name: "남지문", email: `${login}-passkey@example.com`, role: /^조회/ };
  await signInAsNew(page, browser, person);
  await addPasskeyDevice(page);
  await page.goto("/account");
  await passkeys(page).getByRole("button", { name: "패스키 추가" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "추가하기" }).click();
  await expect(passkeys(page).getByRole("listitem")).toHaveCount(1);
}

/** The password alone sets up no authenticator beside the passkey. A dialog that waits for the confirmation stays open below it, with what was typed. */
async function confirmByPasskey(page: Page): Promise<void> {
  const dialog = page.getByRole("dialog", { name: "본인 확인" });
  await page.getByRole("region", { name: "2단계 인증" }).getByRole("button", { name: "설정하기" }).click();
  const setUp = page.getByRole("dialog", { name: "2단계 인증 설정" });
  await typeIn(setUp.getByLabel("비밀번호", { exact: true }), ownPassword);
  await setUp.getByRole("button", { name: "계속하기" }).click();
  await expect(dialog).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(setUp.getByRole("alert")).toContainText("본인 확인이 필요합니다.");
  await page.keyboard.press("Escape");

  await passkeys(page).getByRole("button", { name: "패스키 추가" }).click();
  const add = page.getByRole("dialog", { name: "패스키 추가" });
  await typeIn(add.getByLabel("패스키 이름"), "두 번째 기기");
  await add.getByRole("button", { name: "추가하기" }).click();
  const byKey = dialog.getByRole("button", { name: "패스키로 확인하기" });
  await expect(byKey).toBeFocused();
  expect(await violationsInBothLooks(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(add.getByRole("alert")).toContainText("본인 확인이 필요합니다.");
  await expect(add.getByLabel("패스키 이름")).toHaveValue("두 번째 기기");
  await add.getByRole("button", { name: "추가하기" }).click();
  await expect(byKey).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(dialog).toHaveCount(0);
  // Confirmed: the device itself is asked, which has one already.
  await expect(add.getByRole("alert")).toContainText("이 기기에는 이미 본인의 패스키가 있습니다.");
  await page.keyboard.press("Escape");
  await passkeys(page)
    .getByRole("button", { name: /삭제하기$/ })
    .click();
  await page.getByRole("dialog").getByRole("button", { name: "삭제하기" }).click();
  await expect(passkeys(page).getByRole("status")).toContainText("패스키를 삭제했습니다.");
  await expect(passkeys(page).getByRole("listitem")).toHaveCount(0);
}
