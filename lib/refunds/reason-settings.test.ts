import { desc, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { paymentDetail } from "@/lib/db/queries/payment-page/payment-detail";
import { auditEntries } from "@/lib/db/schema/journal";
import { refundReasons } from "@/lib/db/schema/settings";
import { listReasons } from "@/lib/db/settings/read-reasons";
import { recordReason, recordReasonActive, recordReasonOrder } from "@/lib/db/settings/record-reasons";
import { saveReasonInput } from "@/lib/domain/refund/refund-reason";
import { administrator, fullRefund, openTestDesk, operator, type TestDesk } from "@/tests/support/test-desk";
import { requestRefund } from "./request-refund";

let desk: TestDesk;
beforeAll(async () => {
  desk = await openTestDesk();
});
afterAll(() => desk.close());

const codes = async () => (await listReasons(desk.database.db)).map(({ code }) => code);
const audits = () =>
  desk.database.db
    .select()
    .from(auditEntries)
    .where(sql`${auditEntries.action} like 'reason%'`)
    .orderBy(auditEntries.seq);

test("a desk starts with reasons, and the reason OTHER cannot be deactivated", async () => {
  const { db } = desk.database;
  expect((await listReasons(db)).map(({ ko }) => ko)).toEqual([
    "고객 변심",
    "상품 불량",
    "오배송",
    "품절",
    "배송 지연",
    "중복 결제",
    "기타",
  ]);
  expect(await recordReasonActive(db, administrator, { code: "OTHER", active: false })).toMatchObject({
    error: { code: "other-stays" },
  });
  // The database enforces the rule too.
  await expect(
    db.update(refundReasons).set({ active: false }).where(eq(refundReasons.code, "OTHER")),
  ).rejects.toThrow();
});

test("an added reason can be chosen at once, and PortOne receives its Korean name", async () => {
  const { db } = desk.database;
  expect(await recordReason(db, administrator, { ko: "사이즈 교환", en: "Size exchange" })).toMatchObject({
    ok: true,
  });
  const added = (await listReasons(db)).at(-1);
  expect(added).toMatchObject({
    ko: "사이즈 교환",
    active: true,
    code: expect.stringMatching(/^OWN_R\w{6}$/),
  });
  const code = added?.code ?? "";
  const payment = desk.sandbox.control.createPayment({});
  const note = "한 치수 크게";
  expect(await requestRefund(desk, operator, fullRefund(payment, { reasonCode: code, note }))).toMatchObject({
    value: { state: "succeeded", reasonCode: code, note, reason: "사이즈 교환: 한 치수 크게" },
  });
  const [made] = desk.sandbox.control.getPayment(payment.id)?.cancellations ?? [];
  expect(made?.reason).toMatch(/^사이즈 교환: 한 치수 크게 #R\w{6}$/);

  expect(await recordReasonActive(db, administrator, { code, active: false })).toMatchObject({ ok: true });
  const next = desk.sandbox.control.createPayment({});
  expect(await requestRefund(desk, operator, fullRefund(next, { reasonCode: code }))).toMatchObject({
    error: { code: "reason-unknown" },
  });
  expect(
    await requestRefund(desk, operator, fullRefund(next, { reasonCode: "NEVER_HEARD_OF" })),
  ).toMatchObject({ error: { code: "reason-unknown" } });
  expect(desk.sandbox.control.ledger(next.id)).toEqual([]);
});

test("a renamed reason keeps its code, and earlier refunds keep the earlier name", async () => {
  const { db } = desk.database;
  const payment = desk.sandbox.control.createPayment({});
  await requestRefund(desk, operator, fullRefund(payment, { reasonCode: "DEFECTIVE" }));
  await recordReason(db, administrator, { code: "DEFECTIVE", ko: "불량품", en: "Faulty" });
  const detail = await paymentDetail(db, { paymentId: payment.id });
  expect(detail?.refunds[0]?.reason).toBe("상품 불량");
  expect(detail?.reasons).toContainEqual({ code: "DEFECTIVE", ko: "불량품", en: "Faulty" });
  const [entry] = await db.select().from(auditEntries).orderBy(desc(auditEntries.seq)).limit(1);
  expect(entry).toMatchObject({
    action: "reason.changed",
    subject: "reason:DEFECTIVE",
    actorName: administrator.name,
    detail: { ko: "불량품", en: "Faulty" },
  });
});

test("a name that is taken and a reason that is gone are refused", async () => {
  const { db } = desk.database;
  const before = (await audits()).length;
  expect(await recordReason(db, administrator, { ko: "품절", en: "Sold out" })).toMatchObject({
    error: { code: "label-taken" },
  });
  expect(await recordReason(db, administrator, { code: "GONE", ko: "가", en: "a" })).toMatchObject({
    error: { code: "reason-gone" },
  });
  expect(await audits()).toHaveLength(before);
});

test("the order of reasons is stored and audited, and an unchanged order is not", async () => {
  const { db } = desk.database;
  const before = await codes();
  const turned = before.toReversed();
  expect(await recordReasonOrder(db, administrator, { codes: turned })).toMatchObject({ ok: true });
  expect(await codes()).toEqual(turned);
  const entries = await audits();
  expect(entries.at(-1)).toMatchObject({ action: "reasons.ordered", detail: { after: turned.join(" ") } });
  expect(await recordReasonOrder(db, administrator, { codes: turned })).toMatchObject({ ok: true });
  expect(await audits()).toHaveLength(entries.length);
});

test("an order that lacks a stored reason, repeats one or has an unknown one is refused", async () => {
  const { db } = desk.database;
  const [first = "", ...others] = await codes();
  const wrong = [
    others,
    [first, ...others, "UNKNOWN"],
    ["UNKNOWN", ...others],
    [others[0] ?? "", ...others],
    [],
  ];
  for (const codesGiven of wrong)
    expect(await recordReasonOrder(db, administrator, { codes: codesGiven })).toMatchObject({
      error: { code: "reasons-changed" },
    });
  expect(await codes()).toEqual([first, ...others]);
});

test("concurrent orders of reasons leave every position taken once", async () => {
  const { db } = desk.database;
  const before = await codes();
  await Promise.all(
    before.map((_, by) =>
      recordReasonOrder(db, administrator, { codes: [...before.slice(by), ...before.slice(0, by)] }),
    ),
  );
  const rows = await db.select().from(refundReasons).orderBy(refundReasons.position);
  expect(rows.map(({ position }) => position)).toEqual(rows.map((_, index) => index));
  expect((await codes()).toSorted()).toEqual(before.toSorted());
});

test.each([
  ["blanks", { ko: "  ", en: "a" }, "label-missing"],
  ["41 letters", { ko: "가".repeat(41), en: "a" }, "label-too-long"],
  ["text like a refund number", { ko: "교환 #R222222", en: "a" }, "label-characters"],
])("a name of %s is refused", (_, input, code) => {
  expect(saveReasonInput.safeParse(input).error?.issues[0]?.message).toBe(code);
});

test("a name of two lines is stored as one line", () => {
  expect(saveReasonInput.parse({ ko: "교환\n환불", en: "a" }).ko).toBe("교환 환불");
});
