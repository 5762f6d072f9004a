// The main task: open a payment, refund it in full with a reason, and see outcome and timeline update without a reload.
import type { Locator, Page } from "@playwright/test";
import { stateFile } from "./desk";
import { typeIn } from "./keyboard";
import { chooseReason, fillPart, fillReason, noteOf, review } from "./refund-steps";
import { expect, test } from "./test";
import { unprovenRefund } from "./unproven-refund";

const dialog = (page: Page) => page.getByRole("dialog");

test("a full refund, from the list to the timeline", async ({ page, sandbox }) => {
  const payment = await sandbox.createPayment({ total: 45_000, orderName: "린넨 셔츠 외 2건" });
  await page.goto("/payments");
  await expect(page.getByText(payment.id))
    .toBeVisible({ timeout: 15_000 })
    .catch(() => page.reload());
  await page
    .getByRole("link", { name: new RegExp(payment.id) })
    .or(page.locator(`a[href="/payments/${payment.id}"]`))
    .first()
    .click();
  await expect(page.getByRole("heading", { name: "린넨 셔츠 외 2건" })).toBeVisible();

  await fillReason(page, "고객 변심");
  await review(page);
  await expect(dialog(page)).toContainText("45,000원");
  await expect(dialog(page)).toContainText("환불은 되돌릴 수 없습니다.");
  await expect(dialog(page)).toContainText("고객 변심");
  await dialog(page).getByRole("button", { name: "45,000원 환불하기" }).click();
  await expect(dialog(page)).toContainText("완료");
  await dialog(page).getByRole("button", { name: "닫기" }).click();

  const timeline = page
    .getByRole("region", { name: "진행 내역" })
    .or(page.locator("section", { hasText: "진행 내역" }))
    .first();
  for (const entry of [
    "김운영님이 환불을 요청했습니다",
    "포트원에 취소를 요청했습니다",
    "포트원이 취소를 완료했다고 응답했습니다",
    "환불이 완료되었습니다",
    "웹훅을 받아 서명을 확인했습니다",
    "결제 상태: 취소됨",
  ]) {
    await expect(timeline).toContainText(entry);
  }
  await expect(page.getByText("환불할 금액이 없습니다")).toBeVisible();
  expect(await sandbox.ledger(payment.id)).toMatchObject([{ amount: 45_000, by: "api" }]);
  const [sent] = await sandbox.requests(payment.id, "cancelPayment");
  expect(JSON.parse(sent?.body ?? "")).toMatchObject({
    reason: expect.stringMatching(/^기타: 고객 변심 #R\w{6}$/),
    requester: "CUSTOMER",
    currentCancellableAmount: 45_000,
  });
});

test("a double click refunds once", async ({ page, sandbox }) => {
  const payment = await sandbox.createPayment({ total: 20_000 });
  await sandbox.script({ kind: "delay", paymentId: payment.id, ms: 1_500 });
  await page.goto(`/payments/${payment.id}`);
  await fillReason(page, "중복 주문");
  await review(page);
  await dialog(page).getByRole("button", { name: "20,000원 환불하기" }).dblclick();
  await expect(dialog(page)).toContainText("완료");
  expect(await sandbox.ledger(payment.id)).toHaveLength(1);
  expect(await sandbox.requests(payment.id, "cancelPayment")).toHaveLength(1);
});

test("the rest is offered only once the page has read the refund before it", async ({ page, sandbox }) => {
  const payment = await sandbox.createPayment({ total: 31_000 });
  await page.goto(`/payments/${payment.id}`);
  await fillPart(page, "11000");
  await chooseReason(page);
  await review(page);
  const released = Promise.withResolvers<void>();
  await page.route("**/api/payments/*", async (route) => {
    await released.promise;
    await route.continue();
  });
  await dialog(page).getByRole("button", { name: "11,000원 환불하기" }).click();
  await expect(dialog(page)).toContainText("완료");
  await dialog(page).getByRole("button", { name: "닫기" }).click();
  await chooseReason(page);
  const next = page.getByRole("button", { name: "환불 내용 확인" });
  await expect(next).toHaveAttribute("aria-disabled", "true");
  released.resolve();
  await expect(next).not.toHaveAttribute("aria-disabled");
  await next.click();
  await expect(dialog(page).getByRole("button", { name: "20,000원 환불하기" })).toBeVisible();
});

test("a refund works by keyboard alone, and the focus returns", async ({ page, sandbox }) => {
  const payment = await sandbox.createPayment({ total: 7_000 });
  await page.goto(`/payments/${payment.id}`);
  const full = page.getByRole("radio", { name: "전액 환불" });
  await expect(full).toBeEnabled();
  await full.focus();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await expect(page.getByRole("radio", { name: "고객 변심" })).toBeChecked();
  await page.keyboard.press("Tab");
  await page.keyboard.type("주문 다음 날 연락");
  await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("radio", { name: "상점 요청" })).toBeChecked();
  const button = page.getByRole("button", { name: "환불 내용 확인" });
  for (let n = 0; n < 4 && !(await button.evaluate((element) => element === document.activeElement)); n += 1)
    await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(dialog(page)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog(page)).toBeHidden();
  await expect(button).toBeFocused();
  await page.keyboard.press("Enter");
  const confirm = dialog(page).getByRole("button", { name: "7,000원 환불하기" });
  for (let n = 0; n < 6 && !(await confirm.evaluate((element) => element === document.activeElement)); n += 1)
    await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(dialog(page)).toContainText("완료");
  const [sent] = await sandbox.requests(payment.id, "cancelPayment");
  expect(JSON.parse(sent?.body ?? "")).toMatchObject({ requester: "ADMIN" });
});

