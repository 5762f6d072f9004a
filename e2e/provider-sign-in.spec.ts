// People sign in by the company's OpenID provider, which is a real one with its own forms.
import type { Page } from "@playwright/test";
import { typePerson } from "./add-person";
import { stateFile } from "./desk";
import { setClaims, signInAtProvider, signInProviderName, withoutProviderFonts } from "./provider";
import { chooseInMenu } from "./row-menu";
import { expect, test } from "./test";
import { violationsInBothLooks } from "./violations";

test.use({ as: null });
test.beforeEach(({ context }) => withoutProviderFonts(context));

const byProvider = (page: Page) => page.getByRole("link", { name: `${signInProviderName} 계정으로 로그인` });
const refusal = (page: Page, text: string | RegExp) => page.getByRole("alert").filter({ hasText: text });

function claimsOf(login: string, groups: readonly string[]) {
  return { email: `${login}@example.com`, email_verified: true, name: "한회사", groups };
}

test("a new person of a group signs in, is a member, and gets the role of a new group at the next sign-in", async ({
  page,
  browser,
}) => {
  const login = `new-${Date.now()}`;
  setClaims(login, claimsOf(login, ["refund-operators", "everybody"]));
  await page.goto("/payments?tab=paid");
  expect(await violationsInBothLooks(page), "the sign-in").toEqual([]);
  await byProvider(page).click();
  await signInAtProvider(page, login);
  await expect(page).toHaveURL(/\/payments\?tab=paid$/);
  await page.goto("/account");
  await expect(page.getByRole("main")).toContainText(`${login}@example.com`);
  await expect(page.getByRole("main")).toContainText("운영");
  await expect(page.getByRole("heading", { name: "비밀번호 변경" })).toHaveCount(0);

  const admins = await browser.newContext({ locale: "ko-KR", storageState: stateFile("admin") });
  const admin = await admins.newPage();
  await admin.goto("/people");
  await expect(admin.getByRole("row").filter({ hasText: login })).toContainText("회사 계정");
  await admins.close();

  setClaims(login, claimsOf(login, ["refund-viewers"]));
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "로그아웃" }).click();
  await byProvider(page).click();
  await expect(page).toHaveURL(/localhost:\d+\/$/);
  await page.goto("/account");
  await expect(page.getByRole("main")).toContainText("조회");
});

test("a member who is added for it signs in by the verified address of the company account", async ({
  page,
  browser,
}) => {
  const login = `added-${Date.now()}`;
  const admins = await browser.newContext({ locale: "ko-KR", storageState: stateFile("admin") });
  const admin = await admins.newPage();
  await admin.goto("/people");
  await expect(admin.getByRole("region", { name: "회사 계정 로그인" })).toContainText(signInProviderName);
  await typePerson(admin, { name: "구본인", email: `${login}@example.com`, role: /^승인/ });
  await expect(admin.getByRole("radio", { name: "회사 계정으로 로그인하게 하기" })).toBeChecked();
  await admin.getByRole("button", { name: "추가하기" }).click();
  await expect(admin.getByText(`${login}@example.com 회사 계정으로 로그인할 수 있습니다.`)).toBeVisible();
  expect(await violationsInBothLooks(admin), "after a member was added").toEqual([]);
  await admins.close();

  setClaims(login, claimsOf(login, ["refund-operators"]));
  await page.goto("/sign-in");
  await byProvider(page).click();
  await signInAtProvider(page, login);
  await page.goto("/account");
  await expect(page.getByRole("main")).toContainText("구본인");
});

