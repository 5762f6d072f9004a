// An authenticator app as second factor, and the attacks on it: a code that is used twice, a recovery code that is used twice,
// guessing, and going around it.
import type { APIRequestContext, Browser, BrowserContext, Page } from "@playwright/test";
import { codeOfApp } from "@/tests/support/authenticator";
import { addPersonByHand } from "./add-person";
import { builtActions, callAction, origin } from "./built-actions";
import { stateFile } from "./desk";
import { boxesIn, expectTypedText, typeIn } from "./keyboard";
import { chooseInMenu } from "./row-menu";
import { addRoleWithFactor, asAdmin, sendPassword } from "./second-factor-steps";
import { expect, test } from "./test";
import { violationsInBothLooks } from "./violations";

test.use({ as: null, permissions: ["clipboard-read", "clipboard-write"] });
test.describe.configure({ mode: "serial" });

const person = { name: "정이중", email: "two-steps@example.com", password: "a phrase of two steps 42" };
let secret = "";
let recoveryCodes: string[] = [];

const typePassword = (page: Page, password = person.password) => sendPassword(page, person.email, password);

test("a person sets up an authenticator app and keeps the recovery codes", async ({ page, browser }) => {
  const temporary = await asAdmin(browser, (admin) =>
    addPersonByHand(admin, { name: person.name, email: person.email, role: /^조회/ }),
  );
  await typePassword(page, temporary);
  await expect(page).toHaveURL(/new-password/);
  await typeIn(page.getByLabel("임시 비밀번호"), temporary);
  await typeIn(page.getByLabel("새 비밀번호"), person.password);
  await page.getByRole("button", { name: "설정하고 계속하기" }).click();
  await expect(page).not.toHaveURL(/new-password/);

  await page.goto("/account");
  const card = page.getByRole("region", { name: "2단계 인증" });
  await expect(card).toContainText("사용 안 함");
  await card.getByRole("button", { name: "설정하기" }).click();
  const dialog = page.getByRole("dialog");
  await typeIn(dialog.getByLabel("비밀번호", { exact: true }), "a wrong password");
  await dialog.getByRole("button", { name: "계속하기" }).click();
  await expect(dialog).toContainText("비밀번호가 맞지 않습니다.");
  await typeIn(dialog.getByLabel("비밀번호", { exact: true }), person.password);
  await dialog.getByRole("button", { name: "계속하기" }).click();
  await expect(dialog.getByRole("img", { name: "인증 앱에 등록할 QR 코드" })).toBeVisible();
  secret = ((await dialog.locator("span.font-mono").textContent()) ?? "").replaceAll(" ", "");
  expect(secret).toMatch(/^[A-Z2-7]{32,}$/);
  expect(await violationsInBothLooks(page)).toEqual([]);
  const inputMethod = await page.context().newCDPSession(page);
  await expectTypedText(page, inputMethod, boxesIn(dialog).first(), { n: 0, runs: 3 });
  await typeIn(dialog.getByLabel("인증 코드"), "12 34 5");
  await dialog.getByRole("button", { name: "확인하기" }).click();
  await expect(dialog).toContainText("6자리 숫자를 입력해 주세요.");
  await typeIn(dialog.getByLabel("인증 코드"), wrongCode());
  await dialog.getByRole("button", { name: "확인하기" }).click();
  await expect(dialog).toContainText("코드가 맞지 않습니다.");
  // The code of the step before, so that the next sign-in has an unused one.
  await typeIn(dialog.getByLabel("인증 코드"), codeOfApp(secret, -1));
  await dialog.getByRole("button", { name: "확인하기" }).click();
  await expect(dialog).toContainText("복구 코드는 지금만 볼 수 있습니다.");
  recoveryCodes = await dialog.getByRole("listitem").allTextContents();
  expect(new Set(recoveryCodes).size).toBe(10);
  await dialog.getByRole("button", { name: "보관했습니다" }).click();
  await expect(card).toContainText("사용 중");
});