test("a refund that PortOne only accepts is 접수됨, and its webhook completes it on the open page", async ({
  page,
  sandbox,
}) => {
  const payment = await sandbox.createPayment({ total: 30_000 });
  await sandbox.script({ kind: "async-cancel", paymentId: payment.id });
  await page.goto(`/payments/${payment.id}`);
  await fillReason(page, "상품 불량");
  await review(page);
  await dialog(page).getByRole("button", { name: "30,000원 환불하기" }).click();
  await expect(dialog(page)).toContainText("접수됨");
  expect(await sandbox.ledger(payment.id)).toEqual([]);
  await dialog(page).getByRole("button", { name: "닫기" }).click();
  const state = page.getByRole("region", { name: "환불 상태" });
  await expect(state).toContainText("접수됨");
  await sandbox.endCancellation(payment.id, "succeed");
  await expect(state).toContainText("30,000원 환불이 완료되었습니다.");
});

test("a poll replaces a lost webhook", { tag: "@waits" }, async ({ page, sandbox }) => {
  test.setTimeout(240_000);
  const payment = await sandbox.createPayment({ total: 11_000 });
  await sandbox.script({ kind: "async-cancel", paymentId: payment.id });
  await sandbox.script({ kind: "webhook-lost", paymentId: payment.id, count: 50 });
  await page.goto(`/payments/${payment.id}`);
  await fillReason(page, "고객 변심");
  await review(page);
  await dialog(page).getByRole("button", { name: "11,000원 환불하기" }).click();
  await expect(dialog(page)).toContainText("접수됨");
  await sandbox.endCancellation(payment.id, "succeed");
  await expect(dialog(page).getByRole("heading", { level: 2 })).toContainText("환불 완료", {
    timeout: 200_000,
  });
});

test("a cancel that is executed but never answered is 확인 중, never 실패, and becomes 완료 by itself", {
  tag: "@waits",
}, async ({ page, sandbox }) => {
  const payment = await sandbox.createPayment({ total: 13_000 });
  // Executed after the eight seconds in which the person waits: no reading, of whomever, finds the outcome before.
  await sandbox.script({ kind: "execute-then-silence", paymentId: payment.id, ms: 9_000 });
  await sandbox.script({ kind: "webhook-lost", paymentId: payment.id, count: 50 });
  await page.goto(`/payments/${payment.id}`);
  await fillReason(page, "고객 변심");
  await review(page);
  await dialog(page).getByRole("button", { name: "13,000원 환불하기" }).click();
  await expect(dialog(page)).toContainText("확인 중", { timeout: 15_000 });
  await expect(dialog(page)).not.toContainText("실패");
  await expect(dialog(page).getByRole("heading", { level: 2 })).toContainText("환불 완료", {
    timeout: 20_000,
  });
  expect(await sandbox.ledger(payment.id)).toHaveLength(1);
});

