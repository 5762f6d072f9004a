import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listPayments } from "@/lib/db/queries/payment-list/list-payments";
import { auditEntries } from "@/lib/db/schema/journal";
import { payments } from "@/lib/db/schema/payments";
import { refunds } from "@/lib/db/schema/refunds";
import { readPaymentFilter } from "@/lib/domain/payment/payment-filter";
import { requestOperation } from "@/lib/refunds/request-operation";
import { requestRefund } from "@/lib/refunds/request-refund";
import { rereadPayment } from "@/lib/refunds/reread-payment";
import { sendsOf } from "@/lib/webhooks/portone-sends";
import { fullRefund, openTestDesk, operator, type TestDesk } from "@/tests/support/test-desk";
import { findPayment, readForPage } from "./find-payment";
import { pullChanges } from "./pull-changes";
import { pullEvents } from "./pull-events";
import { pullPayments } from "./pull-payments";

let desk: TestDesk;
beforeAll(async () => {
  desk = await openTestDesk({ ownStoreOnly: true });
});
afterAll(() => desk.close());

test("a desk with a store reads, shows, stores and changes nothing of another store", async () => {
  const other = { storeId: "store-other", announce: false } as const;
  const foreign = desk.sandbox.control.createPayment({ ...other, id: "foreign", total: 9_000 });
  desk.sandbox.control.createPayment({
    ...other,
    id: "foreign-account",
    method: "VIRTUAL_ACCOUNT",
    status: "VIRTUAL_ACCOUNT_ISSUED",
  });
  const own = desk.sandbox.control.createPayment({ id: "own", total: 9_000, announce: false });
  const notFound = { ok: false, error: { code: "payment-not-found" } };
  const key = { storeId: foreign.storeId, paymentId: foreign.id };

  expect(await findPayment(desk, operator, foreign.id)).toMatchObject(notFound);
  expect(await readForPage(desk, operator, foreign.id)).toMatchObject(notFound);
  expect(await rereadPayment(desk, key)).toMatchObject({ ok: false });
  expect(await sendsOf(desk, operator, key)).toMatchObject(notFound);
  expect(await requestRefund(desk, operator, fullRefund(foreign))).toMatchObject(notFound);
  expect(
    await requestOperation(desk, operator, {
      kind: "close-account",
      requestId: randomUUID(),
      storeId: "store-other",
      paymentId: "foreign-account",
    }),
  ).toMatchObject({ ok: false });
  for (const pull of [pullPayments, pullChanges, pullEvents])
    expect(await pull(desk)).toMatchObject({ state: "done" });

  const { db } = desk.database;
  expect((await db.select({ id: payments.id }).from(payments)).map(({ id }) => id)).toEqual([own.id]);
  expect(await db.select().from(refunds)).toEqual([]);
  const { filter } = readPaymentFilter(new URLSearchParams());
  const list = await listPayments(db, { filter, after: null, before: null, seesCustomers: true });
  expect(list.rows.map(({ id }) => id)).toEqual([own.id]);
  expect(desk.sandbox.control.ledger("foreign")).toEqual([]);
  expect(JSON.stringify(await db.select().from(auditEntries))).not.toContain("foreign");
  for (const { query, body } of desk.sandbox.control.requests())
    expect(`${decodeURIComponent(query)} ${body ?? ""}`).not.toContain("store-other");
});