function wrongCode(): string {
  const right = [-1, 0, 1].map((step) => codeOfApp(secret, step));
  return ["000000", "111111", "222222", "333333"].find((code) => !right.includes(code)) ?? "";
}

test("the password alone opens nothing; each code opens the desk once", async ({ page, browser }) => {
  await typePassword(page);
  await expect(page.getByRole("heading", { name: "2단계 인증" })).toBeVisible();
  expect(await violationsInBothLooks(page)).toEqual([]);
  // Around the second step.
  const around = await page.context().newPage();
  await around.goto("/payments");
  await expect(around).toHaveURL(/\/sign-in/);
  await around.close();

  await typeIn(page.getByLabel("인증 코드"), wrongCode());
  await page.getByRole("button", { name: "로그인", exact: true }).click();
  await expect(page.locator("form").getByRole("alert")).toContainText(
    "코드가 맞지 않거나 이미 사용한 코드입니다.",
  );
  const code = codeOfApp(secret);
  await typeIn(page.getByLabel("인증 코드"), code);
  await page.getByRole("button", { name: "로그인", exact: true }).click();
  await expect(page).not.toHaveURL(/sign-in/);

  const thief = await newBrowser(browser);
  const stolen = await thief.newPage();
  await typePassword(stolen);
  await typeIn(stolen.getByLabel("인증 코드"), code);
  await stolen.getByRole("button", { name: "로그인", exact: true }).click();
  await expect(stolen.locator("form").getByRole("alert")).toContainText("이미 사용한 코드");
  await stolen.goto("/payments");
  await expect(stolen).toHaveURL(/\/sign-in/);
  await thief.close();
});

test("a recovery code opens the desk once, also in another case of letters it does not", async ({
  page,
  browser,
}) => {
  const [code = ""] = recoveryCodes;
  await typePassword(page);
  await page.getByRole("button", { name: "복구 코드로 로그인하기" }).click();
  await typeIn(page.getByLabel("복구 코드"), ` ${code.replace("-", " ")} `);
  await page.getByRole("button", { name: "로그인", exact: true }).click();
  await expect(page).not.toHaveURL(/sign-in/);
  const again = await newBrowser(browser);
  const second = await again.newPage();
  await typePassword(second);
  await second.getByRole("button", { name: "복구 코드로 로그인하기" }).click();
  await typeIn(second.getByLabel("복구 코드"), code);
  await second.getByRole("button", { name: "로그인", exact: true }).click();
  await expect(second.locator("form").getByRole("alert")).toContainText("이미 사용한 코드");
  await again.close();
});

test("guessing has waits, and a step that is over leads back to the password", async ({ page }) => {
  await typePassword(page);
  await expect(page.getByLabel("인증 코드")).toBeVisible();
  const guesses = await Promise.all(Array.from({ length: 8 }, () => sendCode(page.request, wrongCode())));
  expect(guesses.filter((text) => text.includes("code-wrong")).length).toBeLessThan(6);
  expect(guesses.join()).toContain("too-many-attempts");

  // The step is over: lib/auth/second-factor.test.ts counts the codes.
  await page.context().clearCookies({ name: /two_factor$/ });
  await typeIn(page.getByLabel("인증 코드"), wrongCode());
  await page.keyboard.press("Enter");
  await expect(page.locator("form").getByRole("alert")).toContainText("비밀번호부터 다시 입력해 주세요.");
  await page.getByRole("button", { name: "비밀번호 다시 입력하기" }).click();
  await expect(page.getByLabel("비밀번호", { exact: true })).toBeVisible();
});

test("a browser that is signed in and has sent no password guesses no code", async ({ playwright }) => {
  const request = await playwright.request.newContext({ baseURL: origin, storageState: stateFile("viewer") });
  expect(await sendCode(request, "123456")).toContain("step-over");
  await request.dispose();
});

/** Sends a code past the page and returns the text of the answer. */
async function sendCode(request: APIRequestContext, code: string): Promise<string> {
  const action = builtActions().find(({ name }) => name === "completeSignInAction");
  if (action === undefined) throw new Error("the build has no second step");
  const { text } = await callAction(request, action, JSON.stringify([{ by: "authenticator", code }]));
  return text;
}

