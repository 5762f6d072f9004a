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

test("the remitter's name of a virtual account is returned for the refund form of a person who sees customers, its number never", async () => {
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
  const ofForm = { ...key, forRefund: true };
  expect(await paymentDetail(desk.database.db, ofForm)).toMatchObject({
    remitter: null,
    seesCustomer: false,
  });
  const { remitter, ...rest } =
    (await paymentDetail(desk.database.db, { ...ofForm, seesCustomer: true })) ?? {};
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

test("the customer is masked for a person who may not see customers' data", async () => {
  const customer = {
    id: "hansm@example.com",
    name: "한성민",
    email: "hansm@example.com",
    phoneNumber: "010-1234-5678",
  };
  const key = await synced({ customer });
  const { db } = desk.database;
  const masked = await paymentDetail(db, key);
  expect(masked?.payment.customer).toEqual({
    id: "ha***om",
    name: "한*민",
    email: "h***@example.com",
    phoneNumber: "010-****-5678",
  });
  expect(JSON.stringify(masked)).not.toMatch(/한성민|hansm|1234-5678/);
  const whole = await paymentDetail(db, { ...key, seesCustomer: true });
  expect(whole?.payment.customer).toEqual(customer);
});
