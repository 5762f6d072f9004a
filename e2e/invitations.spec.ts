// A person gets a link by mail, sets a password once, and signs in; an administrator sends a new one.
import type { Browser, Page } from "@playwright/test";
import { ownPassword, signInAsNew, typePerson } from "./add-person";
import { typeIn } from "./keyboard";
import { linkMailedTo, refusedDomain } from "./mail";
import { chooseInMenu } from "./row-menu";
import { expect, test } from "./test";
import { violationsInBothLooks } from "./violations";

test.use({ as: "admin" });
// One after the other: all come from one address, and the last one uses up the attempts of that address.
test.describe.configure({ mode: "default" });

const row = (page: Page, email: string) => page.getByRole("row").filter({ hasText: email });

async function stranger(browser: Browser): Promise<Page> {
  return (
    await browser.newContext({ locale: "ko-KR", storageState: { cookies: [], origins: [] } })
  ).newPage();
}

async function addByMail(page: Page): Promise<void> {
  await page.getByRole("radio", { name: "초대 메일 보내기" }).check();
  await page.getByRole("button", { name: "추가하기" }).click();
}

async function setPassword(page: Page, password: string): Promise<void> {
  await typeIn(page.getByLabel("비밀번호", { exact: true }), password);
  await page.getByRole("button", { name: "설정하기" }).click();
}

async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.goto("/sign-in");
  await typeIn(page.getByLabel("이메일"), email);
  await typeIn(page.getByLabel("비밀번호", { exact: true }), password);
  await page.getByRole("button", { name: "로그인", exact: true }).click();
}

test("an invited person sets a password by the link, once", async ({ page, browser }) => {
  const email = `invited-${Date.now()}@example.com`;
  await page.goto("/people");
  await typePerson(page, { name: "남궁초대", email, role: /^조회/ });
  await addByMail(page);
  await expect(page.getByText(`${email} 주소로 비밀번호를 정하는 링크를 보냈습니다.`)).toBeVisible();
  await expect(row(page, email)).toContainText("초대 메일 보냄");
  expect(await violationsInBothLooks(page), "after the invitation").toEqual([]);
  const link = await linkMailedTo(email);

  const theirs = await stranger(browser);
  await theirs.goto(link);
  expect(await violationsInBothLooks(theirs), "the link").toEqual([]);
  await setPassword(theirs, "password1234");
  await expect(theirs.getByRole("alert").filter({ hasText: "많이 사용되는 비밀번호입니다." })).toBeVisible();
  await setPassword(theirs, "a kettle on the moon");
  await expect(theirs.getByRole("heading", { name: "비밀번호를 설정했습니다" })).toBeVisible();
  expect(theirs.url()).not.toContain("#");
  await signIn(theirs, email, "a kettle on the moon");
  await expect(theirs).toHaveURL(/localhost:\d+\/$/);
  await page.reload();
  await expect(row(page, email)).toBeVisible();
  await expect(row(page, email)).not.toContainText("초대 메일 보냄");

  const again = await stranger(browser);
  await again.goto(link);
  await setPassword(again, "another kettle at sea");
  await expect(
    again
      .getByRole("alert")
      .filter({ hasText: "이미 사용했거나, 기한(72시간)이 지났거나, 일부가 빠진 링크입니다." }),
  ).toBeVisible();
  for (const opened of [theirs, again]) await opened.context().close();
});

test("the link of a reset ends the session and the password of before", async ({ page, browser }) => {
  // Four sign-ins by keys, each with a hash: 16 seconds alone, 40 beside a build.
  test.setTimeout(90_000);
  const email = `reset-${Date.now()}@example.com`;
  const name = "선우재설정";
  const theirs = await stranger(browser);
  await signInAsNew(theirs, browser, { name, email, role: /^조회/ });
  await page.goto("/people");

  await chooseInMenu(row(page, email), `${name} 관리 메뉴`, "비밀번호 재설정 메일");
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("지금 비밀번호로는 더 이상 로그인할 수 없습니다.");
  expect(await violationsInBothLooks(page), "a reset").toEqual([]);
  await dialog.getByRole("button", { name: "메일 보내기" }).click();
  await expect(dialog).toContainText(`${email} 주소로 비밀번호를 정하는 링크를 보냈습니다.`);
  await dialog.getByRole("button", { name: "닫기" }).click();
  await expect(row(page, email)).toContainText("재설정 메일 보냄");
  await theirs.goto("/payments");
  await expect(theirs).toHaveURL(/sign-in/);
  await signIn(theirs, email, ownPassword);
  await expect(
    theirs.getByRole("alert").filter({ hasText: "이메일 또는 비밀번호가 맞지 않습니다." }),
  ).toBeVisible();
  await theirs.goto(await linkMailedTo(email));
  await setPassword(theirs, "another kettle at sea");
  await expect(theirs.getByRole("heading", { name: "비밀번호를 설정했습니다" })).toBeVisible();
  await signIn(theirs, email, "another kettle at sea");
  await expect(theirs).toHaveURL(/localhost:\d+\/$/);
  await theirs.context().close();
});

test("a mail that the server refuses is said, and the person can get a temporary password", async ({
  page,
}) => {
  const email = `nobody-${Date.now()}@${refusedDomain}`;
  const name = "변우편";
  await page.goto("/people");
  await typePerson(page, { name, email, role: /^조회/ });
  await addByMail(page);
  await expect(page.getByRole("alert").filter({ hasText: "메일을 보내지 못했습니다" })).toBeVisible();
  await expect(row(page, email)).toContainText("메일 실패");
  await chooseInMenu(row(page, email), `${name} 관리 메뉴`, "새 비밀번호");
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "새 비밀번호 만들기" }).click();
  await expect(dialog.locator("p.font-mono")).toHaveText(/^[a-z2-9]{5}(-[a-z2-9]{5}){3}$/);
  await page.reload();
  await expect(row(page, email)).toContainText("임시 비밀번호");
});

test("wrong and cut-off links are refused, and a right one works for whoever tried wrong ones", async ({
  page,
  browser,
}) => {
  const email = `tries-${Date.now()}@example.com`;
  await page.goto("/people");
  await typePerson(page, { name: "도링크", email, role: /^조회/ });
  await addByMail(page);
  const link = await linkMailedTo(email);
  const theirs = await stranger(browser);
  await theirs.goto("/invitation#cut-off");
  await setPassword(theirs, "a kettle on the moon");
  const refusal = theirs.getByRole("alert").filter({ hasText: /링크입니다|뒤 다시 시도해/ });
  await expect(refusal).toContainText("일부가 빠진 링크입니다.");
  await expect(async () => {
    await theirs.goto(`/invitation#${"x".repeat(43)}`);
    const answered = theirs.waitForResponse((response) => response.request().method() === "POST");
    await setPassword(theirs, "a kettle on the moon");
    await answered;
    await expect(refusal).toContainText(/시도 횟수가 너무 많습니다\. \d+(초|분) 뒤 다시 시도해 주세요/, {
      timeout: 500,
    });
  }).toPass({ intervals: [0] });
  await theirs.goto(link);
  await setPassword(theirs, "a kettle on the moon");
  await expect(theirs.getByRole("heading", { name: "비밀번호를 설정했습니다" })).toBeVisible();
  await theirs.context().close();
});