test("an administrator resets it, and the person reads who did", async ({ page, browser }) => {
  await asAdmin(browser, async (admin) => {
    await admin.goto("/people");
    await chooseInMenu(admin.getByRole("main"), new RegExp(`^${person.name} `), "2단계 인증 초기화");
    await expect(admin.getByRole("dialog")).toContainText("모든 기기에서 로그아웃됩니다.");
    await admin.getByRole("dialog").getByRole("button", { name: "초기화하기" }).click();
    await expect(admin.getByRole("dialog")).toHaveCount(0);
  });
  await typePassword(page);
  await expect(page).not.toHaveURL(/sign-in/);
  await expect(page.getByText("박관리님이 2단계 인증을 초기화했습니다.")).toBeVisible();
  await page.getByRole("button", { name: "확인했습니다" }).click();
  await expect(page.getByText("초기화했습니다.")).toHaveCount(0);
});

test("a role that needs it shows nothing else until it is set up, and keeps it", async ({
  page,
  browser,
}) => {
  const role = `정산 ${Date.now()}`;
  await typePassword(page);
  await expect(page).not.toHaveURL(/sign-in/);
  await asAdmin(browser, async (admin) => {
    await addRoleWithFactor(admin, role);

    const settings = admin.getByRole("region", { name: "로그인", exact: true });
    const days = settings.getByLabel("2단계 인증 설정 기한(일)");
    const before = await days.inputValue();
    const save = settings.getByRole("button", { name: "저장하기" });
    await typeIn(days, "31");
    await save.click();
    await expect(settings).toContainText("0부터 30까지의 정수를 입력해 주세요.");
    await typeIn(days, "0");
    await save.click();
    await expect(settings.getByRole("status")).toHaveText("저장했습니다.");
    await chooseInMenu(admin.getByRole("main"), `${person.name} 관리 메뉴`, "역할 변경");
    await admin.getByRole("dialog").getByRole("radio", { name: role }).check();
    await admin.getByRole("dialog").getByRole("button", { name: "변경하기" }).click();
    await expect(admin.getByRole("dialog")).toHaveCount(0);
    await typeIn(days, before);
    await save.click();
    await expect(settings.getByRole("status")).toHaveText("저장했습니다.");
  });

  // The person is signed in already.
  await page.goto("/payments?tab=all");
  await expect(page.getByRole("heading", { name: "2단계 인증을 설정해 주세요" })).toBeVisible();
  await expect(page.getByRole("navigation")).toHaveCount(0);
  expect((await page.request.get("/api/payments/none")).status()).toBe(403);
  expect(await violationsInBothLooks(page)).toEqual([]);
  const main = page.getByRole("main");
  await typeIn(main.getByLabel("비밀번호", { exact: true }), person.password);
  await main.getByRole("button", { name: "계속하기" }).click();
  secret = ((await main.locator("span.font-mono").textContent()) ?? "").replaceAll(" ", "");
  await typeIn(main.getByLabel("인증 코드"), codeOfApp(secret));
  await main.getByRole("button", { name: "확인하기" }).click();
  await main.getByRole("button", { name: "보관했습니다" }).click();
  await expect(page).toHaveURL(/\/payments\?tab=all$/);

  await page.goto("/account");
  const card = page.getByRole("region", { name: "2단계 인증" });
  await card.getByRole("button", { name: "해제하기" }).click();
  const dialog = page.getByRole("dialog");
  await typeIn(dialog.getByLabel("비밀번호", { exact: true }), person.password);
  await dialog.getByRole("button", { name: "해제하기" }).click();
  await expect(dialog).toContainText("이 역할은 2단계 인증을 해제할 수 없습니다.");
});

function newBrowser(browser: Browser): Promise<BrowserContext> {
  return browser.newContext({ storageState: { cookies: [], origins: [] }, locale: "ko-KR" });
}
