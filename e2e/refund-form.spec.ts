// The refund form: amounts as people type them, partial refunds, drafts, and changes while a person types.
import type { Page } from "@playwright/test";
import { stateFile } from "./desk";
import { typeIn } from "./keyboard";
import {
  chooseReason,
  confirm,
  fillAccount,
  fillPart,
  fillReason,
  noteOf,
  receipt,
  review,
} from "./refund-steps";
import { expect, test } from "./test";

test.describe("the amount", () => {
  test("stays as typed, gets commas when the field is left, and shows its limit before and after", async ({
    page,
    sandbox,
  }) => {
    const payment = await sandbox.createPayment({ total: 45_000 });
    await page.goto(`/payments/${payment.id}`);
    await page.getByRole("radio", { name: "부분 환불" }).check();
    const amount = page.getByLabel("환불 금액");
    await expect(page.getByText("최대 45,000원")).toBeVisible();
    await amount.pressSequentially("1234");
    await page.keyboard.press("Home");
    await page.keyboard.type("5");
    await expect(amount).toHaveValue("51234");
    expect(await amount.evaluate((box: HTMLInputElement) => box.selectionStart)).toBe(1);
    await page.keyboard.press("Tab");
    await expect(amount).toHaveValue("51,234");
    await expect(page.getByText("최대 45,000원까지 취소할 수 있습니다.")).toBeVisible();
    await page.getByRole("button", { name: "1/2: 22,500원" }).click();
    await expect(amount).toHaveValue("22,500");
    const summary = page.getByRole("region", { name: "환불 요약" });
    await expect(summary).toContainText("환불 금액22,500원");
    await expect(summary).toContainText("환불 후 남는 금액22,500원");
    await page.getByRole("button", { name: "남은 전액" }).click();
    await expect(page.getByRole("radio", { name: "전액 환불" })).toBeChecked();
    await expect(summary).toContainText("환불 금액45,000원");
  });

  for (const [typed, message] of [
    ["12,000.5", "이 통화는 소수점 아래 금액을 사용하지 않습니다."],
    ["만이천원", "금액을 숫자로 입력해 주세요."],
    ["🙂", "금액을 숫자로 입력해 주세요."],
    ["0", "0보다 큰 금액을 입력해 주세요."],
    ["45,001", "최대 45,000원까지 취소할 수 있습니다."],
  ] as const) {
    test(`of ${typed} is rejected with a message and stays in the field`, async ({ page, sandbox }) => {
      const payment = await sandbox.createPayment({ total: 45_000 });
      await page.goto(`/payments/${payment.id}`);
      await fillPart(page, typed);
      await expect(page.getByText(message)).toBeVisible();
      await chooseReason(page);
      await review(page);
      await expect(receipt(page)).toHaveCount(0);
      await expect(page.getByLabel("환불 금액")).toHaveValue(typed);
      await expect(page.getByLabel("환불 금액")).toBeFocused();
    });
  }

  test("is read when pasted, in full width, and with 원 composed by an input method", async ({
    page,
    sandbox,
    context,
  }) => {
    const payment = await sandbox.createPayment({ total: 45_000 });
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.goto(`/payments/${payment.id}`);
    await page.getByRole("radio", { name: "부분 환불" }).check();
    const amount = page.getByLabel("환불 금액");
    for (const [pasted, shown] of [
      ["12,000원", "12,000"],
      ["₩ 7 000", "7,000"],
      ["１２３４５", "12,345"],
    ] as const) {
      await page.evaluate((text) => navigator.clipboard.writeText(text), pasted);
      await typeIn(amount, "");
      await amount.press("ControlOrMeta+V");
      await expect(amount).toHaveValue(pasted);
      await amount.press("Tab");
      await expect(amount).toHaveValue(shown);
    }
    await typeIn(amount, "12000");
    const keys = await context.newCDPSession(page);
    for (const text of ["ㅇ", "우", "워", "원"])
      await keys.send("Input.imeSetComposition", { text, selectionStart: 1, selectionEnd: 1 });
    await keys.send("Input.insertText", { text: "원" });
    await expect(amount).toHaveValue("12000원");
    await expect(page.getByRole("region", { name: "환불 요약" })).toContainText("12,000원");
    await amount.press("Tab");
    await expect(amount).toHaveValue("12,000");
  });

  test("in dollars accepts cents, and rejects an ambiguous comma", async ({ page, sandbox, context }) => {
    const payment = await sandbox.createPayment({ total: 123_456, currency: "USD" });
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.goto(`/payments/${payment.id}`);
    await page.getByRole("radio", { name: "부분 환불" }).check();
    const amount = page.getByLabel("환불 금액");
    await page.evaluate(() => navigator.clipboard.writeText("12,50"));
    await amount.press("ControlOrMeta+V");
    await expect(page.getByText("쉼표 위치를 확인해 주세요.")).toBeVisible();
    await typeIn(amount, "12,50");
    await amount.press("Tab");
    await expect(amount).toHaveValue("12,50");
    await expect(page.getByText("쉼표 위치를 확인해 주세요.")).toBeVisible();
    await typeIn(amount, "1234.567");
    await expect(page.getByText("소수점 아래 자릿수가 너무 많습니다.")).toBeVisible();
    await typeIn(amount, "$1234.50");
    await chooseReason(page);
    await review(page);
    await confirm(page, "$1,234.50 환불하기", "완료");
    const [sent] = await sandbox.requests(payment.id, "cancelPayment");
    expect(JSON.parse(sent?.body ?? "")).toMatchObject({
      amount: 123_450,
      currentCancellableAmount: 123_456,
    });
  });
});

