// Every kind of work that waits for a person: from the overview to its list and the item's page, where it is handled. Dead
// letters are in webhooks.spec.ts, because a webhook needs two minutes to become one.
import type { Locator, Page } from "@playwright/test";
import type { Waiting } from "@/lib/domain/views/overview";
import { failedRefund } from "./failed-refund";
import { failedTransfer } from "./failed-transfer";
import { typeIn } from "./keyboard";
import { chooseReason, fillAccount, review } from "./refund-steps";
import type { Sandbox } from "./sandbox";
import { expect, test } from "./test";
import { unprovenRefund } from "./unproven-refund";

type Kind = keyof Waiting["refunds"] | "payouts" | "discrepancies";
/** Waits for the PG's or PortOne's answer, not for a person. */
type ByItself = "confirming" | "pending";

type Work = {
  /** Creates an item and returns its payment. */
  make: (page: Page, sandbox: Sandbox) => Promise<{ id: string }>;
  /** The name of the link in the overview. */
  link: RegExp;
  item: (page: Page, id: string) => Locator;
  /** The control of the payment's page that the item waits for. A discrepancy is handled in its list, which shows both records. */
  due: ((page: Page) => Locator) | null;
  /** Handles the item on the page that it links to. */
  deal: (page: Page) => Promise<void>;
};

const rowOf = (page: Page, id: string) => page.getByRole("row").filter({ hasText: id });

async function record(card: Locator, page: Page, button: string, label: string): Promise<void> {
  await card.getByRole("button", { name: button }).click();
  const dialog = page.getByRole("dialog");
  await typeIn(dialog.getByLabel(label), "고객과 통화해 직접 처리");
  await dialog.getByRole("button", { name: button }).click();
  await expect(dialog).toHaveCount(0);
}

async function cancelledElsewhere(_: Page, sandbox: Sandbox): Promise<{ id: string }> {
  const payment = await sandbox.createPayment({ total: 31_000, orderName: "밖에서 취소한 주문" });
  await sandbox.cancelInConsole(payment.id);
  return payment;
}

const works: Record<Exclude<Kind, ByItself>, Work> = {
  undecided: {
    make: unprovenRefund,
    link: /직접 확인이 필요한 환불/,
    item: rowOf,
    due: (page) => page.getByRole("link", { name: "결과 기록하기로 이동" }),
    deal: async (page) => {
      const card = page.locator("section[aria-labelledby=undecided]");
      await card.getByRole("radio", { name: /^이 취소로 환불됨/ }).check();
      await typeIn(card.getByLabel("확인한 내용"), "네이버페이 센터에서 확인");
      await card.getByRole("button", { name: "결과 기록하기" }).click();
      await expect(card).toHaveCount(0);
    },
  },
  failed: {
    make: failedRefund,
    link: /실패한 환불(?! 송금)/,
    item: rowOf,
    due: (page) => page.getByRole("button", { name: "처리 기록하기" }),
    deal: async (page) => {
      const card = page.getByRole("region", { name: "처리가 필요한 환불 실패" });
      await record(card, page, "처리 기록하기", "처리 내용");
      await expect(card).toHaveCount(0);
    },
  },
  payouts: {
    make: (_, sandbox) => failedTransfer(sandbox),
    link: /실패한 환불 송금/,
    item: (page, id) =>
      page
        .getByRole("region", { name: /^환불 송금 실패/ })
        .getByRole("listitem")
        .filter({ hasText: id }),
    due: (page) => page.getByRole("button", { name: "처리 기록하기" }),
    deal: async (page) => {
      const card = page.getByRole("region", { name: "환불 송금" });
      await record(card, page, "처리 기록하기", "처리 내용");
      await expect(card).toContainText("처리했습니다");
    },
  },
  discrepancies: {
    make: cancelledElsewhere,
    link: /거래 대사 차이/,
    item: (page, id) => page.getByRole("listitem").filter({ hasText: id }),
    due: null,
    deal: async (page) => {
      const row = page.getByRole("listitem").filter({ hasText: "밖에서 취소한 주문" }).first();
      await row.getByRole("button", { name: /^종결/ }).click();
      await row.getByLabel(/^알고 있던 건/).check();
      await typeIn(row.getByLabel(/^메모/), "콘솔에서 취소");
      await row.getByRole("button", { name: "종결하기" }).click();
    },
  },
};

test.use({ as: "admin" });

for (const [kind, { make, link, item, due, deal }] of Object.entries(works)) {
  test(`${kind}: the overview leads to the page where the item is handled`, async ({ page, sandbox }) => {
    const { id } = await make(page, sandbox);
    // The item may need a webhook that has not arrived yet.
    await expect(async () => {
      await page.goto("/");
      await page
        .getByRole("region", { name: "확인이 필요한 항목" })
        .getByRole("link", { name: link })
        .click({ timeout: 1_000 });
      await expect(item(page, id)).toBeVisible({ timeout: 2_000 });
    }).toPass();
    const list = page.url();
    if (due !== null) {
      await item(page, id).getByRole("link").first().click();
      await expect(page).toHaveURL(new RegExp(`/payments/${id}`));
      await page.setViewportSize({ width: 390, height: 844 });
      await expect(due(page)).toBeVisible();
      await page.waitForLoadState("networkidle");
      const bottom = await due(page).evaluate(
        (control) => control.getBoundingClientRect().bottom + window.scrollY,
      );
      expect(bottom, "bottom of what is due, on a phone").toBeLessThan(1_000);
      await page.setViewportSize({ width: 1280, height: 860 });
    }
    await deal(page);
    await page.goto(list);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(item(page, id)).toHaveCount(0);
  });
}

test("an account refund that fails later is listed once as failed, with one piece of advice", async ({
  page,
  sandbox,
}) => {
  const { id } = await sandbox.createPayment({
    total: 20_000,
    method: "VIRTUAL_ACCOUNT",
    pgProvider: "SMARTRO_V2",
  });
  await sandbox.script({ kind: "async-cancel", paymentId: id });
  await page.goto(`/payments/${id}`);
  await fillAccount(page, { phone: "010-2345-6789" });
  await chooseReason(page);
  await review(page);
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /환불하기$/ })
    .click();
  await expect(page.getByRole("dialog")).toContainText("접수됨", { timeout: 15_000 });
  await page.getByRole("dialog").getByRole("button", { name: "닫기" }).click();
  await sandbox.endCancellation(id, "fail");
  // No webhook announces a failed cancellation: the next reading of PortOne finds it.
  await page.reload();
  const state = page.getByRole("region", { name: "환불 상태" });
  await expect(state).toContainText("실패", { timeout: 20_000 });
  await expect(state).toContainText("PG에서 취소가 실패했습니다");
  await expect(page.getByRole("region", { name: "환불 송금" })).toHaveCount(0);
  await expect(page.getByText("다시 환불하지 마세요")).toHaveCount(0);
  await page.goto("/refunds?tab=failed");
  await expect(rowOf(page, id)).toContainText("환불 실패");
  await expect(page.getByRole("region", { name: /^환불 송금 실패/ }).getByText(id)).toHaveCount(0);
});
