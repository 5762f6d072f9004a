// axe on every page and the states of the refund, in both themes and at both widths: zero violations.
import { failedRefund } from "./failed-refund";
import { fillReason } from "./refund-steps";
import { expect, test } from "./test";
import { unprovenRefund } from "./unproven-refund";
import { darkAndNarrow, looks, show, violations, violationsInBothLooks } from "./violations";

test.describe("in both themes", () => {
  test.use(darkAndNarrow);

  test("the list of payments, and an empty one", async ({ page }) => {
    await page.goto("/payments");
    await expect(page.getByRole("heading", { name: "결제", exact: true })).toBeVisible();
    expect(await violationsInBothLooks(page)).toEqual([]);
    await page.goto("/payments?q=nothing-like-this");
    await expect(page.getByRole("heading").first()).toBeVisible();
    expect(await violationsInBothLooks(page)).toEqual([]);
  });

  test("a payment, its receipt and its outcome", async ({ page, sandbox }) => {
    const payment = await sandbox.createPayment({ total: 23_000 });
    await page.goto(`/payments/${payment.id}`);
    await expect(page.getByRole("group", { name: "환불 사유" })).toBeVisible();
    expect(await violationsInBothLooks(page)).toEqual([]);
    await page.getByRole("button", { name: "환불 내용 확인" }).click();
    expect(await violationsInBothLooks(page)).toEqual([]);
    await fillReason(page, "고객 변심");
    await page.getByRole("button", { name: "환불 내용 확인" }).click();
    await expect(page.getByRole("dialog")).toBeVisible();
    expect(await violationsInBothLooks(page)).toEqual([]);
    await page.getByRole("dialog").getByRole("button", { name: "23,000원 환불하기" }).click();
    await expect(page.getByRole("dialog")).toContainText("완료");
    expect(await violationsInBothLooks(page)).toEqual([]);
    await page.getByRole("dialog").getByRole("button", { name: "닫기" }).click();
    await expect(page.getByText("환불할 금액이 없습니다")).toBeVisible();
    expect(await violationsInBothLooks(page)).toEqual([]);
  });

  test.describe("a decision", () => {
    test.use({ as: "admin" });
    test("a refund that waits for a person, and missing answers", async ({ page, sandbox }) => {
      const payment = await unprovenRefund(page, sandbox);
      await page.goto(`/payments/${payment.id}`);
      await expect(page.getByRole("region", { name: "포트원 기록" })).toBeVisible();
      await expect(page.getByRole("region", { name: "진행 내역" })).toBeVisible();
      expect(await violationsInBothLooks(page)).toEqual([]);
      await page.getByRole("button", { name: "결과 기록하기" }).click();
      await expect(page.getByText("환불 결과를 선택해 주세요.")).toBeVisible();
      expect(await violationsInBothLooks(page)).toEqual([]);
    });
  });

  test("the overview, with figures and without any", async ({ page, sandbox }) => {
    await sandbox.createPayment({});
    await expect(async () => {
      await page.goto("/");
      await expect(page.getByRole("region", { name: "오늘 환불" })).toBeVisible({ timeout: 500 });
    }).toPass();
    expect(await violationsInBothLooks(page)).toEqual([]);
    await page.goto("/?currency=nonsense&test=1");
    await expect(page.getByRole("heading", { name: "현황" })).toBeVisible();
    expect(await violationsInBothLooks(page)).toEqual([]);
  });

  test("the palette when empty, with results and without results, and the list of keys", async ({ page }) => {
    await page.goto("/webhooks");
    const palette = page.getByRole("dialog", { name: "빠른 이동" });
    await page.getByRole("button", { name: "빠른 이동" }).locator("visible=true").click();
    await expect(palette.getByRole("menuitem").first()).toBeVisible();
    expect(await violationsInBothLooks(page)).toEqual([]);
    await page.keyboard.type("no-such-id");
    await expect(palette.getByRole("menuitem", { name: /no-such-id/ })).toBeVisible();
    expect(await violationsInBothLooks(page)).toEqual([]);
    await page.keyboard.type(" 없음");
    await expect(palette.getByRole("status")).toHaveText("검색 결과가 없습니다.");
    expect(await violationsInBothLooks(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.keyboard.press("?");
    await expect(page.getByRole("dialog", { name: "단축키" })).toBeVisible();
    expect(await violationsInBothLooks(page)).toEqual([]);
  });

  test("the bar of new rows, and a toast", async ({ page, sandbox }) => {
    const payment = await sandbox.createPayment({ total: 23_000 });
    await sandbox.script({ kind: "async-cancel", paymentId: payment.id });
    await page.goto(`/payments/${payment.id}`);
    await fillReason(page, "고객 변심");
    await page.getByRole("button", { name: "환불 내용 확인" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "23,000원 환불하기" }).click();
    await expect(page.getByRole("dialog")).toContainText("접수됨");
    await page.getByRole("dialog").getByRole("button", { name: "닫기" }).click();
    const awaited = page.waitForResponse((response) => response.url().includes("/api/awaited"));
    await page.getByRole("link", { name: "결제 목록", exact: true }).click();
    await awaited;
    await expect(page.getByRole("heading", { name: "결제", exact: true })).toBeVisible();
    await sandbox.createPayment({});
    await sandbox.endCancellation(payment.id, "succeed");
    await expect(page.getByRole("button", { name: /^새 항목/ })).toBeVisible({ timeout: 15_000 });
    await expect(page.getByRole("region", { name: "알림" })).toBeVisible({ timeout: 15_000 });
    expect(await violationsInBothLooks(page)).toEqual([]);
  });

  test("a failed refund being marked as handled", async ({ page, sandbox }) => {
    const { id } = await failedRefund(page, sandbox);
    await page.goto("/refunds?tab=failed");
    const row = page.getByRole("row").filter({ hasText: id });
    await expect(row).toBeVisible();
    expect(await violationsInBothLooks(page)).toEqual([]);
    await row.getByRole("button", { name: /처리 완료로 표시$/ }).click();
    await expect(row.getByRole("textbox")).toBeFocused();
    expect(await violationsInBothLooks(page)).toEqual([]);
  });

  test("the refunds, and an empty tab", async ({ page }) => {
    for (const path of ["/refunds", "/refunds?tab=pending", "/refunds?q=no-such"]) {
      await page.goto(path);
      await expect(page.getByRole("heading").first()).toBeVisible();
      expect(await violationsInBothLooks(page), path).toEqual([]);
    }
  });

  test("a webhook being processed again", async ({ page, sandbox }) => {
    const payment = await sandbox.createPayment({});
    const row = page.getByRole("listitem").filter({ hasText: payment.id });
    await page.goto(`/webhooks?q=${payment.id}`);
    await expect(async () => {
      await page.reload();
      await expect(row).toContainText("처리됨", { timeout: 500 });
    }).toPass();
    expect(await violationsInBothLooks(page)).toEqual([]);
    await row.getByRole("link").click();
    await expect(page.getByRole("region", { name: "포트원 발송 기록" })).toContainText("성공");
    await page.getByRole("button", { name: "다시 처리" }).click();
    await expect(page.getByText("결제를 다시 조회해 처리했습니다")).toBeVisible();
    expect(await violationsInBothLooks(page)).toEqual([]);
  });

  test("the webhooks, and an empty tab", async ({ page }) => {
    for (const path of [
      "/webhooks",
      "/webhooks?tab=ignored",
      "/webhooks?q=no-such",
      "/webhooks?id=no-such",
    ]) {
      await page.goto(path);
      await expect(page.getByRole("heading").first()).toBeVisible();
      expect(await violationsInBothLooks(page), path).toEqual([]);
    }
  });

  test("a payment that cannot be refunded, a page that is not found, the account", async ({
    page,
    sandbox,
  }) => {
    const payment = await sandbox.createPayment({ method: "VIRTUAL_ACCOUNT" });
    for (const path of [
      `/payments/${payment.id}`,
      "/payments/no-such-payment",
      "/account",
      "/no-access?needs=settings%3Amanage",
    ]) {
      await page.goto(path);
      await expect(page.getByRole("heading").first()).toBeVisible();
      expect(await violationsInBothLooks(page), path).toEqual([]);
    }
  });

  test.describe("people", () => {
    test.use({ as: "admin" });
    test("people", async ({ page }) => {
      await page.goto("/people");
      await expect(page.getByRole("heading", { name: "구성원", exact: true })).toBeVisible();
      expect(await violationsInBothLooks(page)).toEqual([]);
      // A menu closes when the page scrolls, as it may when its width changes.
      for (const look of looks) {
        await page.keyboard.press("Escape");
        await show(page, look);
        await page.getByRole("button", { name: "김운영 관리 메뉴" }).click();
        await expect(page.getByRole("menu")).toBeVisible();
        expect(await violations(page, "[role=menu]")).toEqual([]);
      }
      await page.getByRole("menuitem", { name: "역할 변경" }).click();
      await expect(page.getByRole("dialog")).toBeVisible();
      expect(await violationsInBothLooks(page, "[role=dialog]")).toEqual([]);
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "역할 추가" }).click();
      await page.getByRole("dialog").getByRole("button", { name: "저장하기" }).click();
      await expect(page.getByText("역할 이름을 입력해 주세요.")).toBeVisible();
      expect(await violationsInBothLooks(page, "[role=dialog]")).toEqual([]);
    });
  });

  test.describe("the audit log", () => {
    test.use({ as: "admin" });
    test("the audit log, with an open entry", async ({ page }) => {
      await page.goto("/audit");
      await page.locator("summary[data-row]").first().click();
      await expect(page.getByText("JSON 보기").first()).toBeVisible();
      expect(await violationsInBothLooks(page)).toEqual([]);
    });
  });

  test.describe("settings", () => {
    test.use({ as: "admin" });
    test("the settings, and a form with errors", async ({ page }) => {
      await page.goto("/settings");
      await expect(page.getByRole("heading", { name: "환불 규정" })).toBeVisible();
      expect(await violationsInBothLooks(page)).toEqual([]);
      await page.getByRole("radio", { name: "환불 기한" }).check();
      await page.getByRole("button", { name: "설정하기" }).click();
      await expect(page.getByText("1 이상의 정수를 입력해 주세요.")).toBeVisible();
      expect(await violationsInBothLooks(page)).toEqual([]);
    });
  });

  test.describe("signed out", () => {
    test.use({ as: null });
    test("the sign-in page, and a rejected sign-in", async ({ page }) => {
      await page.goto("/sign-in");
      expect(await violationsInBothLooks(page)).toEqual([]);
      await page.getByRole("button", { name: "로그인", exact: true }).click();
      await expect(page.getByText("이메일 주소를 확인해 주세요.")).toBeVisible();
      expect(await violationsInBothLooks(page)).toEqual([]);
    });
  });
});

test.describe("an administrator", () => {
  test.use({ as: "admin" });

  test("gets each page with its title in the head, also from a busy desk", async ({ page }) => {
    const paths = ["/", "/payments", "/payments/x", "/refunds", "/webhooks", "/reconciliation", "/audit"];
    const requests = Array.from({ length: 6 }, () => paths).flat();
    await Promise.all(
      requests.map(async (path) => {
        const html = await (await page.request.get(path)).text();
        expect(html.slice(0, html.indexOf("</head>")), path).toMatch(/<title>[^<]+<\/title>/);
      }),
    );
  });
});