test("after several partial refunds the rest is refunded, and each receipt shows its own amount", async ({
  page,
  sandbox,
}) => {
  const payment = await sandbox.createPayment({ total: 30_000, taxFree: 10_000 });
  await page.goto(`/payments/${payment.id}`);
  await fillPart(page, "9,000");
  await expect(page.getByLabel("이 중 면세 금액")).toHaveAttribute("placeholder", "3,000");
  await typeIn(page.getByLabel("이 중 면세 금액"), "10,001");
  await expect(page.getByText("면세 금액은 9,000원까지 입력할 수 있습니다.")).toBeVisible();
  await typeIn(page.getByLabel("이 중 면세 금액"), "5,000");
  await chooseReason(page);
  await review(page);
  await expect(receipt(page)).toContainText("이 중 면세 금액5,000원");
  await confirm(page, "9,000원 환불하기", "완료");
  await receipt(page).getByRole("button", { name: "닫기" }).click();
  await expect(page.getByRole("radio", { name: "전액 환불" })).toBeChecked();
  await expect(page.getByRole("region", { name: "환불 요약" })).toContainText("21,000원");
  await chooseReason(page, "DEFECTIVE");
  await review(page);
  await confirm(page, "21,000원 환불하기", "완료");
  const sent = (await sandbox.requests(payment.id, "cancelPayment")).map(({ body }) => JSON.parse(body));
  expect(sent[0]).toMatchObject({ amount: 9_000, taxFreeAmount: 5_000, currentCancellableAmount: 30_000 });
  expect(sent[1]).toMatchObject({ taxFreeAmount: 5_000, currentCancellableAmount: 21_000 });
  expect(sent[1]).not.toHaveProperty("amount");
  expect(await sandbox.ledger(payment.id)).toMatchObject([{ amount: 9_000 }, { amount: 21_000 }]);
});

