// The inbox of webhooks: open a webhook, process it again, and request a resend.
import type { Locator, Page } from "@playwright/test";
import { unknownPayment } from "./dead-letter";
import { stateFile } from "./desk";
import { expect, test } from "./test";

const rowOf = (page: Page, paymentId: string) =>
  page.getByRole("list", { name: "받은 웹훅" }).getByRole("listitem").filter({ hasText: paymentId });

/** Opens the inbox repeatedly until the row has the expected text, because webhooks arrive with a delay. */
async function openUntil(page: Page, address: string, row: Locator, text: string): Promise<void> {
  await expect(async () => {
    await page.goto(address);
    await expect(row.first()).toContainText(text, { timeout: 500 });
  }).toPass();
}

test("a webhook can be opened, processed again and resent by PortOne, and each step is shown", async ({
  page,
  sandbox,
}) => {
  const payment = await sandbox.createPayment({ orderName: "웹훅이 온 주문" });
  const row = rowOf(page, payment.id);
  await openUntil(page, "/webhooks?tab=processed", row, "처리됨");
  await expect(row).toContainText("결제 승인");
  await row.getByRole("link").click();
  await expect(page).toHaveURL(/tab=processed&id=/);
  await expect(page.getByRole("heading", { name: "결제 승인" })).toBeVisible();
  await expect(page.getByText("확인됨 (실연동 시크릿)")).toBeVisible();
  await expect(page.getByRole("region", { name: "웹훅 본문" })).toContainText(`"paymentId": "${payment.id}"`);
  await expect(page.getByRole("region", { name: "이 웹훅으로 변경된 내용" })).toContainText("결제 완료");
  const sends = page.getByRole("region", { name: "포트원 발송 기록" });
  await expect(sends).toContainText("성공 (200)");
  await expect(sends).toContainText("현재 보고 있는 웹훅입니다");

  await page.getByRole("button", { name: "다시 처리" }).click();
  await expect(page.getByRole("status").filter({ hasText: "결제를 다시 조회해 처리했습니다" })).toContainText(
    "변경된 것이 없습니다",
  );

  await expect(row).not.toContainText("중복 수신");
  await sends.getByRole("button", { name: /재발송 요청$/ }).click();
  await expect(sends.getByRole("status")).toContainText("포트원이 재발송했습니다");
  expect(await sandbox.requests(payment.id, "resendWebhook")).toHaveLength(1);
  await expect(row).toContainText("중복 수신 1회");
  await expect(sends).toContainText("재발송");

  await sandbox.script({ kind: "html", operation: "resendWebhook", paymentId: payment.id });
  await sends.getByRole("button", { name: /재발송 요청$/ }).click();
  await expect(sends.getByRole("alert")).toContainText("포트원의 응답을 받지 못했습니다");

  await page.getByRole("link", { name: payment.id, exact: true }).click();
  await expect(page.getByRole("heading", { name: "웹훅이 온 주문" })).toBeVisible();
});

test("a webhook that PortOne never sent can be requested, and arrives", async ({ page, sandbox }) => {
  const payment = await sandbox.createPayment({});
  await openUntil(page, `/webhooks?q=${payment.id}`, rowOf(page, payment.id), "처리됨");
  await sandbox.script({ kind: "webhook-lost", paymentId: payment.id });
  await sandbox.cancelInConsole(payment.id);
  await rowOf(page, payment.id).getByRole("link").click();
  const lost = page
    .getByRole("region", { name: "포트원 발송 기록" })
    .getByRole("listitem")
    .filter({ hasText: "취소됨" });
  await expect(lost).toContainText("발송 전");
  await lost.getByRole("button", { name: /재발송 요청$/ }).click();
  await expect(lost).toContainText("받은 웹훅 보기");
  await lost.getByRole("link", { name: "받은 웹훅 보기" }).click();
  await expect(page.getByRole("heading", { name: "전액 취소" })).toBeVisible();
});

test("a waiting webhook shows its error and next attempt, and is processed at once on request", async ({
  page,
  sandbox,
}) => {
  const id = `slow-${Date.now()}`;
  // The worker's attempts are at 0, 2, 6, 14 and 30 seconds.
  await sandbox.script({ kind: "html", operation: "getPayment", paymentId: id, count: 3 });
  await sandbox.createPayment({ id });
  const row = rowOf(page, id);
  await openUntil(page, "/webhooks?tab=waiting", row, "포트원이 응답하지 않았습니다");
  await row.getByRole("link").click();
  await expect(page.getByText(/다음 시도:/)).toBeVisible();
  const done = page.getByRole("status").filter({ hasText: "결제를 다시 조회해 처리했습니다" });
  await expect(async () => {
    await page.getByRole("button", { name: "다시 처리" }).click({ timeout: 1_000 });
    await expect(done).toBeVisible({ timeout: 1_500 });
  }).toPass();
  await expect(row).toHaveCount(0);
});

