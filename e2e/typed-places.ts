// Every place of the desk with text fields: how to open it, the content of its fields, and how to submit it.
import type { Locator, Page } from "@playwright/test";
import { failedRefund } from "./failed-refund";
import { typeIn } from "./keyboard";
import { chooseReason, confirm, receipt, review } from "./refund-steps";
import { chooseInMenu } from "./row-menu";
import type { Sandbox } from "./sandbox";
import { expect } from "./test";
import { unprovenRefund } from "./unproven-refund";

/**
 * The content of a field: a random text (`text` and `line` are cleaned, `search` is trimmed, `query` is cleaned as a search,
 * `password` is sent unchanged), digits with separators, an e-mail address, or a fixed text.
 */
export type Content =
  | "text"
  | "line"
  | "search"
  | "query"
  | "password"
  | "digits"
  | "email"
  | { types: string; sends: string; ends?: "Enter" };

export type TypedPlace = {
  name: string;
  /** Opens the place and returns the element that contains its fields. */
  open: (page: Page, sandbox: Sandbox) => Promise<Locator>;
  /** The fields in the order of the page. A field that is missing here fails the test. */
  boxes: readonly Content[];
  /** Submits the fields, with all other required input. */
  send: (page: Page, container: Locator) => Promise<void>;
};

const main = (page: Page) => page.getByRole("main");
const dialog = (page: Page) => page.getByRole("dialog");
const toPage = (path: string) => async (page: Page) => {
  await page.goto(path);
  return main(page);
};
const press = (name: string | RegExp) => async (_: Page, container: Locator) =>
  container.getByRole("button", { name }).click();
const byEnter = async (page: Page) => page.keyboard.press("Enter");
const amount = (types: string, sends: number): Content => ({ types, sends: String(sends) });

async function refund(page: Page): Promise<void> {
  await chooseReason(page);
  await review(page);
  await receipt(page)
    .getByRole("button", { name: /환불하기$/ })
    .click();
}

export const placesOfOperator: readonly TypedPlace[] = [
  {
    name: "a refund to an account, in part, with taxes and notes",
    open: async (page, sandbox) => {
      const { id } = await sandbox.createPayment({
        method: "VIRTUAL_ACCOUNT",
        pgProvider: "SMARTRO_V2",
        taxFree: 9_000,
      });
      await page.goto(`/payments/${id}`);
      await page.getByRole("radio", { name: "부분 환불" }).check();
      await page.getByRole("button", { name: "내부 메모 추가" }).click();
      await expect(page.getByLabel("예금주 연락처")).toBeVisible();
      return main(page);
    },
    boxes: [
      amount("15,000원", 15_000),
      amount("3 000", 3_000),
      amount("１０００", 1_000),
      { types: "카뱅", sends: "KAKAO", ends: "Enter" },
      "digits",
      "line",
      "digits",
      "text",
      "text",
    ],
    send: refund,
  },
  {
    name: "a refund in euros, in part",
    open: async (page, sandbox) => {
      const { id } = await sandbox.createPayment({
        currency: "EUR",
        pgProvider: "EXIMBAY_V2",
        vat: 3_000,
      });
      await page.goto(`/payments/${id}`);
      await page.getByRole("radio", { name: "부분 환불" }).check();
      await page.getByRole("button", { name: "부가세 수정" }).click();
      return main(page);
    },
    boxes: [amount("€12.34", 1_234), amount("1", 100), "text"],
    send: refund,
  },
  {
    name: "a crypto refund",
    open: async (page, sandbox) => {
      const { id } = await sandbox.createPayment({
        method: "CRYPTO",
        pgProvider: "TRIPLE_A",
        currency: "USD",
      });
      await page.goto(`/payments/${id}`);
      await expect(page.getByLabel("환불 안내를 받을 이메일")).toBeVisible();
      return main(page);
    },
    boxes: ["email", "text"],
    send: refund,
  },
  { name: "the list of payments", open: toPage("/payments"), boxes: ["search"], send: byEnter },
  {
    name: "amounts of the list's filter",
    open: async (page) => {
      await page.goto("/payments");
      await page.getByRole("button", { name: "금액" }).click();
      return dialog(page);
    },
    boxes: [
      { types: "1,000", sends: "1000" },
      { types: "50,000원", sends: "50000" },
    ],
    send: press("적용"),
  },
  {
    name: "the name of a view",
    open: async (page) => {
      await page.goto("/payments?status=PAID");
      await page.getByRole("button", { name: /보기/ }).first().click();
      return dialog(page);
    },
    boxes: ["line"],
    send: byEnter,
  },
  { name: "the list of refunds", open: toPage("/refunds"), boxes: ["search"], send: byEnter },
  { name: "the list of webhooks", open: toPage("/webhooks"), boxes: ["search"], send: byEnter },
  {
    name: "the note on a failed refund",
    open: async (page, sandbox) => {
      const { id } = await failedRefund(page, sandbox);
      await page.goto("/refunds?tab=failed");
      const row = page.getByRole("row").filter({ hasText: id });
      await row.getByRole("button", { name: /처리 완료로 표시$/ }).click();
      return row;
    },
    boxes: ["text"],
    send: press("목록에서 제외"),
  },
  {
    name: "the note on a failed transfer",
    open: async (page, sandbox) => {
      const method = {
        type: "PaymentMethodVirtualAccount",
        bank: "SHINHAN",
        accountNumber: "11012345678901",
        refundStatus: "FAILED",
      };
      const { id } = await sandbox.createPayment({ extra: { method } });
      await sandbox.cancelInConsole(id);
      await page.goto(`/payments/${id}`);
      await page.getByRole("button", { name: "처리 기록하기" }).click();
      return dialog(page);
    },
    boxes: ["text"],
    send: press("처리 기록하기"),
  },
  {
    name: "the note on a discrepancy",
    open: async (page, sandbox) => {
      const orderName = `키로 쓰는 메모 ${Date.now()}`;
      const { id } = await sandbox.createPayment({ orderName });
      await sandbox.cancelInConsole(id);
      const row = page.getByRole("listitem").filter({ hasText: orderName });
      // The discrepancy appears with its webhook.
      await expect(async () => {
        await page.goto("/reconciliation");
        await expect(row).toBeVisible({ timeout: 1_000 });
      }).toPass();
      await row.getByRole("button", { name: /^종결/ }).click();
      await row.getByLabel(/^알고 있던 건/).check();
      return row;
    },
    boxes: ["text"],
    send: press("종결하기"),
  },
  {
    name: "the palette",
    open: async (page) => {
      await page.goto("/payments");
      await page
        .getByRole("button", { name: /빠른 이동|Ctrl K/ })
        .first()
        .click();
      await expect(dialog(page)).toBeVisible();
      return dialog(page);
    },
    boxes: ["query"],
    // The palette searches without a submit.
    send: async () => undefined,
  },
  {
    name: "the account",
    open: toPage("/account"),
    boxes: ["password", "password"],
    send: press("비밀번호 변경하기"),
  },
];