test("a reason of the list needs no text, and the internal note is never sent", async ({ page, sandbox }) => {
  const payment = await sandbox.createPayment({ total: 5_000 });
  await page.goto(`/payments/${payment.id}`);
  await chooseReason(page, "DELAYED");
  await page.getByRole("button", { name: "내부 메모 추가" }).click();
  await typeIn(page.getByLabel("내부 메모"), "단골 고객, 사과 쿠폰 지급");
  await review(page);
  await expect(receipt(page)).toContainText("단골 고객, 사과 쿠폰 지급");
  await confirm(page, "5,000원 환불하기", "완료");
  const [sent] = await sandbox.requests(payment.id, "cancelPayment");
  expect(JSON.parse(sent?.body ?? "").reason).toMatch(/^배송 지연 #R\w{6}$/);
  expect(sent?.body).not.toContain("쿠폰");
});

test("a missing or too long value shows an error at its field", async ({ page, sandbox }) => {
  const payment = await sandbox.createPayment({});
  await page.goto(`/payments/${payment.id}`);
  await review(page);
  await expect(page.getByText("환불 사유를 선택해 주세요.")).toBeVisible();
  await page.getByRole("radio", { name: "기타" }).check();
  await review(page);
  await expect(page.getByText("상세 사유를 입력해 주세요.")).toBeVisible();
  await expect(noteOf(page)).toBeFocused();
  await noteOf(page).fill("가".repeat(10_000));
  await review(page);
  await expect(page.getByText("200자까지")).toBeVisible();
  await expect(noteOf(page)).toHaveValue("가".repeat(10_000));
  expect(await sandbox.requests(payment.id, "cancelPayment")).toEqual([]);
});

/** Opens a payment from the list. Opening it by its address first puts it into the list, however late its webhook is. */
async function openFromList(page: Page, paymentId: string): Promise<void> {
  await page.goto(`/payments/${paymentId}`);
  await page.goto(`/payments?q=${paymentId}`);
  await page.locator(`a[href="/payments/${paymentId}"]`).click();
}

test.describe("a draft", () => {
  test("survives a reload without the customer's data, and is deleted with the refund", async ({
    page,
    sandbox,
  }) => {
    const payment = await sandbox.createPayment({ method: "VIRTUAL_ACCOUNT", total: 20_000 });
    await page.goto(`/payments/${payment.id}`);
    await fillPart(page, "7,000");
    await fillReason(page, "일부 품절");
    await typeIn(page.getByLabel("계좌번호"), "110-123-456789");
    await typeIn(page.getByLabel("예금주", { exact: true }), "홍길동");
    await page.reload();
    await expect(page.getByText("작성하던 내용을 불러왔습니다")).toBeVisible();
    await expect(page.getByLabel("환불 금액")).toHaveValue("7,000");
    await expect(noteOf(page)).toHaveValue("일부 품절");
    await expect(page.getByLabel("계좌번호")).toHaveValue("");
    await expect(page.getByText("저장되지 않으니 다시 입력해 주세요.")).toBeVisible();
    const stored = await page.evaluate(() =>
      JSON.stringify([{ ...sessionStorage }, { ...localStorage }, location.href]),
    );
    expect(stored).toContain("일부 품절");
    for (const secret of ["110123456789", "110-123", "홍길동"]) expect(stored).not.toContain(secret);
    await page.getByRole("button", { name: "처음부터 작성하기" }).click();
    await expect(page.getByRole("radio", { name: "전액 환불" })).toBeChecked();
    await page.reload();
    await expect(page.getByRole("radio", { name: "전액 환불" })).toBeChecked();
    await expect(page.getByText("작성하던 내용을 불러왔습니다")).toHaveCount(0);
  });

  test("belongs to one person and one payment", async ({ page, sandbox, browser }) => {
    const payment = await sandbox.createPayment({ total: 20_000 });
    await page.goto(`/payments/${payment.id}`);
    await fillReason(page, "내 것");
    const other = await sandbox.createPayment({ total: 20_000 });
    page.once("dialog", (dialog) => dialog.accept());
    await page.goto(`/payments/${other.id}`);
    await expect(noteOf(page)).toHaveValue("");
    const admin = await browser.newContext({ storageState: stateFile("admin"), locale: "ko-KR" });
    const theirs = await admin.newPage();
    await theirs.goto(`/payments/${payment.id}`);
    await expect(noteOf(theirs)).toHaveValue("");
    await admin.close();
    await page.goto(`/payments/${payment.id}`);
    await expect(noteOf(page)).toHaveValue("내 것");
  });

  test("asks before the page is left, and stays when the person stays", async ({ page, sandbox }) => {
    const payment = await sandbox.createPayment({ total: 20_000 });
    await page.goto(`/payments/${payment.id}`);
    await fillReason(page, "쓰다 만 사유");
    const questions: string[] = [];
    page.once("dialog", (dialog) => {
      questions.push(dialog.message());
      return dialog.dismiss();
    });
    await page.getByRole("link", { name: "결제", exact: true }).first().click();
    expect(questions).toEqual(["작성 중인 환불이 있습니다. 이 화면을 나가시겠어요?"]);
    await expect(noteOf(page)).toHaveValue("쓰다 만 사유");
    page.once("dialog", (dialog) => {
      questions.push(dialog.message());
      return dialog.dismiss();
    });
    await page.keyboard.press("Control+k");
    await expect(page.getByRole("dialog", { name: "빠른 이동" })).toBeVisible();
    await page.keyboard.type("웹훅");
    await page.keyboard.press("Enter");
    await expect.poll(() => questions.length).toBe(2);
    await expect(noteOf(page)).toHaveValue("쓰다 만 사유");
    page.once("dialog", (dialog) => dialog.accept());
    await page.getByRole("link", { name: "결제", exact: true }).first().click();
    await expect(page).toHaveURL(/\/payments$/);
  });

  test("asks on the browser's back button too, and is restored when the person returns", async ({
    page,
    sandbox,
  }) => {
    const payment = await sandbox.createPayment({ total: 20_000 });
    await openFromList(page, payment.id);
    await expect(page).toHaveURL(new RegExp(`/payments/${payment.id}$`));
    await chooseReason(page, "OTHER");
    await noteOf(page).click();
    await page.keyboard.type("쓰다 만 사유");
    const questions: string[] = [];
    page.once("dialog", (dialog) => {
      questions.push(dialog.message());
      return dialog.dismiss();
    });
    await page.evaluate(() => history.back());
    await expect.poll(() => questions).toEqual(["작성 중인 환불이 있습니다. 이 화면을 나가시겠어요?"]);
    await expect(page).toHaveURL(new RegExp(`/payments/${payment.id}$`));
    await expect(noteOf(page)).toHaveValue("쓰다 만 사유");
    await noteOf(page).click();
    page.once("dialog", (dialog) => dialog.accept());
    await page.goBack();
    await expect(page).toHaveURL(/\/payments\?q=/);
    await page.goForward();
    await expect(noteOf(page)).toHaveValue("쓰다 만 사유");
  });

  test("does not ask when nothing is typed", async ({ page, sandbox }) => {
    const payment = await sandbox.createPayment({ total: 20_000 });
    await openFromList(page, payment.id);
    await expect(page.getByRole("group", { name: "환불 사유" })).toBeVisible();
    page.once("dialog", (dialog) => {
      throw new Error(`unexpected dialog: ${dialog.message()}`);
    });
    await page.goBack();
    await expect(page).toHaveURL(/\/payments\?q=/);
  });
});

test("of two operators the second sees the new balance and the typed values, and nothing is sent", async ({
  page,
  sandbox,
}) => {
  const payment = await sandbox.createPayment({ total: 50_000 });
  await page.goto(`/payments/${payment.id}`);
  await fillPart(page, "20,000");
  await fillReason(page, "둘이서 동시에");
  await review(page);
  await sandbox.cancelInConsole(payment.id, { amount: 35_000 });
  await receipt(page).getByRole("button", { name: "20,000원 환불하기" }).click();
  await expect(receipt(page)).toContainText("그사이 환불 가능 금액이 변경되었습니다");
  await expect(receipt(page)).toContainText("변경 전 50,000원, 변경 후 15,000원");
  await receipt(page).getByRole("button", { name: "돌아가기" }).click();
  await expect(page.getByLabel("환불 금액")).toHaveValue("20,000");
  await expect(noteOf(page)).toHaveValue("둘이서 동시에");
  await expect(page.getByText("최대 15,000원까지 취소할 수 있습니다.")).toBeVisible();
  expect(await sandbox.requests(payment.id, "cancelPayment")).toEqual([]);
  await typeIn(page.getByLabel("환불 금액"), "15,000");
  await review(page);
  await confirm(page, "15,000원 환불하기", "완료");
});

test("of two tabs the refund of one blocks the other through live data", async ({
  page,
  sandbox,
  context,
}) => {
  const payment = await sandbox.createPayment({ total: 18_000 });
  await sandbox.script({ kind: "async-cancel", paymentId: payment.id });
  const second = await context.newPage();
  await page.goto(`/payments/${payment.id}`);
  await second.goto(`/payments/${payment.id}`);
  for (const tab of [page, second]) {
    await fillPart(tab, "6,000");
    await chooseReason(tab);
    await review(tab);
  }
  await confirm(page, "6,000원 환불하기", "접수됨");
  await receipt(second).getByRole("button", { name: "6,000원 환불하기" }).click();
  await expect(receipt(second)).toContainText("환불 요청을 보내지 않았습니다");
  expect(await sandbox.requests(payment.id, "cancelPayment")).toHaveLength(1);
});

test.describe("parts of the page", () => {
  test.use({ expectedErrors: ["ERR_FAILED", "ChunkLoadError", "Failed to load chunk"] });

  for (const isReachable of [true, false]) {
    const title = isReachable ? "that load slowly" : "that cannot be loaded";
    test(`${title} leave the outcome and its focus in place`, async ({ page, sandbox }) => {
      const payment = await sandbox.createPayment({ total: 14_000 });
      await page.goto(`/payments/${payment.id}`);
      await fillPart(page, "4000");
      await chooseReason(page);
      await page.waitForLoadState("networkidle");
      const held = Promise.withResolvers<void>();
      let requests = 0;
      await page.route("**/_next/static/chunks/**", async (route) => {
        requests += 1;
        await held.promise;
        await (isReachable ? route.continue() : route.abort());
      });
      await review(page);
      await expect(receipt(page)).toBeVisible();
      await confirm(page, "4,000원 환불하기", "완료");
      const close = receipt(page).getByRole("button", { name: "닫기" });
      await expect(close).toBeFocused();
      await expect.poll(() => requests).toBeGreaterThan(0);
      held.resolve();
      await expect(close).toBeFocused();
      await close.click();
      const history = page.getByRole("heading", { name: "환불·취소 내역" });
      const notice = page.getByText("화면의 일부를 불러오지 못했습니다");
      await expect(isReachable ? history : notice.first()).toBeVisible();
      await expect(page.getByRole("radio", { name: "부분 환불" })).toBeVisible();
    });
  }

  for (const isReachable of [true, false]) {
    const title = isReachable ? "load slowly open the receipt" : "cannot be loaded say so";
    test(`that check the typed values and ${title}, and the typed text stays`, async ({ page, sandbox }) => {
      const payment = await sandbox.createPayment({ total: 14_000 });
      await page.goto(`/payments/${payment.id}`);
      await expect(page.getByRole("radio", { name: "부분 환불" })).toBeEnabled();
      // The form's other late parts are loaded; the checks load with the first focus in the form.
      await page.waitForLoadState("networkidle");
      const held = Promise.withResolvers<void>();
      await page.route("**/_next/static/chunks/**", async (route) => {
        await held.promise;
        await (isReachable ? route.continue() : route.abort());
      });
      await fillPart(page, "4000");
      await chooseReason(page);
      await review(page);
      const button = page.getByRole("button", { name: /환불 내용 확인/ });
      await expect(button).toHaveAttribute("aria-disabled", "true");
      held.resolve();
      if (isReachable) await expect(receipt(page)).toContainText("4,000원");
      else {
        // The checks and the fields of the partial amount's tax.
        await expect(page.getByText("화면의 일부를 불러오지 못했습니다")).toHaveCount(2);
        await expect(receipt(page)).toHaveCount(0);
        await expect(page.getByLabel("환불 금액")).toHaveValue("4,000");
        await expect(button).not.toHaveAttribute("aria-disabled", "true");
        // The keyboard's commands and the notices load late as well; without them the page stays.
        await page.keyboard.press("Control+k");
        await expect(page.getByText("불러오지 못했습니다. 화면을 새로 고쳐 주세요.")).toBeVisible();
        await page.waitForLoadState("networkidle");
        await expect(page.getByLabel("환불 금액")).toHaveValue("4,000");
      }
    });
  }
});

test("a message to the customer is offered in either language", async ({ page, sandbox, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const payment = await sandbox.createPayment({
    total: 12_000,
    orderName: "감귤 3kg",
    customer: { name: "최서연", email: "seoyeon@example.com" },
  });
  await page.goto(`/payments/${payment.id}`);
  await chooseReason(page);
  await review(page);
  await confirm(page, "12,000원 환불하기", "완료");
  const message = receipt(page).getByRole("region", { name: "고객 안내 문구" });
  await expect(message).toContainText("최서연님, 안녕하세요.");
  await expect(message).toContainText("환불 금액: 12,000원");
  const copy = receipt(page).getByRole("button", { name: "고객 안내 문구 복사" });
  await expect(copy).toBeInViewport({ ratio: 1 });
  await copy.click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("감귤 3kg");
  await expect(message.getByRole("link", { name: "이메일 작성하기" })).toHaveAttribute(
    "href",
    /^mailto:seoyeon%40example\.com\?subject=/,
  );
  await message.getByRole("radio", { name: "영어" }).check();
  await expect(message).toContainText("The full refund of your order “감귤 3kg” was processed.");
});

test("a developer sees the same refund as an API call, without secrets", async ({ page, sandbox }) => {
  const payment = await sandbox.createPayment({ method: "VIRTUAL_ACCOUNT", total: 12_000 });
  await page.goto(`/payments/${payment.id}`);
  await page.getByText("API 호출로 보기").click();
  await expect(page.getByText("사유까지 선택하면 표시됩니다.")).toBeVisible();
  await fillPart(page, "5,000");
  await fillAccount(page);
  await chooseReason(page);
  const call = page.locator("pre");
  await expect(call).toContainText(`/payments/${payment.id}/cancel`);
  await expect(call).toContainText('"amount": 5000');
  await expect(call).toContainText("********6789");
  for (const secret of ["110123456789", "김민서"]) await expect(call).not.toContainText(secret);
  await page.getByRole("radio", { name: "Node SDK" }).check();
  await expect(call).toContainText("payments.cancelPayment(");
});
