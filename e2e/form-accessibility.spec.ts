// axe on the states of the refund form that only some payments have, and on each outcome of a refund, in both themes.
import { typeIn } from "./keyboard";
import { chooseReason, fillPart, receipt, review } from "./refund-steps";
import { expect, test } from "./test";
import { darkAndNarrow, looks, show, violations, violationsInBothLooks } from "./violations";

/** PortOne's answer, and the outcome that the dialog shows. */
const ends = [
  ["접수됨", { kind: "async-cancel" }],
  ["확인 중", { kind: "pg-error", pgCode: "Z-77", pgMessage: "내부 오류" }],
  ["실패", { kind: "status", status: 409, body: { type: "PAYMENT_NOT_PAID", message: "not paid" } }],
] as const;

test.use(darkAndNarrow);

test("a partial refund with taxes and its errors, an account with the list of banks open", async ({
  page,
  sandbox,
}) => {
  const { id } = await sandbox.createPayment({
    method: "VIRTUAL_ACCOUNT",
    pgProvider: "SMARTRO_V2",
    taxFree: 9_000,
  });
  await page.goto(`/payments/${id}`);
  await fillPart(page, "15,000");
  await expect(page.getByLabel("예금주 연락처")).toBeVisible();
  expect(await violationsInBothLooks(page), "filled in").toEqual([]);
  await fillPart(page, "50,000");
  await typeIn(page.getByLabel("계좌번호"), "신한 110");
  await review(page);
  await expect(page.getByText("은행을 선택해 주세요.")).toBeVisible();
  expect(await violationsInBothLooks(page), "refused").toEqual([]);
  for (const look of looks) {
    await show(page, look);
    // A list closes when the page scrolls, which the previous check may have caused.
    await expect(async () => {
      await page.getByRole("button", { name: "은행 목록 열기" }).click();
      await expect(page.getByRole("listbox")).toBeVisible({ timeout: 1_000 });
    }).toPass({ timeout: 10_000 });
    expect(await violations(page, "[role=listbox]"), "banks").toEqual([]);
    await page.keyboard.press("Escape");
  }
  await page.getByText("API 호출로 보기").click();
  await page.getByRole("button", { name: "내부 메모 추가" }).click();
  expect(await violationsInBothLooks(page), "everything open").toEqual([]);
});

test("the two options of a promotion, and a bound option", async ({ page, sandbox }) => {
  const { id } = await sandbox.createPayment({
    total: 60_000,
    promotion: { id: "promotion-for-axe", kind: "rate", value: 10, threshold: 50_000 },
  });
  await page.goto(`/payments/${id}`);
  await fillPart(page, "20,000");
  await expect(page.getByRole("radio", { name: /^할인 유지/ })).toBeVisible();
  expect(await violationsInBothLooks(page), "two ways").toEqual([]);
});

test("a blocked refund as an operator sees it", async ({ page, sandbox }) => {
  const { id } = await sandbox.createPayment({ method: "CONVENIENCE_STORE", pgProvider: "INICIS_JP" });
  await page.goto(`/payments/${id}`);
  await expect(page.getByRole("button", { name: "요청 내용 복사" })).toBeVisible();
  expect(await violationsInBothLooks(page)).toEqual([]);
});

test.describe("as administrator", () => {
  test.use({ as: "admin" });
  test("a blocked refund and its receipt; a balance that PortOne counts differently", async ({
    page,
    sandbox,
  }) => {
    const { id } = await sandbox.createPayment({ method: "CONVENIENCE_STORE", pgProvider: "INICIS_JP" });
    await page.goto(`/payments/${id}`);
    await chooseReason(page);
    await review(page);
    await expect(page.getByText("조건을 무시하고 보내는 이유를 입력해 주세요.")).toBeVisible();
    expect(await violationsInBothLooks(page), "override").toEqual([]);
    await typeIn(page.getByLabel("조건을 무시하고 보내는 이유"), "PG와 통화함");
    await review(page);
    await expect(receipt(page)).toContainText("조건 무시 이유");
    expect(await violationsInBothLooks(page), "its receipt").toEqual([]);

    const counted = await sandbox.createPayment({ total: 40_000 });
    await sandbox.script({
      kind: "status",
      paymentId: counted.id,
      status: 409,
      body: { type: "CANCELLABLE_AMOUNT_CONSISTENCY_BROKEN", message: "another balance" },
    });
    page.once("dialog", (dialog) => dialog.accept());
    await page.goto(`/payments/${counted.id}`);
    await chooseReason(page);
    await review(page);
    await receipt(page).getByRole("button", { name: "40,000원 환불하기" }).click();
    await receipt(page).getByRole("button", { name: "닫기" }).click();
    await page.getByRole("radio", { name: /^콘솔 금액 입력하기/ }).check();
    expect(await violationsInBothLooks(page), "lock").toEqual([]);
  });
});

for (const [end, fault] of ends) {
  test(`a refund that ends as ${end}`, async ({ page, sandbox }) => {
    const { id } = await sandbox.createPayment({ total: 23_000 });
    await sandbox.script({ ...fault, paymentId: id });
    await page.goto(`/payments/${id}`);
    await chooseReason(page);
    await review(page);
    await receipt(page).getByRole("button", { name: "23,000원 환불하기" }).click();
    await expect(receipt(page).getByRole("heading", { level: 2 })).toContainText(end);
    expect(await violationsInBothLooks(page)).toEqual([]);
  });
}
