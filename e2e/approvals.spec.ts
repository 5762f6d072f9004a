// A refund that a rule matches waits for a second person, who approves, rejects or sends it back.
import type { Browser, Locator, Page } from "@playwright/test";
import { type PersonName, stateFile } from "./desk";
import { boxesIn, expectTypedText, pressOn, typeIn } from "./keyboard";
import { chooseReason, fillAccount, fillPart, receipt, review } from "./refund-steps";
import { chooseInMenu } from "./row-menu";
import { expect, test } from "./test";
import { violationsInBothLooks } from "./violations";

const least = "900,000,000";
const total = 950_000_000;
// The rules are for a PG of this file only: with the sum of a day, each refund of these people would wait in other files too.
const pgProvider = "BLUEWALNUT";

const clipboard = ["clipboard-read", "clipboard-write"];
test.use({ permissions: clipboard });

/** Every text field of the open dialog has what is typed into it. */
async function expectTypedIn(page: Page): Promise<void> {
  const inputMethod = await page.context().newCDPSession(page);
  const boxes = boxesIn(page.getByRole("dialog"));
  await expect(boxes).toHaveCount(1);
  await expectTypedText(page, inputMethod, boxes.first(), { n: 0, runs: 3 });
}

async function pageOf(browser: Browser, person: PersonName): Promise<Page> {
  const context = await browser.newContext({
    storageState: stateFile(person),
    locale: "ko-KR",
    permissions: clipboard,
  });
  return context.newPage();
}

/** Asks for approval of the refund that the open form shows. */
async function askForApproval(page: Page): Promise<void> {
  await chooseReason(page);
  await review(page);
  await expect(receipt(page)).toContainText("다른 사람의 승인이 필요합니다.");
  await receipt(page).getByRole("button", { name: "승인 요청하기" }).click();
  await expect(page.getByRole("region", { name: "환불 승인" })).toContainText("승인 대기");
}

async function limitToPg(rule: Locator): Promise<void> {
  await rule.getByRole("checkbox", { name: "모든 PG" }).uncheck();
  await rule.getByRole("checkbox", { name: "블루월넛" }).check();
}

const approvalOf = (page: Page, paymentId: string) =>
  page.getByRole("main").getByRole("listitem").filter({ hasText: paymentId }).first();

test.describe.configure({ mode: "serial" });

test.describe("rules", () => {
  test.use({ as: "admin" });

  test("a rule is typed, tried on last month, saved and shown; a wrong one says why", async ({
    page,
    sandbox,
  }) => {
    const payment = await sandbox.createPayment({ pgProvider });
    // A rule can name the PGs of stored payments.
    await page.goto(`/payments/${payment.id}`);
    await page.goto("/settings");
    await page.getByRole("button", { name: "규칙 추가" }).click();
    const dialog = page.getByRole("dialog", { name: "규칙 추가" });
    await dialog.getByRole("button", { name: "저장하기" }).click();
    await expect(dialog).toContainText("금액을 하나 이상 입력해 주세요.");
    await typeIn(dialog.getByLabel("기준 금액(KRW, 이상)"), least);
    await limitToPg(dialog);
    await dialog.getByRole("button", { name: "지난달에 적용해 보기" }).click();
    await expect(dialog).toContainText(/지난달 환불 .*건 중 .*건이 승인을 기다렸을 것입니다./);
    expect(await violationsInBothLooks(page)).toEqual([]);
    await dialog.getByRole("button", { name: "저장하기" }).click();
    await expect(dialog).toHaveCount(0);
    const section = "section[aria-labelledby=approval-settings]";
    expect(await violationsInBothLooks(page, section)).toEqual([]);
    await expect(page.getByRole("region", { name: "규칙", exact: true })).toContainText(
      "900,000,000원 이상 · 블루월넛 · 승인 1명",
    );
  });
});