const manualRefund = async (page: Page, sandbox: Sandbox) => {
  const { id } = await sandbox.createPayment({});
  await page.goto(`/payments/${id}`);
  await page.getByRole("button", { name: "자체 환불 기록하기" }).click();
  await dialog(page).getByLabel("받은 은행").selectOption("국민은행");
  return dialog(page);
};

async function setOverride(_: Page, container: Locator): Promise<void> {
  await container.getByLabel("PG", { exact: true }).selectOption("NICE_V2");
  await container.getByRole("textbox", { name: "메모" }).press("Enter");
}

const fromMenuOfViewer = (item: string) => async (page: Page) => {
  await page.goto("/people");
  await chooseInMenu(main(page), /^조회 관리 메뉴$/, item);
  return dialog(page);
};

export const placesOfAdministrator: readonly TypedPlace[] = [
  { name: "the audit log", open: toPage("/audit"), boxes: ["search"], send: byEnter },
  {
    name: "a refund past the policy",
    open: async (page, sandbox) => {
      const { id } = await sandbox.createPayment({
        method: "CONVENIENCE_STORE",
        pgProvider: "INICIS_JP",
      });
      await page.goto(`/payments/${id}`);
      await expect(page.getByLabel("조건을 무시하고 보내는 이유")).toBeVisible();
      return main(page);
    },
    boxes: ["text", "text"],
    send: refund,
  },
  {
    name: "the balance of the console",
    open: async (page, sandbox) => {
      const { id } = await sandbox.createPayment({ total: 40_000 });
      await sandbox.script({
        kind: "status",
        paymentId: id,
        status: 409,
        body: { type: "CANCELLABLE_AMOUNT_CONSISTENCY_BROKEN", message: "another balance" },
      });
      await page.goto(`/payments/${id}`);
      await chooseReason(page);
      await review(page);
      await confirm(page, "40,000원 환불하기", "실패");
      await receipt(page).getByRole("button", { name: "닫기" }).click();
      await page.getByRole("radio", { name: /^콘솔 금액 입력하기/ }).check();
      return main(page);
    },
    boxes: ["text", amount("30,000", 30_000)],
    send: refund,
  },
  {
    name: "a manual refund",
    open: manualRefund,
    boxes: [amount("9,000원", 9_000), "text"],
    send: press("자체 환불 기록하기"),
  },
  {
    name: "the reversal of a manual refund",
    open: async (page, sandbox) => {
      const container = await manualRefund(page, sandbox);
      await typeIn(container.getByLabel("송금 금액"), "1,000");
      await typeIn(container.getByLabel("증빙"), "이체확인증");
      await container.getByRole("button", { name: "자체 환불 기록하기" }).click();
      await expect(container).toBeHidden();
      await page.getByRole("button", { name: "기록 되돌리기" }).click();
      return dialog(page);
    },
    boxes: ["text"],
    send: press("기록 되돌리기"),
  },
  {
    name: "the decision on an undecided refund",
    open: async (page, sandbox) => {
      await unprovenRefund(page, sandbox);
      const button = page.getByRole("button", { name: "결과 기록하기" });
      const form = page.locator("form").filter({ has: button });
      await form.getByRole("radio").first().check();
      return form;
    },
    boxes: ["text"],
    send: press("결과 기록하기"),
  },
  {
    name: "the settings: reasons, a deadline",
    open: async (page) => {
      await page.goto("/settings");
      await page.getByRole("radio", { name: "환불 기한", exact: true }).check();
      return main(page);
    },
    boxes: ["line", "line", { types: "５ 일", sends: "5" }, { types: "11 개월", sends: "11" }, "text"],
    send: async (page, container) => {
      await container.getByRole("textbox", { name: "한국어 이름" }).press("Enter");
      await container.getByRole("textbox", { name: "승인 기한(일)" }).press("Enter");
      await setOverride(page, container);
    },
  },
  {
    name: "the settings: a fee",
    open: async (page) => {
      await page.goto("/settings");
      const section = page.getByRole("region", { name: "환불 규정" });
      await section.getByRole("radio", { name: /수수료/ }).check();
      return section;
    },
    boxes: [amount("1,100원", 1_100), "text"],
    send: setOverride,
  },
  {
    name: "the settings: how long customers' data is kept",
    open: async (page) => {
      await page.goto("/settings");
      await page.getByRole("checkbox", { name: "보관 기간이 지난 고객 정보 지우기" }).check();
      return page.getByRole("region", { name: "보관 기간", exact: true });
    },
    boxes: [{ types: "６0 개월", sends: "60" }],
    send: press("보관 기간 저장"),
  },
  {
    name: "a rule of approval",
    open: async (page) => {
      await page.goto("/settings");
      await page.getByRole("button", { name: "규칙 추가" }).click();
      return dialog(page);
    },
    boxes: [amount("10,000,000원", 10_000_000), { types: "30 일", sends: "30" }],
    send: press("저장하기"),
  },
  {
    name: "a channel of alerts",
    open: async (page) => {
      await page.goto("/settings");
      await page.getByRole("button", { name: "채널 추가" }).click();
      return dialog(page);
    },
    boxes: [
      "line",
      { types: " https://hooks.example.com/x ", sends: "https://hooks.example.com/x" },
      amount("50,000원", 50_000),
    ],
    send: press("저장하기"),
  },
  {
    name: "people and sign-in settings",
    open: toPage("/people"),
    boxes: [
      "line",
      "email",
      { types: "７ 일", sends: "7" },
      { types: "24시간", sends: "24" },
      { types: "720 분", sends: "720" },
    ],
    send: async (_, container) => {
      await container.getByRole("button", { name: "추가하기" }).click();
      await container.getByRole("button", { name: "저장하기" }).click();
    },
  },
  {
    name: "the name of a role",
    open: fromMenuOfViewer("복사해서 만들기"),
    boxes: ["line"],
    send: press("저장하기"),
  },
  {
    name: "the limits of a role",
    open: fromMenuOfViewer("환불 한도"),
    boxes: [
      { types: "1,000건", sends: "1000" },
      amount("10,000원", 10_000),
      amount("５０００００", 500_000),
      amount("300,000", 300_000),
    ],
    send: press("저장하기"),
  },
];

export const placesOfNobody: readonly TypedPlace[] = [
  {
    name: "the password of an invitation",
    open: toPage(`/invitation#${"x".repeat(43)}`),
    boxes: ["password"],
    send: press("설정하기"),
  },
  {
    name: "sign-in",
    open: toPage("/sign-in"),
    boxes: ["email", "password"],
    send: press(/^로그인$/),
  },
];
