// What a newcomer does first: makes the administrator, adds people, and each of them signs in.
import { sendUnprocessable } from "./dead-letter";
import { people, started, stateFile } from "./desk";
import { expect, test } from "./test";

test.use({ as: null });
test.describe.configure({ mode: "serial" });

test("a stranger without the code cannot take the desk", async ({ page }) => {
  await page.goto("/");
  await expect(page).toHaveURL(/\/setup$/);
  await page.getByLabel("설치 코드").fill("0000-0000-0000-0000-0000-0000-0000-0000");
  await page.getByLabel("이름").fill("낯선 사람");
  await page.getByLabel("이메일").fill("stranger@example.com");
  await page.getByLabel("비밀번호", { exact: true }).fill("a stranger's password");
  await page.getByRole("button", { name: "관리자 만들기" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "설치 코드가 맞지 않습니다" })).toBeVisible();
  await expect(page.getByLabel("이메일")).toHaveValue("stranger@example.com");
  await page.goto("/payments");
  await expect(page).toHaveURL(/\/setup$/);
});

test("the first administrator is made with the printed code and sees payments", async ({ page }) => {
  const { name, email, password } = people.admin;
  await page.goto("/setup");
  await page.getByLabel("설치 코드").fill(started().setupCode.toLowerCase());
  await page.getByLabel("이름").fill(name);
  await page.getByLabel("이메일").fill(email);
  await page.getByLabel("비밀번호", { exact: true }).fill(password);
  await page.getByRole("button", { name: "관리자 만들기" }).click();
  await expect(page).toHaveURL(/\/payments$/);
  await expect(page.getByRole("table").getByRole("row").nth(5)).toBeVisible({ timeout: 30_000 });
  await page.context().storageState({ path: stateFile("admin") });
});

test("a webhook comes of a payment that PortOne does not know: in two minutes it will be a dead letter", async ({
  request,
}) => {
  await sendUnprocessable(request);
});

for (const [person, role] of [
  ["operator", "운영"],
  ["viewer", "조회"],
] as const) {
  test(`the administrator adds the ${person}, who changes the temporary password`, async ({ browser }) => {
    const { name, email, password } = people[person];
    const adminContext = await browser.newContext({ storageState: stateFile("admin") });
    const admin = await adminContext.newPage();
    await admin.goto("/people");
    await admin.getByLabel("이름").fill(name);
    await admin.getByLabel("이메일").fill(email);
    await admin.getByRole("radio", { name: new RegExp(`^${role}`) }).check();
    await admin.getByRole("button", { name: "추가하기" }).click();
    const temporary = await admin.locator("p.font-mono").textContent();
    expect(temporary).toMatch(/^[a-z2-9]{5}(-[a-z2-9]{5}){3}$/);

    const own = await browser.newContext({ storageState: { cookies: [], origins: [] } });
    const page = await own.newPage();
    await page.goto("/sign-in");
    await page.getByLabel("이메일").fill(email);
    await page.getByLabel("비밀번호", { exact: true }).fill(temporary ?? "");
    await page.getByRole("button", { name: "로그인" }).click();
    await expect(page).toHaveURL(/\/account$/);
    await page.goto("/payments");
    await expect(page).toHaveURL(/\/account$/);
    await page.getByLabel("지금 비밀번호").fill(temporary ?? "");
    await page.getByLabel("새 비밀번호").fill(password);
    await page.getByRole("button", { name: "비밀번호 바꾸기" }).click();
    await expect(page.getByText("비밀번호를 바꿨습니다")).toBeVisible();
    await page.goto("/payments");
    await expect(page).toHaveURL(/\/payments$/);
    await own.storageState({ path: stateFile(person) });
    await own.close();
    await adminContext.close();
  });
}
