import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { payments } from "@/lib/db/schema/payments";
import { syncPayment } from "@/lib/sync/sync-payment";
import { openTestDesk, type TestDesk } from "@/tests/support/test-desk";
import { paymentDetail } from "./payment-detail";

let desk: TestDesk;
beforeAll(async () => {
  desk = await openTestDesk();
});
afterAll(() => desk.close());

async function synced(overrides: Parameters<TestDesk["sandbox"]["control"]["createPayment"]>[0]) {
  const { id, storeId } = desk.sandbox.control.createPayment(overrides);
  await syncPayment(desk, { paymentId: id, storeId });
  return { paymentId: id, storeId };
}

test("the remitter's name of a virtual account is returned for the refund form only, its number never", async () => {
  const key = await synced({
    method: {
      type: "PaymentMethodVirtualAccount",
      accountNumber: "11022233344455",
      bank: "SHINHAN",
      remitterName: "남궁민수",
    },
  });
  const detail = await paymentDetail(desk.database.db, key);
  expect(detail?.payment.method?.virtualAccount).toMatchObject({ bank: "SHINHAN", hasAccountNumber: true });
  expect(JSON.stringify(detail)).not.toMatch(/남궁민수|11022233344455/);
  const { remitter, ...rest } = (await paymentDetail(desk.database.db, { ...key, forRefund: true })) ?? {};
  expect(remitter).toBe("남궁민수");
  expect(JSON.stringify(rest)).not.toMatch(/남궁민수|11022233344455/);
});

test("a payment stored without method details is shown without them", async () => {
  const key = await synced({ method: "CARD" });
  const { db } = desk.database;
  const older = sql`(${payments.snapshot} - '{escrow,cashReceipt,cashReceiptIssuanceStatus,disputes}'::text[])
    #- '{method,card}' #- '{method,easyPay}' #- '{method,virtualAccount}' #- '{method,giftCertificateType}'`;
  await db.update(payments).set({ snapshot: older }).where(eq(payments.id, key.paymentId));
  const detail = await paymentDetail(db, key);
  expect(detail?.payment).toMatchObject({
    escrow: null,
    cashReceipt: null,
    cashReceiptIssuanceStatus: null,
    disputes: [],
    method: { type: "CARD", card: null, easyPay: null, virtualAccount: null, giftCertificateType: null },
  });
});
