// The panel that answers "Can I refund this now?" for each method, before the form is used.
import { expect, test } from "./test";

const day = 86_400_000;
const card = { issuer: "신한카드", brand: "LOCAL", type: "CREDIT", ownerType: "PERSONAL" };
const cardMethod = { type: "PaymentMethodCard", card };
const wallet = (provider: string, easyPayMethod?: object) => ({
  type: "PaymentMethodEasyPay",
  provider,
  easyPayMethod,
});

/** Returns noon of the last day of last month in Asia/Seoul, in ms. */
function lastMonth(): number {
  const seoul = new Date(Date.now() + 9 * 3_600_000);
  return Date.UTC(seoul.getUTCFullYear(), seoul.getUTCMonth(), 0, 3);
}

const cases: [name: string, payment: Record<string, unknown>, answer: RegExp, lines: RegExp[]][] = [
  [
    "card",
    { method: cardMethod },
    /환불할 수 있습니다/,
    [
      /보통 .+까지 · \d+일 남음/,
      /부분 환불할 수 있습니다/,
      /수수료 없음/,
      /환급 예상일은 ‘환불 요약’에 있습니다/,
    ],
  ],
  [
    "card-over-a-year",
    { method: cardMethod, paidAt: Date.now() - 400 * day },
    /환불하기 전에 확인해 주세요/,
    [/보통의 환불 기한이 \d+일 지났습니다/],
  ],
  [
    "ksnet-late",
    { method: cardMethod, pgProvider: "KSNET", paidAt: Date.now() - 200 * day },
    /지금은 환불할 수 없습니다/,
    [/환불 기한이 \d+일 지났습니다/, /KSNET은 결제 후 6개월/],
  ],
  [
    "virtual-account",
    { method: "VIRTUAL_ACCOUNT", pgProvider: "INICIS_V2" },
    /환불하기 전에 확인해 주세요/,
    [/환불 기한이 없습니다/, /환불 특약이 필요합니다/, /환불\(송금\) 수수료 300원 추가/],
  ],
  [
    "virtual-account-toss",
    { method: "VIRTUAL_ACCOUNT" },
    /환불할 수 있습니다/,
    [/환불 특약이 필요하지 않습니다/],
  ],
  [
    "transfer",
    { method: "TRANSFER", paidAt: Date.now() - 120 * day },
    /환불하기 전에 확인해 주세요/,
    [/문서마다 다릅니다/, /부분 환불 가능 여부가 포트원 문서에 없습니다/],
  ],
  [
    "mobile",
    { method: "MOBILE", pgProvider: "DANAL_TPAY" },
    /환불할 수 있습니다/,
    [/까지 · /, /부분 환불할 수 없습니다/],
  ],
  [
    "mobile-next-month",
    { method: "MOBILE", pgProvider: "KPN", paidAt: lastMonth() },
    /환불하기 전에 확인해 주세요/,
    [/익월 환불 계약이 필요합니다/],
  ],
  [
    "mobile-too-late",
    { method: "MOBILE", pgProvider: "DANAL_TPAY", paidAt: lastMonth() },
    /지금은 환불할 수 없습니다/,
    [/휴대폰 결제는 결제한 달에만/],
  ],
  [
    "kakaopay",
    { method: wallet("KAKAOPAY", cardMethod), pgProvider: "KAKAOPAY" },
    /환불할 수 있습니다/,
    [/카카오페이 카드는 1년/],
  ],
  [
    "naverpay",
    { method: wallet("NAVERPAY", cardMethod), pgProvider: "NAVERPAY" },
    /환불할 수 있습니다/,
    [/1095일/],
  ],
  [
    "paypal",
    { method: wallet("PAYPAL"), pgProvider: "PAYPAL_V2", currency: "USD", total: 9_900 },
    /환불할 수 있습니다/,
    [/180일/],
  ],
  [
    "gift-certificate",
    { method: "GIFT_CERTIFICATE" },
    /환불 조건이 포트원 문서에 없습니다/,
    [/환불 기한이 포트원 문서에 없습니다/, /상품권은 부분 취소할 수 없습니다/],
  ],
  [
    "convenience-store",
    { method: "CONVENIENCE_STORE", pgProvider: "INICIS_JP", currency: "JPY" },
    /지금은 환불할 수 없습니다/,
    [/입금 전에만/],
  ],
  [
    "crypto",
    { method: "CRYPTO", pgProvider: "TRIPLE_A", currency: "USD" },
    /환불 조건이 포트원 문서에 없습니다/,
    [/부분 환불할 수 있습니다/],
  ],
  [
    "escrow",
    { method: cardMethod, pgProvider: "KCP_V2", escrow: { status: "BEFORE_REGISTERED" } },
    /환불할 수 있습니다/,
    [/구매확정 전에 부분 취소할 수 없습니다/],
  ],
  [
    "waiting",
    { method: "VIRTUAL_ACCOUNT", status: "VIRTUAL_ACCOUNT_ISSUED" },
    /지금은 환불할 수 없습니다/,
    [/아직 입금되지 않았습니다/],
  ],
];

