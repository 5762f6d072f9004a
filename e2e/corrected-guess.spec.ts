// A cancellation that was attributed to somebody else and turns out to be ours is corrected on an open page, and the timeline
// records the correction.
import { stateFile } from "./desk";
import { chooseReason, confirm, review } from "./refund-steps";
import { expect, test } from "./test";

test("a cancellation whose webhook arrives before its answer is first unlinked, and then linked to the refund", {
  tag: "@waits",
}, async ({ page, sandbox, browser }) => {
  // The PG gets no refund number (DESK_REASON_WITHOUT_NUMBER): until the answer arrives, nothing proves who cancelled.
  const payment = await sandbox.createPayment({
    total: 21_000,
    method: "EASY_PAY",
    pgProvider: "NAVERPAY",
    orderName: "원두 1kg",
  });
  await sandbox.script({ kind: "delay", paymentId: payment.id, ms: 6_000, executeAt: "start" });
  const context = await browser.newContext({ storageState: stateFile("viewer"), locale: "ko-KR" });
  const open = await context.newPage();
  await open.goto(`/payments/${payment.id}`);
  const made = open.getByRole("region", { name: "취소 내역" });
  const timeline = open.getByRole("region", { name: "진행 내역" });
  const link = /이 취소를 환불 \S+의 결과로 연결했습니다/;

  await page.goto(`/payments/${payment.id}`);
  await chooseReason(page);
  await review(page);
  const confirmed = confirm(page, "21,000원 환불하기", "완료");
  await expect(made).toContainText("연결된 환불 없음");
  await expect(timeline).not.toContainText(link);
  await open.screenshot({ path: "artifacts/corrected-guess/before.png", fullPage: true });

  await confirmed;
  await expect(timeline).toContainText(link);
  await expect(made).not.toContainText("연결된 환불 없음");
  const [number] = /R[0-9A-Z]{6}/.exec((await made.textContent()) ?? "") ?? [];
  expect(number).toBeDefined();
  await expect(timeline).toContainText(`이 취소를 환불 ${number}의 결과로 연결했습니다`);
  for (const width of [1280, 390]) {
    await open.setViewportSize({ width, height: 860 });
    await open.screenshot({ path: `artifacts/corrected-guess/after-${width}.png`, fullPage: true });
  }
  await context.close();
  expect(await sandbox.ledger(payment.id)).toHaveLength(1);
});
