// Cancels through the API: amounts, tax parts, pending cancels, and the effect of each switch.
import { describe, expect, it } from "vitest";
import { testPayment } from "../test-harness.ts";
import { nextBusinessDay } from "./seoul-time.ts";

describe("amounts", () => {
  it("allow a partial cancel and then the rest; a further cancel answers that the payment is cancelled", async () => {
    const { type, payment, control, id } = await testPayment();
    expect(await type({ amount: 3_000, currentCancellableAmount: 10_000 })).toBe("SUCCEEDED");
    expect(payment()).toMatchObject({ status: "PARTIAL_CANCELLED", amount: { cancelled: 3_000 } });
    expect(await type({ amount: 3_000, currentCancellableAmount: 10_000 })).toBe(
      "CANCELLABLE_AMOUNT_CONSISTENCY_BROKEN",
    );
    expect(await type({ amount: 7_001 })).toBe("CANCEL_AMOUNT_EXCEEDS_CANCELLABLE_AMOUNT");
    expect(await type({ currentCancellableAmount: 7_000 })).toBe("SUCCEEDED");
    expect(payment()).toMatchObject({ status: "CANCELLED", amount: { cancelled: 10_000 } });
    expect(await type({})).toBe("PAYMENT_ALREADY_CANCELLED");
    expect(control.ledger(id).map((entry) => entry.amount)).toEqual([3_000, 7_000]);
  });

  it.each([[0], [-1], [1.5], ["1000"], [2 ** 53]])("reject the amount %s", async (amount) => {
    const { type, control } = await testPayment();
    expect(await type({ amount })).toBe("INVALID_REQUEST");
    expect(control.ledger()).toEqual([]);
  });

  it("of null and zero are read by their switches", async () => {
    const rejecting = await testPayment();
    rejecting.control.setSwitches({ nullAmount: "reject" });
    expect(await rejecting.type({ amount: null })).toBe("INVALID_REQUEST");
    const full = await testPayment();
    full.control.setSwitches({ nullAmount: "full", zeroAmount: "full" });
    expect(await full.type({ amount: null })).toBe("SUCCEEDED");
    expect(full.control.ledger(full.id)[0]?.amount).toBe(10_000);
  });

  it.each([
    [{ reason: "" }],
    [{ reason: 1 }],
    [{ requester: "Admin" }],
    [{ promotionDiscountRetainOption: "KEEP" }],
    [{ refundAccount: { bank: "KOOKMIN_BANK", number: "123456", holderName: "김" } }],
    [{ refundAccount: { bank: "KOOKMIN", number: "123456", holderName: "  " } }],
    [{ refundEmail: "nobody" }],
    [{ taxFreeAmount: -1 }],
    [{ skipWebhook: "yes" }],
  ])("reject the malformed body %j", async (body) => {
    const { type } = await testPayment();
    expect(await type(body)).toBe("INVALID_REQUEST");
  });

  it("of an unpaid payment are rejected", async () => {
    for (const status of ["READY", "PAY_PENDING", "VIRTUAL_ACCOUNT_ISSUED", "FAILED"] as const) {
      const { type } = await testPayment({ status });
      expect(await type({})).toBe("PAYMENT_NOT_PAID");
    }
  });

  it("of a V1 payment are rejected or cancelled, depending on the switch", async () => {
    const { type, control } = await testPayment({ version: "V1" });
    expect(await type({})).toBe("INVALID_REQUEST");
    control.setSwitches({ v1Cancel: "accept" });
    expect(await type({})).toBe("SUCCEEDED");
  });

  it("are limited by the number of attempts that reached the PG", async () => {
    const { type, control, id } = await testPayment();
    control.setSwitches({ maxCancelCount: 2 });
    expect(await type({ amount: 99_999 })).toBe("CANCEL_AMOUNT_EXCEEDS_CANCELLABLE_AMOUNT");
    control.script({ kind: "pg-error" });
    expect(await type({ amount: 1_000 })).toBe("PG_PROVIDER");
    expect(await type({ amount: 1_000 })).toBe("SUCCEEDED");
    expect(await type({ amount: 1_000 })).toBe("MAX_CANCEL_COUNT_REACHED");
    expect(control.ledger(id)).toHaveLength(1);
  });
});

