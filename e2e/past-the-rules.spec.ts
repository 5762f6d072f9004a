// Refunds that only a permitted person can send: refunds that the documents refuse, and refunds without a balance when
// PortOne counts it differently (typed-balance.spec.ts types the console's balance). Also what an operator sees instead, and
// how the server rejects a forged request.
import { stateFile } from "./desk";
import { interceptAction, sendAction } from "./forged-action";
import { typeIn } from "./keyboard";
import { chooseReason, confirm, fillPart, fillReason, receipt, review } from "./refund-steps";
import { expect, test } from "./test";

/** A card payment at KSNET after the deadline of six months. */
const late = () => ({
  pgProvider: "KSNET",
  total: 40_000,
  paidAt: new Date(Date.now() - 200 * 86_400_000).toISOString(),
});
/** The intercepted action never reaches the server, which the browser reports. */
const interrupted = { expectedErrors: ["ERR_FAILED"] };
const inconsistent = {
  kind: "status",
  status: 409,
  body: { type: "CANCELLABLE_AMOUNT_CONSISTENCY_BROKEN", message: "the balance is another" },
};

test.describe("a refund that the documents refuse", () => {
  test.describe("an administrator", () => {
    test.use({ as: "admin" });

    test("gives a reason and sends it; the PG's refusal is shown, and the reason is in the timeline", async ({
      page,
      sandbox,
    }) => {
      const { id } = await sandbox.createPayment(late());
      await page.goto(`/payments/${id}`);
      await chooseReason(page);
      await review(page);
      await expect(page.getByText("조건을 무시하고 보내는 이유를 입력해 주세요.")).toBeVisible();
      await expect(page.getByLabel("조건을 무시하고 보내는 이유")).toBeFocused();
      expect(await sandbox.requests(id, "cancelPayment")).toEqual([]);
      await typeIn(page.getByLabel("조건을 무시하고 보내는 이유"), "KSNET 담당자와 통화함");
      await review(page);
      await expect(receipt(page)).toContainText("조건 무시 이유KSNET 담당자와 통화함");
      await receipt(page).getByRole("button", { name: "40,000원 환불하기" }).click();
      await expect(receipt(page)).toContainText("취소 가능 기간(6개월)이 지났습니다.", { timeout: 15_000 });
      await receipt(page).getByRole("button", { name: "닫기" }).click();
      await expect(page.getByRole("region", { name: "진행 내역" })).toContainText(
        "조건을 무시하고 보낸 이유: KSNET 담당자와 통화함",
      );
      expect(await sandbox.requests(id, "cancelPayment")).toHaveLength(1);
      expect(await sandbox.ledger(id)).toEqual([]);
    });

    test("sends a partial refund that the documents refuse, although a full refund is allowed", async ({
      page,
      sandbox,
    }) => {
      const escrow = { status: "DELIVERED", company: "CJ대한통운", invoiceNumber: "1" };
      const { id } = await sandbox.createPayment({ pgProvider: "KCP_V2", total: 40_000, escrow });
      await page.goto(`/payments/${id}`);
      await expect(page.getByLabel("조건을 무시하고 보내는 이유")).toHaveCount(0);
      await fillPart(page, "15,000");
      await chooseReason(page);
      await typeIn(page.getByLabel("조건을 무시하고 보내는 이유"), "구매확정을 PG에서 확인함");
      await page.getByRole("radio", { name: "전액 환불" }).check();
      await expect(page.getByLabel("조건을 무시하고 보내는 이유")).toHaveCount(0);
      await review(page);
      await expect(receipt(page)).not.toContainText("구매확정을 PG에서 확인함");
      await confirm(page, "40,000원 환불하기", "완료");
    });
  });

  test.use(interrupted);
  test("an operator cannot send it, and a forged request is rejected", async ({ page, sandbox }) => {
    const { id } = await sandbox.createPayment(late());
    await page.goto(`/payments/${id}`);
    const state = page.getByRole("region", { name: "환불 상태" });
    await expect(state).toContainText("지금은 환불할 수 없습니다");
    // The text for an administrator leads to this page.
    await expect(state.getByRole("link", { name: "이메일로 보내기" })).toHaveAttribute(
      "href",
      new RegExp(`^mailto:\\?.*${encodeURIComponent(`/payments/${id}`)}`),
    );
    await expect(page.getByRole("button", { name: "환불 내용 확인" })).toHaveCount(0);

    const open = await sandbox.createPayment({ total: 40_000 });
    await page.goto(`/payments/${open.id}`);
    await fillReason(page, "다른 결제의 요청");
    await review(page);
    const caught = await interceptAction(page, () =>
      receipt(page).getByRole("button", { name: "40,000원 환불하기" }).click(),
    );
    const blocked = { paymentId: id, requestId: crypto.randomUUID() };
    expect(await sendAction(page, caught, blocked)).toContain("policy-blocked");
    expect(await sendAction(page, caught, { ...blocked, override: { why: "몰래" } })).toContain(
      "override-not-permitted",
    );
    expect(await sandbox.requests(id, "cancelPayment")).toEqual([]);
  });
});