test("a dead letter is counted in the menu, shows its error, and can be processed once PortOne has the payment", {
  tag: "@waits",
}, async ({ page, sandbox }) => {
  test.setTimeout(240_000);
  const row = rowOf(page, unknownPayment);
  const menu = page.getByRole("navigation", { name: "주 메뉴" }).getByRole("link", { name: /웹훅/ });
  await expect(async () => {
    await page.goto("/webhooks?tab=dead");
    await expect(row).toContainText("포트원에 이 결제가 없습니다", { timeout: 1_000 });
  }).toPass({ timeout: 200_000, intervals: [3_000] });
  await expect(menu.first()).toContainText("처리에 실패한 웹훅 1건");
  await row.getByRole("link").click();
  await expect(page.getByText(/회 시도했지만 처리하지 못했습니다/)).toBeVisible();
  await expect(page.getByText("개발 담당자", { exact: true })).toBeVisible();

  await page.getByRole("button", { name: "다시 처리" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "포트원에 이 결제가 없어" })).toBeVisible();
  await expect(row).toHaveCount(1);

  await sandbox.createPayment({ id: unknownPayment, announce: false });
  await page.getByRole("button", { name: "다시 처리" }).click();
  await expect(page.getByRole("status").filter({ hasText: "결제를 다시 조회해 처리했습니다" })).toContainText(
    "1건이 추가되었습니다",
  );
  await expect(page.getByRole("region", { name: "이 웹훅으로 변경된 내용" })).toContainText("결제 완료");
  await expect(row).toHaveCount(0);
  await expect(menu.first()).not.toContainText("처리에 실패한");
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test("the list is first, then a webhook replaces it with the focus, and a link returns to the list", async ({
    page,
    sandbox,
  }) => {
    const payment = await sandbox.createPayment({});
    const row = rowOf(page, payment.id);
    await openUntil(page, "/webhooks", row, "처리됨");
    await row.getByRole("link").click();
    await expect(page.getByRole("heading", { name: "결제 승인" })).toBeFocused();
    await expect(row).toBeHidden();
    await page.getByRole("link", { name: "목록으로" }).click();
    await expect(row).toBeVisible();
    await expect(page.getByRole("heading", { name: "결제 승인" })).toHaveCount(0);
  });
});

test("an invalid address falls back to valid values, and an unknown webhook shows a message", async ({
  page,
}) => {
  await page.goto(
    `/webhooks?tab=nonsense&after=%00%FF&q=${encodeURIComponent(`%_'"\\ 🙂 ${"x".repeat(5_000)}`)}`,
  );
  await expect(page.getByText("검색 결과가 없습니다")).toBeVisible();
  await page.goto("/webhooks?id=no-such");
  await expect(page.getByRole("heading", { name: "웹훅을 찾을 수 없습니다" })).toBeVisible();
});

test.describe("a viewer", () => {
  test.use({ as: "viewer" });

  test("can read but not act, not even by sending an operator's request", async ({
    page,
    sandbox,
    browser,
  }) => {
    const payment = await sandbox.createPayment({});
    await openUntil(page, `/webhooks?q=${payment.id}`, rowOf(page, payment.id), "처리됨");
    await rowOf(page, payment.id).getByRole("link").click();
    await expect(page.getByRole("region", { name: "웹훅 본문" })).toContainText(payment.id);
    await expect(page.getByRole("region", { name: "포트원 발송 기록" })).toContainText("성공");
    await expect(page.getByRole("button", { name: /다시 처리|재발송/ })).toHaveCount(0);

    const context = await browser.newContext({ storageState: stateFile("operator"), locale: "ko-KR" });
    const operator = await context.newPage();
    await operator.goto(page.url());
    // An open webhook is read at PortOne again whenever any webhook changes.
    await page.goto("/account");
    const caught = operator.waitForRequest(
      (request) => request.method() === "POST" && request.headers()["next-action"] !== undefined,
    );
    await operator.route("**/webhooks**", (route) =>
      route.request().method() === "POST" ? route.abort() : route.continue(),
    );
    await operator.getByRole("button", { name: "다시 처리" }).click();
    const request = await caught;
    const { "next-action": action, "next-router-state-tree": tree, "content-type": type } = request.headers();
    await operator.goto("/account");
    await context.close();
    const reads = (await sandbox.requests(payment.id, "getPayment")).length;
    const answer = await page.request.post("/webhooks", {
      data: request.postData() ?? "",
      headers: {
        "next-action": action ?? "",
        "next-router-state-tree": tree ?? "",
        "content-type": type ?? "text/plain",
        origin: new URL(request.url()).origin,
      },
    });
    expect(await answer.text()).toContain("not-allowed");
    expect(await sandbox.requests(payment.id, "getPayment")).toHaveLength(reads);
  });
});