describe("tax parts", () => {
  const mixed = { taxFree: 4_000 };

  it("count an omitted part as taxable, and are checked one by one", async () => {
    const { type, payment } = await testPayment(mixed);
    expect(await type({ amount: 6_001 })).toBe("CANCEL_TAX_AMOUNT_EXCEEDS_CANCELLABLE_TAX_AMOUNT");
    expect(await type({ amount: 5_000, taxFreeAmount: 4_001 })).toBe(
      "CANCEL_TAX_FREE_AMOUNT_EXCEEDS_CANCELLABLE_TAX_FREE_AMOUNT",
    );
    expect(await type({ amount: 5_000, taxFreeAmount: 3_000, vatAmount: 2_001 })).toBe(
      "SUM_OF_PARTS_EXCEEDS_CANCEL_AMOUNT",
    );
    expect(await type({ amount: 3_000 })).toBe("SUCCEEDED");
    expect(await type({ amount: 3_500, taxFreeAmount: 1_500 })).toBe("SUCCEEDED");
    expect(await type({ amount: 3_500, taxFreeAmount: 2_501 })).toBe(
      "CANCEL_TAX_FREE_AMOUNT_EXCEEDS_CANCELLABLE_TAX_FREE_AMOUNT",
    );
    expect(await type({ amount: 3_500, taxFreeAmount: 2_500 })).toBe("SUCCEEDED");
    expect(payment()).toMatchObject({
      status: "CANCELLED",
      amount: { cancelled: 10_000, cancelledTaxFree: 4_000 },
    });
    // An eleventh each time, and the exact remainder of 545 at the end.
    expect(payment()?.cancellations?.map((entry) => entry.vatAmount)).toEqual([273, 182, 90]);
  });

  it("give the remaining VAT from rounding to the last cancel", async () => {
    const { type, payment } = await testPayment({ total: 32 });
    expect(payment()?.amount.vat).toBe(3);
    await type({ amount: 16 });
    await type({});
    expect(payment()?.cancellations?.map((entry) => entry.vatAmount)).toEqual([1, 2]);
  });

  it("may be omitted in a full cancel, depending on the switch", async () => {
    const { type, control, payment } = await testPayment(mixed);
    expect(await type({})).toBe("CANCEL_TAX_AMOUNT_EXCEEDS_CANCELLABLE_TAX_AMOUNT");
    control.setSwitches({ mixedTaxFullCancelWithoutTaxFree: "accept" });
    expect(await type({})).toBe("SUCCEEDED");
    expect(payment()?.amount.cancelledTaxFree).toBe(4_000);
  });
});

describe("pending cancels", () => {
  it("leave the status, reduce the balance, and move money only when settled", async () => {
    const { type, control, id, payment } = await testPayment();
    control.script({ kind: "async-cancel", paymentId: id });
    expect(await type({ amount: 4_000 })).toBe("REQUESTED");
    expect(payment()).toMatchObject({ status: "PAID", amount: { cancelled: 0 } });
    expect(control.ledger(id)).toEqual([]);
    expect(await type({ amount: 6_001 })).toBe("CANCEL_AMOUNT_EXCEEDS_CANCELLABLE_AMOUNT");
    control.setSwitches({ cancelledCountsPending: true });
    expect(payment()?.amount.cancelled).toBe(4_000);
    expect(await type({ amount: 1_000, currentCancellableAmount: 10_000 })).toBe(
      "CANCELLABLE_AMOUNT_CONSISTENCY_BROKEN",
    );
    expect(await type({ amount: 1_000, currentCancellableAmount: 6_000 })).toBe("SUCCEEDED");
    const pending = payment()?.cancellations?.[0]?.id ?? "";
    control.endCancellation(id, pending, "succeed");
    expect(control.ledger(id).map((entry) => [entry.amount, entry.by])).toEqual([
      [1_000, "api"],
      [4_000, "async"],
    ]);
    expect(() => control.endCancellation(id, pending, "fail")).toThrow("not pending");
  });

  it("release the balance when they fail, and block a second cancel when the switch says so", async () => {
    const { type, control, id, payment } = await testPayment();
    control.setSwitches({ pendingCancelBlocks: true });
    control.script({ kind: "async-cancel" });
    expect(await type({})).toBe("REQUESTED");
    expect(await type({})).toBe("CANCEL_AMOUNT_EXCEEDS_CANCELLABLE_AMOUNT");
    control.endCancellation(id, payment()?.cancellations?.[0]?.id ?? "", "fail");
    expect(payment()).toMatchObject({ status: "PAID", cancellations: [{ status: "FAILED" }] });
    control.script({ kind: "async-cancel" });
    expect(await type({ amount: 1_000 })).toBe("REQUESTED");
    expect(await type({ amount: 1_000 })).toBe("PG_PROVIDER");
    expect(control.ledger(id)).toEqual([]);
  });

  it("settle automatically at the scripted time of the sandbox's clock", async () => {
    const { type, control, id, payment } = await testPayment();
    control.script({ kind: "async-cancel", autoSettle: { afterMs: 60_000, as: "succeed" } });
    expect(await type({})).toBe("REQUESTED");
    control.shiftClock(59_000);
    await control.flushWebhooks();
    expect(payment()?.status).toBe("PAID");
    control.shiftClock(2_000);
    await control.flushWebhooks();
    expect(payment()?.status).toBe("CANCELLED");
    expect(control.ledger(id)).toHaveLength(1);
  });
});

