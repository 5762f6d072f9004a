// Own roles: what a role may do is what its person may do, from the next request on.
import type { Browser, Locator, Page } from "@playwright/test";
import { addPersonByHand } from "./add-person";
import { typeIn } from "./keyboard";
import { chooseReason, receipt, review } from "./refund-steps";
import { chooseInMenu } from "./row-menu";
import { expect, test } from "./test";

test.use({ as: "admin" });

const roleRow = (page: Page, name: string): Locator =>
  page.getByRole("region", { name: "역할" }).getByRole("listitem").filter({ hasText: name });

async function editRole(page: Page, name: string, permission: string, isOn: boolean): Promise<void> {
  await chooseInMenu(roleRow(page, name), `${name} 관리 메뉴`, "수정");
  const dialog = page.getByRole("dialog", { name: `${name} 수정` });
  await dialog.getByRole("checkbox", { name: permission }).setChecked(isOn);
  await dialog.getByRole("button", { name: "저장하기" }).click();
  await expect(dialog).toHaveCount(0);
}

/** Adds a person with the role, and signs the person in with a password of their own. */
async function personWith(page: Page, browser: Browser, name: string, role: string): Promise<Page> {
  const email = `role-${Date.now()}@example.com`;
  const temporary = await addPersonByHand(page, { name, email, role });
  const theirs = await (
    await browser.newContext({ locale: "ko-KR", storageState: { cookies: [], origins: [] } })
  ).newPage();
  await theirs.goto("/sign-in");
  await typeIn(theirs.getByLabel("이메일"), email);
  await typeIn(theirs.getByLabel("비밀번호", { exact: true }), temporary);
  await theirs.getByRole("button", { name: "로그인", exact: true }).click();
  await typeIn(theirs.getByLabel("임시 비밀번호"), temporary);
  await typeIn(theirs.getByLabel("새 비밀번호"), "a password of their own");
  await theirs.getByRole("button", { name: "설정하고 계속하기" }).click();
  await expect(theirs).toHaveURL(/localhost:\d+\/$/);
  return theirs;
}

test("a role is copied, given and changed, and its person may do exactly what role and limits say", async ({
  page,
  browser,
  sandbox,
}) => {
  test.setTimeout(90_000);
  const payment = await sandbox.createPayment({ total: 12_000 });
  const name = `CS 2팀 ${Date.now()}`;
  await page.goto("/people");
  await chooseInMenu(roleRow(page, "운영"), "운영 관리 메뉴", "복사해서 만들기");
  const dialog = page.getByRole("dialog", { name: "운영 복사" });
  await dialog.getByRole("button", { name: "저장하기" }).click();
  await expect(dialog).toContainText("역할 이름을 입력해 주세요.");
  await typeIn(dialog.getByLabel("역할 이름"), name);
  // What others need stays chosen.
  await expect(dialog.getByRole("checkbox", { name: "웹훅 조회" })).toBeDisabled();
  await dialog.getByRole("checkbox", { name: "목록 내보내기" }).uncheck();
  await dialog.getByRole("button", { name: "저장하기" }).click();
  await expect(roleRow(page, name)).toContainText("환불 요청");
  await expect(roleRow(page, name)).not.toContainText("목록 내보내기");

  const person = `상담원 ${Date.now() % 100_000}`;
  const theirs = await personWith(page, browser, person, name);
  await theirs.goto(`/payments/${payment.id}`);
  await expect(theirs.getByRole("button", { name: "환불 내용 확인" })).toBeVisible();
  expect((await theirs.request.get("/api/export/payments?format=csv")).status()).toBe(403);
  await theirs.goto("/account");
  await expect(theirs.getByRole("main").getByText(name)).toBeVisible();

  await page.reload();
  await chooseInMenu(page.locator("body"), `${person} 관리 메뉴`, "환불 한도");
  const limits = page.getByRole("dialog", { name: `${person} 환불 한도` });
  await typeIn(limits.getByLabel("한 번에"), "10,000");
  await typeIn(limits.getByLabel("하루에"), "만원");
  await limits.getByRole("button", { name: "저장하기" }).click();
  await expect(limits).toContainText("금액을 숫자로 입력해 주세요.");
  await typeIn(limits.getByLabel("하루에"), "50000");
  await limits.getByRole("button", { name: "저장하기" }).click();
  await expect(page.getByRole("row").filter({ hasText: person })).toContainText("한 번에 10,000원");
  await theirs.goto(`/payments/${payment.id}`);
  await chooseReason(theirs);
  await review(theirs);
  await receipt(theirs).getByRole("button", { name: "12,000원 환불하기" }).click();
  await expect(receipt(theirs)).toContainText(
    "한 번에 10,000원까지 환불할 수 있습니다. 나에게 설정된 한도입니다.",
  );
  await expect(receipt(theirs)).toContainText(/이 환불을 요청할 수 있는 구성원: .*박관리/);
  await receipt(theirs).getByRole("button", { name: "돌아가기" }).click();
  await editRole(page, name, "환불 요청", false);
  await theirs.goto(`/payments/${payment.id}`);
  await expect(theirs.getByText("지금 역할로는 환불할 수 없습니다")).toBeVisible();

  await chooseInMenu(roleRow(page, name), `${name} 관리 메뉴`, "삭제");
  const deletion = page.getByRole("dialog", { name: `${name} 삭제` });
  await deletion.getByRole("button", { name: "삭제하기" }).click();
  await expect(deletion).toContainText("이 역할의 구성원이 있습니다");
});