test("a refund waits, a second person approves it by keyboard on a phone, and the page moves by itself", async ({
  page,
  browser,
  sandbox,
}) => {
  const payment = await sandbox.createPayment({ pgProvider, total });
  await page.goto(`/payments/${payment.id}`);
  await expect(page.getByText("이 금액은 다른 사람의 승인이 필요합니다.")).toBeVisible();
  await chooseReason(page);
  await review(page);
  expect(await violationsInBothLooks(page), "before the request").toEqual([]);
  await receipt(page).getByRole("button", { name: "승인 요청하기" }).click();
  await expect(page.getByRole("region", { name: "환불 승인" })).toContainText("승인 대기");
  expect(await sandbox.ledger(payment.id)).toEqual([]);
  expect(await violationsInBothLooks(page), "after the request").toEqual([]);

  const theirs = await pageOf(browser, "approver");
  await theirs.setViewportSize({ width: 390, height: 844 });
  await theirs.goto("/approvals");
  const card = approvalOf(theirs, payment.id);
  await expect(card).toContainText("김운영");
  await expect(card).toContainText("950,000,000원");
  expect(await violationsInBothLooks(theirs), "the queue").toEqual([]);
  await pressOn(card.getByRole("button", { name: /환불 승인하기$/ }), "Enter");
  const dialog = theirs.getByRole("dialog");
  await expect(dialog).toContainText("되돌릴 수 없습니다.");
  expect(await violationsInBothLooks(theirs), "the approval").toEqual([]);
  await pressOn(dialog.getByRole("button", { name: "950,000,000원 환불 승인하기" }), "Enter");
  await expect(theirs.getByText(/승인했습니다. R\w+ 환불을 포트원에 보냈습니다./)).toBeVisible();

  await expect(page.getByText("환불 완료").first()).toBeVisible();
  await expect(page.getByRole("region", { name: "진행 내역" })).toContainText("최승인님이 승인했습니다");
  expect(await sandbox.ledger(payment.id)).toMatchObject([{ amount: total }]);
  await theirs.context().close();
});

test("a rejection says why", async ({ page, browser, sandbox }) => {
  const payment = await sandbox.createPayment({ pgProvider, total: 2 * total });
  const theirs = await pageOf(browser, "approver");
  const card = approvalOf(theirs, payment.id);

  await page.goto(`/payments/${payment.id}`);
  await askForApproval(page);
  await theirs.goto(`/payments/${payment.id}`);
  await expect(theirs.getByRole("button", { name: "1,900,000,000원 환불 승인하기" })).toBeVisible();
  await expect(theirs.getByText("지금 역할로는 환불할 수 없습니다")).toHaveCount(0);
  await theirs.goto("/approvals");
  await card.getByRole("button", { name: /반려하기$/ }).click();
  const dialog = theirs.getByRole("dialog");
  await dialog.getByRole("button", { name: "반려하기" }).click();
  await expect(dialog).toContainText("반려 사유를 선택해 주세요.");
  expect(await violationsInBothLooks(theirs), "a rejection").toEqual([]);
  await expectTypedIn(theirs);
  await dialog.getByRole("radio", { name: "근거 부족" }).check();
  await typeIn(dialog.getByLabel("메모"), "반품 사진이 없습니다");
  await dialog.getByRole("button", { name: "반려하기" }).click();
  await expect(theirs.getByText("반려했습니다.")).toBeVisible();
  const approval = page.getByRole("region", { name: "환불 승인" });
  await expect(approval).toContainText("반려됨");
  await expect(approval).toContainText("근거 부족");
  await expect(approval).toContainText("반품 사진이 없습니다");
  expect(await sandbox.ledger(payment.id)).toEqual([]);
  await theirs.context().close();
});

test("a request that is sent back is amended", async ({ page, browser, sandbox }) => {
  const payment = await sandbox.createPayment({ pgProvider, total: 2 * total });
  const theirs = await pageOf(browser, "approver");
  const card = approvalOf(theirs, payment.id);
  const dialog = theirs.getByRole("dialog");
  const approval = page.getByRole("region", { name: "환불 승인" });
  await page.goto(`/payments/${payment.id}`);
  await askForApproval(page);
  await theirs.goto("/approvals");
  await card.getByRole("button", { name: /보완 요청하기$/ }).click();
  await expectTypedIn(theirs);
  await typeIn(dialog.getByLabel("메모"), "금액을 확인해 주세요");
  await dialog.getByRole("button", { name: "보완 요청하기" }).click();
  await expect(approval).toContainText("보완 필요");
  await approval.getByRole("button", { name: "고쳐서 다시 요청하기" }).click();
  await fillPart(page, "900,000,000");
  await askForApproval(page);
  await expect(approval).toContainText("900,000,000원");
  await expect(approval.getByRole("row", { name: /^환불 금액/ })).toContainText("1,900,000,000원");
  expect(await violationsInBothLooks(page), "an amended request").toEqual([]);

  await theirs.goto("/approvals");
  await expect(card).toContainText("900,000,000원");
  expect(await sandbox.ledger(payment.id)).toEqual([]);
  await theirs.context().close();
});

