// The first steps of a new user: creates the administrator and adds people, who sign in.

import { addPersonByHand } from "./add-person";
import { sendUnprocessable } from "./dead-letter";
import { people, started, stateFile } from "./desk";
import { boxesIn, expectTypedText, typeIn } from "./keyboard";
import { expect, test } from "./test";

test.use({ as: null, permissions: ["clipboard-read", "clipboard-write"] });
test.describe.configure({ mode: "serial" });

test("a stranger without the setup code cannot become administrator", async ({ page }) => {
  await page.goto("/");
  await expect(page).toHaveURL(/\/setup$/);
  await typeIn(page.getByLabel("설치 코드"), "0000-0000-0000-0000-0000-0000-0000-0000");
  await typeIn(page.getByLabel("이름"), "낯선 사람");
  await typeIn(page.getByLabel("이메일"), "stranger@example.com");
  await typeIn(page.getByLabel("비밀번호", { exact: true }), "a stranger's password");
  await page.getByRole("button", { name: "관리자 만들기" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "설치 코드가 맞지 않습니다" })).toBeVisible();
  await expect(page.getByLabel("이메일")).toHaveValue("stranger@example.com");
  await page.goto("/payments");
  await expect(page).toHaveURL(/\/setup$/);
});

test("each field of the set-up page has the typed value", async ({ page }) => {
  await page.goto("/setup");
  const boxes = boxesIn(page.getByRole("main"));
  await expect(boxes).toHaveCount(4);
  const inputMethod = await page.context().newCDPSession(page);
  for (const n of [0, 1, 2, 3]) await expectTypedText(page, inputMethod, boxes.nth(n), { n, runs: 2 });
});

test("the first administrator is created with the printed code and sees payments", async ({ page }) => {
  const { name, email, password } = people.admin;
  await page.goto("/setup");
  await typeIn(page.getByLabel("설치 코드"), started().setupCode.toLowerCase());
  await typeIn(page.getByLabel("이름"), name);
  await typeIn(page.getByLabel("이메일"), email);
  await typeIn(page.getByLabel("비밀번호", { exact: true }), password);
  await page.getByRole("button", { name: "관리자 만들기" }).click();
  await expect(page).toHaveURL(/\/payments$/);
  await expect(page.getByRole("table").getByRole("row").nth(5)).toBeVisible({ timeout: 30_000 });
  await page.context().storageState({ path: stateFile("admin") });
});

test("a webhook of a payment that PortOne does not have is accepted, and becomes a dead letter in two minutes", async ({
  request,
}) => {
  await sendUnprocessable(request);
});

for (const [person, role] of [
  ["operator", "운영"],
  ["approver", "승인"],
  ["viewer", "조회"],
] as const) {
  test(`the administrator adds the ${person}, who changes the temporary password`, async ({ browser }) => {
    const { name, email, password } = people[person];
    const adminContext = await browser.newContext({ storageState: stateFile("admin") });
    const admin = await adminContext.newPage();
    const temporary = await addPersonByHand(admin, { name, email, role: new RegExp(`^${role}`) });

    const own = await browser.newContext({ storageState: { cookies: [], origins: [] } });
    const page = await own.newPage();
    await page.goto("/sign-in");
    await typeIn(page.getByLabel("이메일"), email);
    await typeIn(page.getByLabel("비밀번호", { exact: true }), temporary ?? "");
    await page.getByRole("button", { name: "로그인", exact: true }).click();
    await expect(page).toHaveURL(/\/new-password$/);
    await page.goto("/payments");
    await expect(page).toHaveURL(/\/new-password\?next=%2Fpayments$/);
    await typeIn(page.getByLabel("임시 비밀번호"), temporary ?? "");
    await typeIn(page.getByLabel("새 비밀번호"), password);
    await page.getByRole("button", { name: "설정하고 계속하기" }).click();
    await expect(page).toHaveURL(/\/payments$/);
    await own.storageState({ path: stateFile(person) });
    await own.close();
    await adminContext.close();
  });
}