test("a PG's refusal is 실패 with the PG's message, and the refund can be requested again", async ({
  page,
  sandbox,
}) => {
  const payment = await sandbox.createPayment({ total: 9_000, pgProvider: "KCP_V2" });
  await sandbox.script({
    kind: "pg-error",
    paymentId: payment.id,
    pgCode: "8178",
    pgMessage: "정산 금액이 부족합니다",
  });
  await page.goto(`/payments/${payment.id}`);
  await fillReason(page, "고객 변심");
  await review(page);
  await dialog(page).getByRole("button", { name: "9,000원 환불하기" }).click();
  await expect(dialog(page)).toContainText("실패");
  await expect(dialog(page)).toContainText("정산 금액이 부족합니다");
  await expect(dialog(page)).toContainText("8178");
  await dialog(page).getByRole("button", { name: "닫기" }).click();
  await fillReason(page, "고객 변심");
  await review(page);
  await dialog(page).getByRole("button", { name: "9,000원 환불하기" }).click();
  await expect(dialog(page)).toContainText("완료");
  expect(await sandbox.ledger(payment.id)).toHaveLength(1);
});

test("a PG's code is explained, with the next step and who can do it", async ({ page, sandbox }) => {
  const payment = await sandbox.createPayment({ total: 9_100, pgProvider: "KCP_V2" });
  await sandbox.script({ kind: "pg-error", paymentId: payment.id, pgCode: "8178", pgMessage: "한도 초과" });
  await page.goto(`/payments/${payment.id}`);
  await fillReason(page, "고객 변심");
  await review(page);
  await dialog(page).getByRole("button", { name: "9,100원 환불하기" }).click();
  const explained = async (place: Locator) => {
    await expect(place).toContainText("PG에서 정산받을 금액이 환불 금액보다 적어 PG가 거절했습니다.");
    await expect(place).toContainText("“한도 초과”");
    await expect(place).toContainText("강제 환불을 요청해 주세요");
    await expect(place).toContainText("정산 담당자");
  };
  await explained(dialog(page));
  await dialog(page).getByRole("button", { name: "닫기" }).click();
  await explained(page.getByRole("region", { name: "환불 상태" }));
  await explained(page.getByRole("region", { name: "진행 내역" }));
});

test("an unknown PG code is shown unchanged", async ({ page, sandbox }) => {
  const payment = await sandbox.createPayment({ total: 9_200, pgProvider: "KCP_V2" });
  await sandbox.script({ kind: "pg-error", paymentId: payment.id, pgCode: "Z-77", pgMessage: "내부 오류" });
  await page.goto(`/payments/${payment.id}`);
  await fillReason(page, "고객 변심");
  await review(page);
  await dialog(page).getByRole("button", { name: "9,200원 환불하기" }).click();
  await expect(dialog(page)).toContainText("확인 중");
  await expect(dialog(page)).toContainText("알려지지 않은 PG 오류입니다. PG 메시지를 그대로 표시합니다.");
  await expect(dialog(page)).toContainText("“내부 오류”");
  await expect(dialog(page)).toContainText("코드 Z-77");
});

test("the timeline says that the refund waits for the PG", async ({ page, sandbox }) => {
  const payment = await sandbox.createPayment({ total: 9_300 });
  await sandbox.script({ kind: "async-cancel", paymentId: payment.id });
  await page.goto(`/payments/${payment.id}`);
  await fillReason(page, "고객 변심");
  await review(page);
  await dialog(page).getByRole("button", { name: "9,300원 환불하기" }).click();
  await expect(dialog(page)).toContainText("접수됨");
  await dialog(page).getByRole("button", { name: "닫기" }).click();
  await expect(page.getByRole("region", { name: "진행 내역" })).toContainText("PG 처리 대기 1일째");
});