describe("a cancel also", () => {
  it("moves statusChangedAt at a second partial cancel only with the switch", async () => {
    const { type, control, payment } = await testPayment();
    await type({ amount: 1_000 });
    const first = payment()?.statusChangedAt;
    control.shiftClock(60_000);
    await type({ amount: 1_000 });
    expect(payment()?.statusChangedAt).toBe(first);
    control.setSwitches({ statusChangedAtMovesOnSecondPartial: true });
    await type({ amount: 1_000 });
    expect(payment()?.statusChangedAt).not.toBe(first);
  });

  it("echoes the reason whole or cut to a number of characters, depending on the switch", async () => {
    const { type, control, payment } = await testPayment();
    await type({ amount: 1_000, reason: "👍🏻 단순 변심" });
    control.setSwitches({ reasonEcho: "cut", reasonCutLength: 4 });
    await type({ amount: 1_000, reason: "가나다라마바" });
    expect(payment()?.cancellations?.map((entry) => entry.reason)).toEqual(["👍🏻 단순 변심", "가나다라"]);
  });

  it("cancels the cash receipt with the whole payment, except at KSNET", async () => {
    const cashReceipt = {
      status: "ISSUED",
      issueNumber: "1",
      totalAmount: 10_000,
      currency: "KRW",
      issuedAt: "2026-01-01T00:00:00Z",
    };
    for (const [pgProvider, status] of [
      ["TOSSPAYMENTS", "CANCELLED"],
      ["KSNET", "ISSUED"],
    ] as const) {
      const { type, payment } = await testPayment({ pgProvider, method: "CARD", cashReceipt });
      expect(await type({})).toBe("SUCCEEDED");
      expect(payment()?.cashReceipt?.status).toBe(status);
    }
  });

  it("pays out a virtual account's refund on the next business day", async () => {
    const refundAccount = { bank: "KAKAO", number: "3333-01-1234567", holderName: "김민서" };
    const { type, control, payment } = await testPayment({ method: "VIRTUAL_ACCOUNT" });
    expect(await type({ refundAccount })).toBe("SUCCEEDED");
    expect(payment()?.method).toMatchObject({ refundStatus: "PENDING" });
    const due = nextBusinessDay(control.now());
    control.shiftClock(due - control.now() - 60_000);
    await control.flushWebhooks();
    expect(payment()?.method).toMatchObject({ refundStatus: "PENDING" });
    control.shiftClock(120_000);
    await control.flushWebhooks();
    expect(payment()?.method).toMatchObject({ refundStatus: "COMPLETED" });
  });

  it.each([
    ["2026-11-27T14:00:00+09:00", "2026-11-30T10:00:00+09:00"],
    ["2026-11-28T00:00:00+09:00", "2026-11-30T10:00:00+09:00"],
    ["2026-11-29T23:59:59+09:00", "2026-11-30T10:00:00+09:00"],
    ["2026-11-30T09:00:00+09:00", "2026-12-01T10:00:00+09:00"],
  ])("computes the business day after %s as %s", (from, to) => {
    expect(new Date(nextBusinessDay(Date.parse(from))).toISOString()).toBe(new Date(to).toISOString());
  });

  it("leaves a virtual account's payout to the control API when the switch says so", async () => {
    const refundAccount = { bank: "KAKAO", number: "3333-01-1234567", holderName: "김민서" };
    const { type, control, id, payment } = await testPayment({ method: "VIRTUAL_ACCOUNT" });
    control.setSwitches({ virtualAccountPayout: "manual" });
    expect(await type({ refundAccount })).toBe("SUCCEEDED");
    expect(payment()?.method).toMatchObject({ refundStatus: "PENDING" });
    control.endPayout(id, "fail");
    expect(payment()?.method).toMatchObject({ refundStatus: "FAILED" });
  });
});
