// The seeded payments: the same for the same seed, consistent in their sums, and with every case of a refund desk.
import { describe, expect, it } from "vitest";
import type { WirePayment } from "../api/wire.ts";
import { at, type Client, testSandbox } from "../test-harness.ts";

const now = Date.parse("2026-11-22T03:00:00Z");
const day = 24 * 60 * 60 * 1000;

async function allPayments(client: Client): Promise<WirePayment[]> {
  const reply = await client.list("/payments-by-cursor", { size: 1000, from: "2000-01-01T00:00:00Z" });
  return (at(reply.body, "items") as { payment: WirePayment }[]).map(({ payment }) => payment);
}

async function seeded(seed?: number) {
  const { sandbox, client } = await testSandbox({
    payments: "realistic",
    now: () => now,
    ...(seed === undefined ? {} : { seed }),
  });
  const payments = await allPayments(client);
  const neutral = JSON.stringify(payments)
    .replaceAll(sandbox.storeId, "STORE")
    .replaceAll(/merchant-[0-9a-f-]{36}/g, "MERCHANT");
  return { sandbox, client, payments, neutral };
}

describe("the seed", { timeout: 60_000 }, () => {
  it("has the same payments for the same seed, and other payments for another seed", async () => {
    const [first, second, other] = [await seeded(7), await seeded(7), await seeded(8)];
    expect(second.neutral).toBe(first.neutral);
    expect(other.neutral).not.toBe(first.neutral);
  });

  it("is consistent in sums, states and times", async () => {
    const { payments, sandbox } = await seeded();
    expect(payments.length).toBeGreaterThanOrEqual(290);
    expect(payments.length).toBeLessThanOrEqual(320);
    for (const payment of payments) {
      const { amount } = payment;
      const succeeded = (payment.cancellations ?? []).filter((entry) => entry.status === "SUCCEEDED");
      const sum = (pick: (entry: (typeof succeeded)[number]) => number) =>
        succeeded.reduce((total, entry) => total + pick(entry), 0);
      expect(amount.cancelled).toBe(sum((entry) => entry.totalAmount));
      expect(amount.cancelledTaxFree).toBe(sum((entry) => entry.taxFreeAmount));
      expect(amount.cancelledTaxFree).toBeLessThanOrEqual(amount.taxFree);
      expect(sum((entry) => entry.vatAmount)).toBeLessThanOrEqual(amount.vat ?? 0);
      expect(amount.taxFree + (amount.vat ?? 0) + (amount.supply ?? 0)).toBe(amount.total);
      const paid = ["PAID", "PARTIAL_CANCELLED", "CANCELLED"].includes(payment.status);
      expect(amount.paid).toBe(paid ? amount.total - amount.discount : 0);
      expect(payment.status === "CANCELLED").toBe(paid && amount.cancelled === amount.total);
      expect(payment.status === "PARTIAL_CANCELLED").toBe(
        amount.cancelled > 0 && amount.cancelled < amount.total,
      );
      expect(Date.parse(payment.requestedAt)).toBeGreaterThan(now - 430 * day);
      const times = [
        payment.requestedAt,
        payment.paidAt,
        ...succeeded.map((entry) => entry.cancelledAt),
        payment.updatedAt,
      ];
      const known = times.flatMap((time) => (time ? [Date.parse(time)] : []));
      expect(known).toEqual([...known].sort((a, b) => a - b));
      expect(known.at(-1)).toBeLessThanOrEqual(now);
      const moved = sandbox.control.ledger(payment.id);
      expect(moved.map((entry) => entry.cancellationId)).toEqual(succeeded.map((entry) => entry.id));
      expect(moved.reduce((total, entry) => total + entry.amount, 0)).toBeLessThanOrEqual(amount.paid);
    }
  });

  it("begins with refundable cards, is denser in recent days and covers fourteen months", async () => {
    const { payments } = await seeded();
    const newest = [...payments].sort((a, b) => Date.parse(b.requestedAt) - Date.parse(a.requestedAt));
    for (const payment of newest.slice(0, 20)) {
      expect(payment).toMatchObject({
        status: "PAID",
        currency: "KRW",
        version: "V2",
        channel: { type: "LIVE" },
      });
      expect(payment.method?.type).toBe("PaymentMethodCard");
    }
    const since = (days: number) =>
      payments.filter((payment) => Date.parse(payment.requestedAt) > now - days * day).length;
    expect(since(60)).toBeGreaterThan(payments.length / 3);
    expect(payments.length - since(365)).toBeGreaterThan(10);
    expect(payments.every((payment) => /^ord-\d{8}-\d{4}$/.test(payment.id))).toBe(true);
    expect(new Set(payments.map((payment) => payment.id)).size).toBe(payments.length);
  });

  it("contains every status, method, special PG and case", async () => {
    const { payments } = await seeded();
    const values = (pick: (payment: WirePayment) => unknown) => new Set(payments.map(pick));
    const has = (test: (payment: WirePayment) => boolean) => payments.some(test);
    expect(values((payment) => payment.status).size).toBe(7);
    expect(values((payment) => payment.method?.type)).toEqual(
      new Set([
        undefined,
        ...[
          "Card",
          "VirtualAccount",
          "Transfer",
          "Mobile",
          "EasyPay",
          "GiftCertificate",
          "ConvenienceStore",
          "Crypto",
        ].map((name) => `PaymentMethod${name}`),
      ]),
    );
    const providers = values((payment) => payment.channel?.pgProvider);
    for (const pg of [
      ...[
        "SMARTRO_V2",
        "KSNET",
        "NICE_V2",
        "INICIS_V2",
        "KCP_V2",
        "KPN",
        "TOSSPAYMENTS",
        "TOSSPAY_V2",
        "KAKAOPAY",
      ],
      ...["NAVERPAY", "PAYPAL_V2", "KICC_V2", "TRIPLE_A", "PAYMENTWALL", "EXIMBAY_V2", "WELCOME", "DAOU"],
      ...["MOBILIANS_V2", "DANAL_TPAY", "INICIS_JP", "HECTO_GLOBAL", "GALAXIA"],
    ]) {
      expect(providers).toContain(pg);
    }
    expect(values((payment) => payment.currency)).toEqual(new Set(["KRW", "USD", "JPY"]));
    const won = payments.filter((payment) => payment.currency === "KRW").length;
    expect(won / payments.length).toBeGreaterThan(0.85);
    const tests = payments.filter((payment) => payment.channel?.type === "TEST").length / payments.length;
    expect(tests).toBeGreaterThan(0.08);
    expect(tests).toBeLessThan(0.17);
    for (const status of ["REQUESTED", "SUCCEEDED", "FAILED"]) {
      expect(has((payment) => payment.cancellations?.some((entry) => entry.status === status) === true)).toBe(
        true,
      );
    }
    for (const trigger of ["API", "CONSOLE", "PORTONE_ADMIN", "CHARGEBACK"]) {
      expect(
        has((payment) => payment.cancellations?.some((entry) => entry.trigger === trigger) === true),
      ).toBe(true);
    }
    expect(
      has((payment) => payment.amount.taxFree > 0 && payment.amount.taxFree < payment.amount.total),
    ).toBe(true);
    expect(
      has((payment) => payment.promotionId !== undefined && payment.status === "PARTIAL_CANCELLED"),
    ).toBe(true);
    expect(
      has((payment) => payment.method?.type === "PaymentMethodCard" && payment.method.pointUsed === true),
    ).toBe(true);
    expect(
      has((payment) => payment.disputes?.some((dispute) => dispute.status === "UNRESOLVED") === true),
    ).toBe(true);
    expect(has((payment) => payment.escrow?.status === "CONFIRMED")).toBe(true);
    expect(has((payment) => payment.cashReceipt?.status === "CANCELLED")).toBe(true);
    expect(has((payment) => payment.version === "V1")).toBe(true);
    const waiting = payments.find((payment) => payment.status === "VIRTUAL_ACCOUNT_ISSUED");
    expect(Date.parse(String(at(waiting, "method", "expiredAt")))).toBeGreaterThan(now);
  });
});
