// Refunds every kind of payment that the sandbox starts with, first a part and then the rest, with all required inputs. The
// sandbox implements PortOne's documents independently of the desk: no request may be malformed, money moves exactly as
// requested, and the policy must not have allowed what the PG refuses.
import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, describe, expect, test } from "vitest";
import { attemptsByRefund } from "@/lib/db/queries/refund-view";
import { recordResolution } from "@/lib/db/refunds/record-resolution";
import { refundById } from "@/lib/db/refunds/write-refunds";
import { cancellations } from "@/lib/db/schema/refunds";
import { cancellableAmount, type Payment } from "@/lib/domain/payment/payment";
import { policyVerdict } from "@/lib/domain/policy/refund-policy";
import { refundRefusal } from "@/lib/domain/refund/plan-refund";
import { refundNeeds } from "@/lib/domain/refund/refund-needs";
import { proposeParts } from "@/lib/domain/refund/refund-parts";
import type { RefundRequest } from "@/lib/domain/refund/refund-request";
import { administrator, openTestDesk } from "@/tests/support/test-desk";
import { requestRefund } from "./request-refund";
import { resumeOpenRefunds } from "./resume-refunds";

const account = { bank: "KOOKMIN", number: "98765432109876", holderName: "남궁민수" } as const;
const holderPhoneNumber = "01098765432";
const refundEmail = "buyer.of.art@example.com";

const desk = await openTestDesk({ payments: "realistic", cancelLimitMs: 5_000, readLimitMs: 5_000 });
const { control } = desk.sandbox;
afterAll(() => desk.close());

async function read(paymentId: string): Promise<Payment> {
  const found = await desk.portone.getPayment({ paymentId });
  if (!found.ok) throw new Error(found.error.code);
  return found.value.payment;
}

/** Describes the properties of a payment that matter for a refund. */
function kindOf(payment: Payment): string {
  const { amount, channel, method } = payment;
  const easyPay = method?.easyPay;
  return [
    channel?.pgProvider,
    channel?.type === "TEST" ? "test" : null,
    method?.type,
    easyPay?.provider,
    easyPay?.method?.value,
    method?.card?.brand?.raw,
    method?.card?.type?.value === "GIFT" ? "gift" : null,
    payment.currency === "KRW" ? null : payment.currency,
    payment.promotionId,
    amount.taxFree > 0 ? "mixed tax" : null,
    amount.discount > 0 ? "discounted" : null,
    payment.escrow?.value,
    payment.status === "PARTIAL_CANCELLED" ? "after a part" : null,
    refundNeeds(payment, new Date()).account?.why,
  ]
    .filter(Boolean)
    .join(", ");
}

/** The id of one refundable payment of each kind. */
const kinds = new Map<string, string>();
const everything = await desk.portone.listPaymentsByCursor({
  from: new Date(Date.now() - 500 * 86_400_000),
  until: new Date(Date.now() + 60_000),
  size: 1_000,
});
if (!everything.ok) throw new Error(everything.error.code);
for (const { read: one } of everything.value.items) {
  if (one.ok && refundRefusal(one.value.payment) === null)
    kinds.set(kindOf(one.value.payment), one.value.payment.id);
}

/** Returns the request of a person who fills in all required inputs. */
function requestFor(payment: Payment, share: number | "all"): RefundRequest {
  const needs = refundNeeds(payment, new Date());
  const shown = cancellableAmount(payment).amount;
  const amount = share === "all" ? shown : Math.max(1, Math.floor(shown * share));
  const { taxFreeAmount, vatAmount } = proposeParts(payment, amount);
  return {
    storeId: payment.storeId,
    paymentId: payment.id,
    requestId: randomUUID(),
    cancel:
      share === "all"
        ? { kind: "full", shown }
        : {
            kind: "partial",
            shown,
            amount,
            ...(needs.taxFree ? { taxFreeAmount } : {}),
            ...(needs.vat === "offered" ? { vatAmount } : {}),
          },
    reasonCode: "DEFECTIVE",
    note: "",
    requester: "CUSTOMER",
    ...(needs.account
      ? { refundAccount: { ...account, ...(needs.account.phone ? { holderPhoneNumber } : {}) } }
      : {}),
    ...(needs.email ? { refundEmail } : {}),
    // A part that was cancelled elsewhere most likely has no option, which PortOne treats as RELEASE.
    ...(needs.promotionOption
      ? { promotionDiscountRetainOption: payment.cancellations.length > 0 ? "RELEASE" : "RETAIN" }
      : {}),
    override: { why: "모든 결제수단 시험" },
  };
}