for (const [name, payment, answer, lines] of cases) {
  test(`${name}: the panel shows its answer first, then the reasons`, async ({ page, sandbox }) => {
    const { id } = await sandbox.createPayment({ total: 38_000, ...payment });
    await page.goto(`/payments/${encodeURIComponent(id)}`);
    const panel = page.getByRole("region", { name: "환불 조건" });
    await expect(panel).toContainText(answer);
    for (const line of lines) await expect(panel).toContainText(line);
    const daysLeft = (await panel.textContent())?.match(/일 남음/g) ?? [];
    expect(daysLeft.length, "the deadline stands once").toBeLessThanOrEqual(1);
    await page.setViewportSize({ width: 390, height: 844 });
    const overflow = await panel.evaluate((element) => element.scrollWidth - element.clientWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    await panel.screenshot({ path: `artifacts/policy/${name}-390.png` });
    await page.setViewportSize({ width: 1280, height: 860 });
    await panel.screenshot({ path: `artifacts/policy/${name}-1280.png` });
  });
}

test("each line names its source page and the date of reading; notes unfold by keyboard", async ({
  page,
  sandbox,
}) => {
  const { id } = await sandbox.createPayment({ method: "VIRTUAL_ACCOUNT", pgProvider: "SMARTRO_V2" });
  await page.goto(`/payments/${id}`);
  const panel = page.getByRole("region", { name: "환불 조건" });
  await panel.locator("summary", { hasText: "환불 기한이 없습니다" }).click();
  const source = panel.getByRole("link", { name: "포트원 V2 문서" }).first();
  await expect(source).toBeVisible();
  await expect(source).toHaveAttribute("href", /^https:\/\/developers\.portone\.io\/opi\/ko\//);
  await expect(panel).toContainText("2026. 11. 22. 확인");
  const needs = panel.locator("summary", { hasText: "환불에 필요한 정보" });
  const note = panel.getByText("은행, 계좌번호, 예금주와 예금주 연락처가 필요합니다.");
  await expect(needs).toBeHidden();
  await panel.locator("summary", { hasText: "추가 참고 사항" }).focus();
  await page.keyboard.press("Enter");
  await expect(note).toBeHidden();
  await needs.focus();
  await page.keyboard.press("Enter");
  await expect(note).toBeVisible();
});

test("the panel follows changes of the payment without a reload", async ({ page, sandbox }) => {
  const { id } = await sandbox.createPayment({ method: cardMethod });
  await page.goto(`/payments/${id}`);
  const panel = page.getByRole("region", { name: "환불 조건" });
  await expect(panel).toContainText("환불할 수 있습니다");
  await sandbox.cancelInConsole(id);
  await expect(panel).toContainText("전액 취소되었습니다", { timeout: 20_000 });
});

test.describe("in English", () => {
  test("the panel has the same content", async ({ page, sandbox, context, baseURL }) => {
    await context.addCookies([{ name: "locale", value: "en", url: baseURL ?? "" }]);
    const { id } = await sandbox.createPayment({ method: cardMethod });
    await page.goto(`/payments/${id}`);
    const panel = page.getByRole("region", { name: "Refund eligibility" });
    await expect(panel).toContainText("Can be refunded");
    await expect(panel).toContainText(/Usually until .+ · \d+ days left/);
    await panel.screenshot({ path: "artifacts/policy/english-1280.png" });
  });
});

test("the old answer is not shown while the answer after a cancellation is loading", async ({
  page,
  sandbox,
}) => {
  const { id } = await sandbox.createPayment({ method: cardMethod });
  const released = Promise.withResolvers<void>();
  await page.goto(`/payments/${id}`);
  const answer = page.getByText("환불할 수 있습니다", { exact: true });
  await expect(answer).toBeVisible();
  await page.route(
    (url) => url.searchParams.has("_rsc"),
    async (route) => {
      await released.promise;
      await route.continue();
    },
  );
  await sandbox.cancelInConsole(id);
  await expect(page.getByText("환불할 금액이 없습니다")).toBeVisible();
  await expect(answer).toBeHidden();
  released.resolve();
  await expect(page.getByText("전액 취소되었습니다", { exact: true })).toBeVisible();
});

test.describe("an administrator", () => {
  test.use({ as: "admin" });

  test("has the day and the rest of a later reading in an open dialog, as after midnight", async ({
    page,
    sandbox,
  }) => {
    const payment = await sandbox.createPayment({ method: cardMethod, total: 30_000 });
    await page.goto(`/payments/${payment.id}`);
    await page.getByRole("button", { name: "자체 환불 기록하기" }).click();
    const dialog = page.getByRole("dialog");
    await expect(dialog).toContainText("30,000원");
    await page.route("**/api/payments/*", async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, json: { ...(await response.json()), today: "2030-01-02" } });
    });
    await sandbox.cancelInConsole(payment.id, { amount: 1_000 });
    await expect(dialog.getByLabel("송금일")).toHaveAttribute("max", "2030-01-02");
    await expect(dialog).toContainText("29,000원");
  });
});

test.describe("a viewer", () => {
  test.use({ as: "viewer" });

  test("sees the arrival of a later reading at once, as after midnight", async ({ page, sandbox }) => {
    const payment = await sandbox.createPayment({ method: cardMethod, total: 30_000 });
    await page.goto(`/payments/${payment.id}`);
    const panel = page.getByRole("region", { name: "환불 조건" });
    await expect(panel).toContainText("오늘 환급 예상");
    // Only what the clock changes differs: the same lines, with another day of arrival.
    await page.route("**/api/payments/*", async (route) => {
      const response = await route.fetch();
      const detail = await response.json();
      for (const line of detail.policy.lines)
        if (line.topic === "arrival")
          Object.assign(line, { title: "arrival-on", values: { from: "2030-01-02" } });
      await route.fulfill({ response, json: detail });
    });
    await sandbox.cancelInConsole(payment.id, { amount: 1_000 });
    await expect(panel).toContainText("01. 02. (수) 환급 예상");
  });
});