test("who may not sign in reads why, in both languages", async ({ page }) => {
  const login = `out-${Date.now()}`;
  setClaims(login, claimsOf(login, ["everybody"]));
  await page.goto("/sign-in");
  await byProvider(page).click();
  await signInAtProvider(page, login);
  await expect(refusal(page, "환불데스크를 사용할 수 있는 그룹에 속해 있지 않습니다.")).toBeVisible();
  expect(await violationsInBothLooks(page), "a refusal").toEqual([]);

  setClaims(login, { ...claimsOf(login, ["refund-viewers"]), email_verified: false });
  await page.getByRole("button", { name: "English" }).click();
  await page.getByRole("link", { name: `Sign in with ${signInProviderName}` }).click();
  await expect(refusal(page, `${signInProviderName} has not verified your email address.`)).toBeVisible();
  await page.goto("/payments");
  await expect(page).toHaveURL(/sign-in/);
});

test("who turns back at the provider can try again", async ({ page }) => {
  await page.goto("/sign-in");
  await byProvider(page).click();
  await page.getByRole("link", { name: /Cancel/ }).click();
  await expect(refusal(page, `${signInProviderName}에서 로그인을 취소했거나 거절했습니다.`)).toBeVisible();
  await expect(byProvider(page)).toBeVisible();
});

test("an administrator unlinks a company account, whose session ends", async ({ page, browser }) => {
  const login = `unlinked-${Date.now()}`;
  setClaims(login, claimsOf(login, ["refund-viewers"]));
  await page.goto("/sign-in");
  await byProvider(page).click();
  await signInAtProvider(page, login);
  await expect(page).toHaveURL(/localhost:\d+\/$/);

  const admins = await browser.newContext({ locale: "ko-KR", storageState: stateFile("admin") });
  const admin = await admins.newPage();
  await admin.goto("/people");
  const row = admin.getByRole("row").filter({ hasText: login });
  await chooseInMenu(row, "한회사 관리 메뉴", "회사 계정 연결 해제");
  const dialog = admin.getByRole("dialog", { name: "한회사님의 회사 계정 연결을 해제할까요?" });
  await expect(dialog).toContainText(`${login}@example.com`);
  expect(await violationsInBothLooks(admin), "the dialog").toEqual([]);
  await dialog.getByRole("button", { name: "연결 해제하기" }).click();
  await expect(row).not.toContainText("회사 계정");
  await admins.close();
  await page.goto("/payments");
  await expect(page).toHaveURL(/sign-in/);
});

test("an answer counts once, and only in the browser that began", async ({ page, browser }) => {
  const login = `once-${Date.now()}`;
  setClaims(login, claimsOf(login, ["refund-viewers"]));
  const over = "시간이 지났거나 다른 브라우저에서 시작한 로그인입니다.";
  const answers: string[] = [];
  page.on("request", (request) => {
    if (request.url().includes("/sign-in/provider/callback?")) answers.push(request.url());
  });
  await page.goto("/sign-in");
  await byProvider(page).click();
  await signInAtProvider(page, login);
  await expect(page).toHaveURL(/localhost:\d+\/$/);
  const answer = answers[0] ?? "";
  const strangerContext = await browser.newContext({ locale: "ko-KR" });
  await withoutProviderFonts(strangerContext);
  const stranger = await strangerContext.newPage();
  await stranger.goto(answer);
  await expect(refusal(stranger, over)).toBeVisible();
  // A flow of the stranger's own does not take the answer of another one, and goes on afterwards.
  const strangers = `stranger-${Date.now()}`;
  setClaims(strangers, claimsOf(strangers, ["refund-viewers"]));
  await byProvider(stranger).click();
  await expect(stranger.getByPlaceholder("Enter any login")).toBeVisible();
  const own = stranger.url();
  await stranger.goto(answer);
  await expect(refusal(stranger, over)).toBeVisible();
  await stranger.goto(own);
  await signInAtProvider(stranger, strangers);
  await expect(stranger).toHaveURL(/localhost:\d+\/$/);
  await stranger.context().close();
  await page.goto(answer);
  await expect(refusal(page, over)).toBeVisible();
  await expect(page.getByText("이미 로그인되어 있습니다")).toBeVisible();
});