test("the timeline shows how long an answer is awaited and the number of sends, without a reload", {
  tag: "@waits",
}, async ({ page, sandbox }) => {
  // The first send times out, and the second send follows five seconds later at the earliest.
  test.setTimeout(120_000);
  const payment = await sandbox.createPayment({ total: 9_400 });
  await sandbox.script({ kind: "silence", paymentId: payment.id, count: 20 });
  await page.goto(`/payments/${payment.id}`);
  await fillReason(page, "고객 변심");
  await review(page);
  await dialog(page).getByRole("button", { name: "9,400원 환불하기" }).click();
  await expect(dialog(page)).toContainText("확인 중", { timeout: 15_000 });
  await dialog(page).getByRole("button", { name: "닫기" }).click();
  const gaps = page.getByRole("region", { name: "진행 내역" });
  await expect(gaps).toContainText("환불 확인 중");
  await expect(gaps).toContainText("포트원에 1회 보냄");
  await expect(gaps).toContainText("포트원에 2회 보냄", { timeout: 80_000 });
});

test.describe("a person decides", () => {
  test.use({ as: "admin" });
  test("which cancellation belongs to the refund, with the evidence side by side", async ({
    page,
    sandbox,
    browser,
  }) => {
    test.setTimeout(90_000);
    const payment = await unprovenRefund(page, sandbox);
    const card = page.locator("section[aria-labelledby=undecided]");
    const ours = card.getByRole("region", { name: "환불데스크 기록" });
    const theirs = card.getByRole("region", { name: "포트원 기록" });
    await expect(card).toContainText("이 환불에 의한 것인지 확인할 수 없습니다");
    await expect(ours).toContainText("고객 변심");
    await expect(ours).toContainText("PG 점검 중이라 취소할 수 없습니다.");
    await expect(theirs).toContainText("26,000원");
    await expect(theirs.getByText("일치", { exact: true }).first()).toBeVisible();

    const other = await browser.newContext({ storageState: stateFile("operator"), locale: "ko-KR" });
    const theirPage = await other.newPage();
    await theirPage.goto(`/payments/${payment.id}`);
    await expect(theirPage.getByRole("region", { name: "포트원 기록" })).toContainText("26,000원");
    await expect(theirPage.getByText("지금 역할로는 결과를 기록할 수 없습니다.")).toBeVisible();
    await expect(theirPage.getByRole("button", { name: "결과 기록하기" })).toHaveCount(0);

    await card.getByRole("button", { name: "결과 기록하기" }).click();
    await expect(card).toContainText("환불 결과를 선택해 주세요.");
    await expect(card).toContainText("확인한 내용을 입력해 주세요.");
    await card.getByRole("radio", { name: /^이 취소로 환불됨/ }).check();
    await typeIn(card.getByLabel("확인한 내용"), "네이버페이 센터에서 같은 금액과 시각의 취소를 확인");
    await card.getByRole("button", { name: "결과 기록하기" }).click();
    await expect(card).toHaveCount(0);
    const timeline = page.getByRole("region", { name: "진행 내역" });
    await expect(timeline).toContainText("박관리님이 직접 확인");
    await expect(timeline).toContainText("네이버페이 센터에서 같은 금액과 시각의 취소를 확인");
    await expect(timeline).toContainText("이 환불의 취소로 지정");
    await expect(page.getByRole("region", { name: "환불 상태" })).toContainText("완료");
    // The other person's page updates by itself.
    await expect(theirPage.getByText("지금 역할로는 결과를 기록할 수 없습니다.")).toHaveCount(0, {
      timeout: 20_000,
    });
    await other.close();
    expect(await sandbox.ledger(payment.id)).toHaveLength(1);
    expect(await sandbox.requests(payment.id, "cancelPayment")).toHaveLength(1);
  });
});