/** Requests a refund, follows it to its end and compares it with the moved money. Returns whether it succeeded. */
async function refund(paymentId: string, share: number | "all"): Promise<boolean> {
  const payment = await read(paymentId);
  const request = requestFor(payment, share);
  const { verdict } = policyVerdict(payment, request.cancel, new Date(), []);
  const before = control.ledger(paymentId).length;
  const result = await requestRefund(desk, administrator, request);
  if (!result.ok) throw new Error(`${result.error.code} (${JSON.stringify(request.cancel)})`);
  const { id } = result.value;
  if (result.value.state === "pending") {
    control.endCancellation(paymentId, result.value.cancellationId ?? "", "succeed");
    await desk.age(120_000);
    await resumeOpenRefunds(desk);
  }
  const row = await refundById(desk.database.db, id);
  const moved = control.ledger(paymentId).slice(before);
  if (row?.state !== "succeeded") {
    const last = (await attemptsByRefund(desk.database.db, [id])).get(id)?.at(-1)?.outcome;
    expect(last?.kind, JSON.stringify(last)).toBe("pg-refused");
    expect(moved).toEqual([]);
    expect(verdict, JSON.stringify(last)).not.toBe("allowed");
    await resolveByHand(id);
    return false;
  }
  expect(verdict).not.toBe("blocked");
  const wanted = request.cancel.kind === "full" ? request.cancel.shown : request.cancel.amount;
  expect(moved.map(({ counted }) => counted)).toEqual([wanted]);
  const [made] = await desk.database.db
    .select()
    .from(cancellations)
    .where(eq(cancellations.refundId, row.id));
  expect(made).toMatchObject({
    status: "SUCCEEDED",
    totalAmount: wanted,
    taxFreeAmount: row.expectedTaxFree,
  });
  if (row.requestedVat !== null) expect(made?.vatAmount).toBe(row.requestedVat);
  expect(row).toMatchObject({ encryptedRequest: null, reason: "상품 불량", reasonCode: "DEFECTIVE" });
  expect(row.account).toEqual(
    request.refundAccount ? { bank: "KOOKMIN", lastDigits: "9876", holder: "남**수" } : null,
  );
  return true;
}

/** Resumes a refund without proof for ten minutes; then an administrator resolves it. */
async function resolveByHand(refundId: string): Promise<void> {
  for (let n = 0; n < 5; n += 1) {
    const row = await refundById(desk.database.db, refundId);
    if (row?.state === "failed") return;
    if (row?.state === "undecided") {
      const decided = { refundId, decision: "failed", note: "PG 화면 확인" } as const;
      expect(await recordResolution(desk.database.db, administrator, decided)).toMatchObject({ ok: true });
      return;
    }
    await desk.age(11 * 60_000);
    await resumeOpenRefunds(desk);
  }
  throw new Error(`refund ${refundId} does not end`);
}

describe("every kind of payment of the sandbox", () => {
  const succeeded = { part: 0, rest: 0 };
  test.each([...kinds])("%s", async (_, paymentId) => {
    if (await refund(paymentId, 0.4)) succeeded.part += 1;
    if (await refund(paymentId, "all")) succeeded.rest += 1;
  });

  test("there are more than 60 kinds, and most of them can be refunded", () => {
    expect(kinds.size).toBeGreaterThan(60);
    expect(succeeded.part).toBeGreaterThan(40);
    expect(succeeded.rest).toBeGreaterThan(50);
  });

  test("no account number, holder, telephone number or address is left in any table", async () => {
    const { rows } = await desk.database.db.execute(
      sql`select format('%I.%I', table_schema, table_name) as name from information_schema.tables where table_schema in ('public', 'pgboss') and table_type = 'BASE TABLE'`,
    );
    expect(rows.length).toBeGreaterThan(10);
    const pattern = `${account.number}|${account.holderName}|${holderPhoneNumber}|${refundEmail}`;
    for (const { name } of rows) {
      const found = await desk.database.db.execute(
        sql`select 1 from ${sql.raw(String(name))} as t where to_jsonb(t)::text ~ ${pattern} limit 1`,
      );
      expect(found.rows, String(name)).toEqual([]);
    }
  });
});