test.describe("a balance that PortOne counts differently", () => {
  test.describe("an administrator", () => {
    test.use({ as: "admin" });

    test("sends no balance, only after a refusal, and a part is refunded", async ({ page, sandbox }) => {
      const { id } = await sandbox.createPayment({ total: 40_000 });
      await sandbox.script({ ...inconsistent, paymentId: id });
      await page.goto(`/payments/${id}`);
      await expect(page.getByText("포트원의 취소 가능 금액과 다릅니다")).toHaveCount(0);
      await fillPart(page, "15,000");
      await chooseReason(page);
      await review(page);
      await confirm(page, "15,000원 환불하기", "실패");
      await receipt(page).getByRole("button", { name: "닫기" }).click();
      await expect(
        page.getByText("조회한 취소 가능 금액(40,000원)을 포트원이 받아들이지 않았고"),
      ).toBeVisible();
      await page.getByRole("radio", { name: /^콘솔 금액 입력하기/ }).check();
      await review(page);
      await expect(page.getByLabel("콘솔의 취소 가능 잔액")).toBeFocused();
      await page.getByRole("radio", { name: /^금액 없이 보내기/ }).check();
      await review(page);
      await confirm(page, "15,000원 환불하기", "완료");
      const requests = await sandbox.requests(id, "cancelPayment");
      expect(requests).toHaveLength(2);
      expect(JSON.parse(requests[1]?.body ?? "")).not.toHaveProperty("currentCancellableAmount");
      expect(await sandbox.ledger(id)).toMatchObject([{ amount: 15_000 }]);
    });
  });

  test.use(interrupted);
  test("an operator gets no choice, and a forged choice is rejected", async ({ page, sandbox, browser }) => {
    const { id } = await sandbox.createPayment({ total: 40_000 });
    await sandbox.script({ ...inconsistent, paymentId: id });
    await page.goto(`/payments/${id}`);
    await chooseReason(page);
    await review(page);
    await confirm(page, "40,000원 환불하기", "실패");
    await receipt(page).getByRole("button", { name: "닫기" }).click();
    await expect(page.getByRole("button", { name: "환불 내용 확인" })).toBeVisible();
    await expect(page.getByText("포트원의 취소 가능 금액과 다릅니다")).toHaveCount(0);

    const other = await browser.newContext({ storageState: stateFile("admin"), locale: "ko-KR" });
    const theirs = await other.newPage();
    await theirs.goto(`/payments/${id}`);
    await expect(theirs.getByText("포트원의 취소 가능 금액과 다릅니다")).toBeVisible();
    await other.close();

    await review(page);
    const caught = await interceptAction(page, () =>
      receipt(page).getByRole("button", { name: "40,000원 환불하기" }).click(),
    );
    const forged = { requestId: crypto.randomUUID(), balanceLock: { kind: "without" } };
    expect(await sendAction(page, caught, forged)).toContain("balance-lock-not-permitted");
    expect(await sandbox.requests(id, "cancelPayment")).toHaveLength(1);
    expect(await sandbox.ledger(id)).toEqual([]);
  });
});