test("the whole account number is read by an act of an approver, and by nobody else", async ({
  page,
  browser,
  sandbox,
}) => {
  const payment = await sandbox.createPayment({ pgProvider, total, method: "VIRTUAL_ACCOUNT" });
  await page.goto(`/payments/${payment.id}`);
  await fillAccount(page);
  await askForApproval(page);
  const own = page.getByRole("region", { name: "환불 승인" });
  await expect(own).toContainText("•••• 6789");
  await expect(own.getByRole("button", { name: "계좌번호 전체 보기" })).toHaveCount(0);

  const theirs = await pageOf(browser, "approver");
  await theirs.goto("/approvals");
  const card = approvalOf(theirs, payment.id);
  await expect(card).toContainText("•••• 6789");
  expect(await theirs.content()).not.toContain("110123456789");
  await pressOn(card.getByRole("button", { name: "계좌번호 전체 보기" }), "Enter");
  await expect(card).toContainText("1101 2345 6789");
  expect(await violationsInBothLooks(theirs), "an account number in full").toEqual([]);
  await card.getByRole("button", { name: "계좌번호 가리기" }).click();
  await expect(card).toContainText("•••• 6789");
  await expect(card).not.toContainText("1101 2345 6789");
  await theirs.context().close();
});

test("a payment that has changed makes the request void, with what was and what is", async ({
  page,
  browser,
  sandbox,
}) => {
  const payment = await sandbox.createPayment({ pgProvider, total: 2 * total });
  await page.goto(`/payments/${payment.id}`);
  await askForApproval(page);
  const approval = page.getByRole("region", { name: "환불 승인" });
  const theirs = await pageOf(browser, "approver");
  await theirs.goto("/approvals");
  const card = approvalOf(theirs, payment.id);
  const dialog = theirs.getByRole("dialog");
  await expect(card).toContainText("1,900,000,000원");
  await sandbox.cancelInConsole(payment.id, { amount: 1_000 });
  await card.getByRole("button", { name: /환불 승인하기$/ }).click();
  await dialog.getByRole("button", { name: /환불 승인하기$/ }).click();
  await expect(dialog).toContainText("환불은 보내지 않았습니다.");
  await expect(approval).toContainText("무효");
  // The explanation stays until the person closes the dialog, although the request has left the list.
  await expect(dialog.getByRole("row", { name: /^잔액/ })).toContainText("1,899,999,000원");
  await expect(dialog.getByRole("button", { name: /환불 승인하기$/ })).toHaveCount(0);
  await dialog.getByRole("button", { name: "닫기" }).click();
  await expect(card).toHaveCount(0);
  expect(await sandbox.ledger(payment.id)).toHaveLength(1);
  await theirs.context().close();
});