test("while PortOne is down no refund is requested, the typed values stay, and the refund works afterwards", async ({
  page,
  sandbox,
}) => {
  const payment = await sandbox.createPayment({ total: 15_000 });
  await page.goto(`/payments/${payment.id}`);
  await fillReason(page, "오래 쓴 사유");
  await sandbox.script({ kind: "reset", operation: "getPayment", paymentId: payment.id });
  await review(page);
  await dialog(page).getByRole("button", { name: "15,000원 환불하기" }).click();
  await expect(dialog(page)).toContainText("포트원이 응답하지 않습니다. 환불은 요청되지 않았습니다.");
  await dialog(page)
    .getByRole("button", { name: /닫기|돌아가기/ })
    .first()
    .click();
  await expect(noteOf(page)).toHaveValue("오래 쓴 사유");
  expect(await sandbox.requests(payment.id, "cancelPayment")).toEqual([]);
  await review(page);
  await dialog(page).getByRole("button", { name: "15,000원 환불하기" }).click();
  await expect(dialog(page)).toContainText("완료");
});

test.describe("an expired session", () => {
  test.use({ expectedErrors: ["401"] });

  test("an expired session leaves the typed values, and the refund continues after signing in again", async ({
    page,
    sandbox,
    context,
  }) => {
    const payment = await sandbox.createPayment({ total: 16_000 });
    await page.goto(`/payments/${payment.id}`);
    await fillReason(page, "로그인이 끊긴 사유");
    await review(page);
    const cookies = await context.cookies();
    await context.clearCookies({ name: /session/ });
    await dialog(page).getByRole("button", { name: "16,000원 환불하기" }).click();
    await expect(dialog(page)).toContainText("로그인이 만료되었습니다");
    expect(await sandbox.ledger(payment.id)).toEqual([]);
    await context.addCookies(cookies);
    const again = dialog(page).getByRole("button", { name: "16,000원 환불하기" });
    if (!(await again.isVisible())) {
      await dialog(page)
        .getByRole("button", { name: /닫기|돌아가기/ })
        .first()
        .click();
      await expect(noteOf(page)).toHaveValue("로그인이 끊긴 사유");
      await review(page);
    }
    await again.click();
    await expect(dialog(page)).toContainText("완료");
  });
});

test("a second person sees the open refund and cannot start another", async ({ page, sandbox, browser }) => {
  const payment = await sandbox.createPayment({ total: 17_000 });
  await sandbox.script({ kind: "async-cancel", paymentId: payment.id });
  await page.goto(`/payments/${payment.id}`);
  await fillReason(page, "고객 변심");
  await review(page);
  await dialog(page).getByRole("button", { name: "17,000원 환불하기" }).click();
  await expect(dialog(page)).toContainText("접수됨");
  const other = await browser.newContext({ storageState: stateFile("admin"), locale: "ko-KR" });
  const theirs = await other.newPage();
  await theirs.goto(`/payments/${payment.id}`);
  await expect(theirs.getByText("PG가 환불을 접수했습니다")).toBeVisible();
  await expect(theirs.getByRole("group", { name: "환불 사유" })).toHaveCount(0);
  await other.close();
});

test("a cancellation in the console appears without a reload, as made elsewhere", async ({
  page,
  sandbox,
}) => {
  const payment = await sandbox.createPayment({ total: 18_000 });
  await page.goto(`/payments/${payment.id}`);
  await expect(page.getByRole("group", { name: "환불 사유" })).toBeVisible();
  await sandbox.cancelInConsole(payment.id, { amount: 8_000 });
  await expect(page.getByText("포트원 콘솔에서 취소")).toBeVisible({ timeout: 25_000 });
  await expect(page.getByRole("button", { name: "환불 내용 확인" })).toBeVisible();
});

for (const [what, overrides, message] of [
  [
    "a waiting virtual account",
    { method: "VIRTUAL_ACCOUNT", status: "VIRTUAL_ACCOUNT_ISSUED" },
    "아직 입금되지 않아 환불할",
  ],
  ["a V1 payment", { version: "V1" }, "포트원 V1으로 결제된 건입니다"],
  ["a payment of an unknown status", { extra: { status: "ON_HOLD" } }, "결제 상태를 인식할 수 없습니다"],
] as const) {
  test(`${what} shows why it cannot be refunded`, async ({ page, sandbox }) => {
    const payment = await sandbox.createPayment(overrides);
    await page.goto(`/payments/${payment.id}`);
    await expect(page.getByText(message)).toBeVisible();
    await expect(page.getByRole("button", { name: "환불 내용 확인" })).toHaveCount(0);
  });
}