test.describe("as administrator", () => {
  test.use({ as: "admin" });

  test("a manual refund that a rule matches waits, and is recorded by the approval", async ({
    page,
    browser,
    sandbox,
  }) => {
    await page.goto("/settings");
    await page.getByRole("button", { name: "규칙 추가" }).click();
    const rule = page.getByRole("dialog", { name: "규칙 추가" });
    await rule.getByRole("checkbox", { name: "포트원으로 보내는 환불" }).uncheck();
    await rule.getByRole("checkbox", { name: "자체 환불 기록" }).check();
    await typeIn(rule.getByLabel("기준 금액(KRW, 이상)"), least);
    await limitToPg(rule);
    await rule.getByRole("button", { name: "저장하기" }).click();
    const rules = page.getByRole("region", { name: "규칙", exact: true });
    await expect(rules).toContainText("900,000,000원 이상 · 블루월넛 · 자체 환불만 · 승인 1명");

    const payment = await sandbox.createPayment({ pgProvider, total });
    await page.goto(`/payments/${payment.id}`);
    await page.getByRole("button", { name: "자체 환불 기록하기" }).click();
    const dialog = page.getByRole("dialog");
    await typeIn(dialog.getByLabel("송금 금액"), "900,000,000");
    await dialog.getByLabel("받은 은행").selectOption("국민은행");
    await typeIn(dialog.getByLabel("증빙"), "이체확인증 7");
    await dialog.getByRole("button", { name: "자체 환불 기록하기" }).click();
    await expect(dialog).toContainText("이 기록은 다른 사람의 승인이 필요합니다.");
    expect(await violationsInBothLooks(page)).toEqual([]);
    await dialog.getByRole("button", { name: "승인 요청하기" }).click();
    await expect(dialog).toHaveCount(0);
    const approval = page.getByRole("region", { name: "환불 승인" });
    await expect(approval).toContainText("이체확인증 7");

    const theirs = await pageOf(browser, "approver");
    await theirs.goto("/approvals");
    const card = approvalOf(theirs, payment.id);
    await card.getByRole("button", { name: /보완 요청하기$/ }).click();
    await typeIn(theirs.getByRole("dialog").getByLabel("메모"), "다른 확인증이 필요합니다");
    await theirs.getByRole("dialog").getByRole("button", { name: "보완 요청하기" }).click();
    await expect(approval).toContainText("보완 필요");
    await approval.getByRole("button", { name: "고쳐서 다시 요청하기" }).click();
    await expect(dialog.getByLabel("송금 금액")).toHaveValue("900,000,000");
    await typeIn(dialog.getByLabel("증빙"), "이체확인증 8");
    await dialog.getByRole("button", { name: "승인 요청하기" }).click();
    await expect(dialog).toHaveCount(0);
    await expect(approval).toContainText("승인 대기");
    await expect(approval).toContainText("이체확인증 8");

    await theirs.goto("/approvals");
    await card.getByRole("button", { name: /환불 승인하기$/ }).click();
    await expect(theirs.getByRole("dialog")).toContainText("포트원에는 보내지 않습니다.");
    await theirs
      .getByRole("dialog")
      .getByRole("button", { name: /환불 승인하기$/ })
      .click();
    await expect(theirs.getByText("자체 환불을 기록했습니다.")).toBeVisible();
    await expect(page.getByRole("region", { name: "자체 환불" })).toContainText("−900,000,000원");
    expect(await sandbox.ledger(payment.id)).toEqual([]);
    await theirs.context().close();
  });
  test("nobody approves their own request; it can be withdrawn; an emergency is sent where the settings allow it", async ({
    page,
    sandbox,
  }) => {
    const payment = await sandbox.createPayment({ pgProvider, total });
    await page.goto(`/payments/${payment.id}`);
    await askForApproval(page);
    const approval = page.getByRole("region", { name: "환불 승인" });
    await expect(approval).toContainText("내 요청은 다른 사람이 승인해야 합니다.");
    await expect(approval.getByRole("button", { name: /승인하기$/ })).toHaveCount(0);
    await approval.getByRole("button", { name: /요청 철회하기$/ }).click();
    await expectTypedIn(page);
    await receipt(page).getByRole("button", { name: "요청 철회하기" }).click();
    await expect(approval).toContainText("철회됨");

    await page.goto("/settings");
    await page.getByRole("checkbox", { name: "긴급 환불 허용" }).check();
    const defaults = page.getByRole("region", { name: "승인 기한과 긴급 환불" });
    await defaults.getByRole("button", { name: "저장하기" }).click();
    await expect(defaults).toContainText("저장했습니다.");
    await page.goto(`/payments/${payment.id}`);
    await chooseReason(page);
    await review(page);
    await receipt(page).getByRole("button", { name: "승인 없이 긴급 환불하기" }).click();
    await receipt(page).getByRole("button", { name: "긴급 환불 내용 확인" }).click();
    await expect(receipt(page)).toContainText("이유를 입력해 주세요.");
    expect(await violationsInBothLooks(page), "an emergency").toEqual([]);
    await expectTypedIn(page);
    await typeIn(receipt(page).getByLabel("승인 없이 보내는 이유"), "고객이 매장에 있음");
    await receipt(page).getByRole("button", { name: "긴급 환불 내용 확인" }).click();
    await expect(receipt(page)).toContainText("긴급 환불 이유");
    await receipt(page).getByRole("button", { name: "950,000,000원 환불하기" }).click();
    await expect(receipt(page).getByRole("heading", { level: 2 })).toContainText("환불 완료");
    await receipt(page).getByRole("button", { name: "닫기" }).click();
    await expect(page.getByRole("region", { name: "진행 내역" })).toContainText("고객이 매장에 있음");

    await page.goto("/settings");
    const rules = page.getByRole("region", { name: "규칙", exact: true });
    for (const text of ["자체 환불만", "승인 1명"]) {
      await chooseInMenu(rules, new RegExp(text), "삭제");
      await page.getByRole("dialog").getByRole("button", { name: "삭제하기" }).click();
      await expect(rules).not.toContainText(text);
    }
    await expect(rules).toContainText("규칙이 없습니다.");
  });
});
