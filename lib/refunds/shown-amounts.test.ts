// Compares amounts shown as money with the money that the sandbox moved: over methods, promotions, discounts and sequences
// of cancels by the desk and elsewhere, in every interpretation of what PortOne does not document.
import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { sumsBetween, todayInSeoul } from "@/lib/db/queries/overview";
import { pagesOfPayments } from "@/lib/db/queries/payment-list/list-payments";
import { paymentDetail } from "@/lib/db/queries/payment-page/payment-detail";
import { cancellations } from "@/lib/db/schema/refunds";
import { everyPayment } from "@/lib/domain/payment/payment-filter";
import { refundFigures } from "@/lib/domain/refund/cancel-figures";
import type { RetainOption } from "@/lib/domain/refund/refund";
import type { RefundRequest } from "@/lib/domain/refund/refund-request";
import { seoulDay } from "@/lib/domain/seoul-time";
import { overviewDays, overviewMonth, overviewOf } from "@/lib/domain/views/overview";
import type { PaymentDetail } from "@/lib/domain/views/payment-page";
import { pullUntilDone } from "@/lib/sync/pull-payments";
import { syncPayment } from "@/lib/sync/sync-payment";
import { administrator, openTestDesk, type TestDesk } from "@/tests/support/test-desk";
import { promotionTerms } from "./promotion-terms";
import { requestRefund } from "./request-refund";
import { resumeOpenRefunds } from "./resume-refunds";

let desk: TestDesk;
beforeAll(async () => {
  desk = await openTestDesk({ cancelLimitMs: 5_000, readLimitMs: 5_000 });
});
afterAll(() => desk.close());
beforeEach(() => desk.sandbox.control.setSwitches(usual));

const usual = {
  promotionCancellationTotal: "order",
  fixedPromotionRate: "charged",
  balanceBasis: "total",
  amountsShrink: false,
  cancelledCountsPending: false,
  cardPartialRefusals: "off",
  contractPartialCancel: true,
} as const;
const control = () => desk.sandbox.control;
const detailOf = async (paymentId: string): Promise<PaymentDetail> => {
  const synced = await syncPayment(desk, { paymentId });
  if (!synced.ok) throw new Error(synced.error.code);
  const detail = await paymentDetail(desk.database.db, { paymentId });
  if (detail === null) throw new Error("not in the mirror");
  return detail;
};

const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ by: fc.constant("desk" as const), share: fc.nat(100) }) },
  { weight: 1, arbitrary: fc.record({ by: fc.constant("console" as const), share: fc.nat(100) }) },
);
const sequence = fc.record({
  method: fc.constantFrom("CARD" as const, "EASY_PAY" as const, "TRANSFER" as const),
  total: fc.integer({ min: 10, max: 90_000 }),
  /** In hundredths of the total. */
  discount: fc.constantFrom(0, 0, 7, 20),
  promotion: fc.option(
    fc.record({
      kind: fc.constantFrom("rate" as const, "fixed" as const),
      value: fc.constantFrom(5, 10, 33),
      /** In hundredths of the total. */
      threshold: fc.constantFrom(0, 50, 80, 100),
    }),
  ),
  option: fc.constantFrom<RetainOption>("RETAIN", "RELEASE"),
  switches: fc.record({
    promotionCancellationTotal: fc.constantFrom("order" as const, "refunded" as const),
    fixedPromotionRate: fc.constantFrom("charged" as const, "threshold" as const, "order" as const),
    balanceBasis: fc.constantFrom("total" as const, "paid" as const),
    amountsShrink: fc.boolean(),
  }),
  /** Whether the desk reads the payment before the first cancel. */
  isKnownBefore: fc.boolean(),
  steps: fc.array(step, { minLength: 1, maxLength: 4 }),
});
type Sequence = typeof sequence extends fc.Arbitrary<infer One> ? One : never;

/** Counts known figures, so that the test cannot pass without any. */
const known = { parts: 0, wholes: 0, rests: 0, points: 0, unknown: 0, predicted: 0 };

const payments: { id: string; paid: number }[] = [];

function newPayment({ method, total, discount, promotion }: Sequence) {
  const share = (hundredths: number) => Math.floor((total * hundredths) / 100);
  const payment = control().createPayment({
    method,
    pgProvider: "TOSSPAYMENTS",
    total,
    ...(promotion
      ? {
          promotion: {
            id: `promotion-${randomUUID()}`,
            kind: promotion.kind,
            value: promotion.kind === "rate" ? promotion.value : Math.min(share(promotion.value), total),
            threshold: share(promotion.threshold),
          },
        }
      : { discount: share(discount) }),
  });
  payments.push({ id: payment.id, paid: payment.amount.paid });
  return payment;
}

async function runSequence(one: Sequence): Promise<void> {
  control().setSwitches(one.switches);
  const { id, amount } = newPayment(one);
  if (one.isKnownBefore) check(await detailOf(id), amount.paid, one);
  for (const { by, share } of one.steps) {
    const before = await detailOf(id);
    const left = before.cancellable.amount;
    if (before.refusal !== null || left === 0) return;
    const part = Math.max(1, Math.floor((left * share) / 100));
    if (by === "desk") await refund(before, share > 80 ? null : part, one.option);
    else cancelElsewhere(id, share > 80 ? null : part);
    check(await detailOf(id), amount.paid, one);
  }
}

async function refund(before: PaymentDetail, part: number | null, wanted: RetainOption): Promise<void> {
  const { payment, cancellable, boundOption } = before;
  const takesRest = part === null || part >= cancellable.amount;
  const needsOption = payment.promotionId !== null && !takesRest;
  const option = needsOption ? (boundOption ?? wanted) : null;
  const cancel: RefundRequest["cancel"] =
    part === null
      ? { kind: "full", shown: cancellable.amount }
      : { kind: "partial", shown: cancellable.amount, amount: part };
  const terms = await promotionTerms(desk, before);
  const earlier = before.cancellations.flatMap(({ status, figures }) =>
    status === "SUCCEEDED" ? figures : [],
  );
  const sent = refundFigures({ ...payment, charged: before.charged }, earlier, cancel, { terms, option });
  const result = await requestRefund(desk, administrator, {
    storeId: payment.storeId,
    paymentId: payment.id,
    requestId: randomUUID(),
    cancel,
    reasonCode: "DEFECTIVE",
    note: "",
    requester: "CUSTOMER",
    ...(option === null ? {} : { promotionDiscountRetainOption: option }),
    override: { why: "모든 경우 시험" },
  });
  if (!result.ok) throw new Error(result.error.code);
  const moved = control()
    .ledger(payment.id)
    .filter(({ idempotencyKey }) => idempotencyKey === result.value.id);
  if (result.value.state !== "succeeded") {
    expect(moved).toEqual([]);
    await desk.age(11 * 60_000);
    await resumeOpenRefunds(desk);
    return;
  }
  // The amount predicted before the send is the amount that moves.
  if (sent.money !== null) {
    known.predicted += 1;
    expect(moved.map((entry) => entry.amount)).toEqual([sent.money]);
  }
  // The dialog shows the outcome before the next reading of the payment.
  const shown = await paymentDetail(desk.database.db, { paymentId: payment.id });
  const { figures } = shown?.refunds.find(({ id }) => id === result.value.id) ?? { figures: null };
  if (figures?.money != null) expect(moved.map((entry) => entry.amount)).toEqual([figures.money]);
}

function cancelElsewhere(id: string, amount: number | null): void {
  try {
    control().cancelInConsole(id, amount === null ? {} : { amount });
  } catch (error) {
    // Less is left than PortOne's figures show, or the rest would cost more: the console refuses the cancel too.
    expect(String(error)).toMatch(/cannot cancel|would cost/);
  }
}

/** Checks every figure that the page of a payment shows as money or points. */
function check(detail: PaymentDetail, paid: number, { switches }: Sequence): void {
  const ledger = control().ledger(detail.payment.id);
  const isOrder = detail.payment.promotionId !== null || switches.balanceBasis === "total";
  if (detail.charged !== null) expect(detail.charged).toBe(paid);
  for (const { id, status, figures } of detail.cancellations) {
    const moved = ledger.find(({ cancellationId }) => cancellationId === id);
    expect(moved !== undefined).toBe(status === "SUCCEEDED");
    if (moved === undefined) continue;
    if (figures.money === null) known.unknown += 1;
    else expect(figures.money, JSON.stringify({ figures, moved })).toBe(moved.amount);
    if (figures.points !== null) {
      known.points += 1;
      expect(figures.points).toBe(moved.points);
    }
    if (figures.order !== null && isOrder) expect(figures.order).toBe(moved.counted);
    if (figures.money !== null && figures.money !== moved.counted) {
      if (detail.payment.status === "PARTIAL_CANCELLED") known.parts += 1;
      else if (ledger.length === 1) known.wholes += 1;
      else known.rests += 1;
    }
  }
  const sum = ledger.reduce((all, entry) => all + entry.amount, 0);
  if (detail.cancelled.money !== null) expect(detail.cancelled.money).toBe(sum);
  for (const { id, state, figures } of detail.refunds) {
    const own = ledger.filter(({ idempotencyKey }) => idempotencyKey === id);
    if (state === "succeeded" && figures.money !== null)
      expect(own.map((entry) => entry.amount)).toEqual([figures.money]);
  }
}

const plain: Sequence = {
  method: "CARD",
  total: 6_000,
  discount: 0,
  promotion: { kind: "rate", value: 10, threshold: 80 },
  option: "RETAIN",
  switches: {
    promotionCancellationTotal: "order",
    fixedPromotionRate: "charged",
    balanceBasis: "total",
    amountsShrink: false,
  },
  isKnownBefore: true,
  steps: [{ by: "desk", share: 33 }],
};
/** Part and rest of a promotion with each option; points returned in full; an unknown amount; a promotion with threshold 0. */
const examples: Sequence[] = [
  { ...plain, steps: [...plain.steps, { by: "desk", share: 100 }] },
  { ...plain, option: "RELEASE", steps: [...plain.steps, { by: "console", share: 100 }] },
  { ...plain, method: "EASY_PAY", promotion: null, discount: 20, steps: [{ by: "desk", share: 100 }] },
  { ...plain, promotion: null, discount: 20, steps: [{ by: "console", share: 40 }] },
  {
    ...plain,
    total: 10,
    promotion: { kind: "fixed", value: 5, threshold: 0 },
    switches: { ...plain.switches, fixedPromotionRate: "threshold" },
    steps: [0, 81, 0].map((share) => ({ by: "desk" as const, share })),
  },
];

test("every figure shown as money equals the money that moved", async () => {
  await fc.assert(fc.asyncProperty(sequence, runSequence), {
    numRuns: 50,
    examples: examples.map((one) => [one]),
  });
  for (const [kind, count] of Object.entries(known)) expect([kind, count > 0]).toEqual([kind, true]);
}, 120_000);

describe("sums", () => {
  test("of a day and of every payment equal the charged and the refunded money", async () => {
    const details: PaymentDetail[] = [];
    for (const { id } of payments) details.push(await detailOf(id));
    const month = overviewMonth("", await todayInSeoul(desk.database.db));
    const sums = await sumsBetween(desk.database.db, overviewDays(month));
    const [krw] = overviewOf(sums, month, false).currencies;
    const ledger = control().ledger();
    const made = details.flatMap(({ cancellations }) =>
      cancellations.filter(({ status }) => status === "SUCCEEDED"),
    );
    const movedBy = (some: typeof made) =>
      ledger
        .filter(({ cancellationId }) => some.some(({ id }) => id === cancellationId))
        .reduce((sum, { amount }) => sum + amount, 0);
    const isKnown = ({ figures }: (typeof made)[number]) => figures.money !== null;
    expect(krw?.today?.refunded).toEqual({
      count: made.filter(isKnown).length,
      amount: movedBy(made.filter(isKnown)),
      unknown: made.filter((one) => !isKnown(one)).length,
    });
    expect(krw?.today?.charged.amount).toBe(
      payments
        .filter(({ id }) => details.some(({ payment, charged }) => payment.id === id && charged !== null))
        .reduce((sum, { paid }) => sum + paid, 0),
    );
    const rows: { charged: number; returned: number }[] = [];
    for await (const page of pagesOfPayments(desk.database.db, { filter: everyPayment, seesCustomers: true }))
      for (const { id, charged, cancelled } of page) {
        const own = ledger.filter(({ paymentId }) => paymentId === id);
        if (charged === null || cancelled.money === null) continue;
        rows.push({ charged, returned: cancelled.money });
        expect(cancelled.money).toBe(own.reduce((sum, { amount }) => sum + amount, 0));
      }
    expect(rows.length).toBeGreaterThan(payments.length / 4);
  });

  test("of the months of a shop with promotions and points equal the ledger, with unknown amounts counted separately", async () => {
    const shop = await openTestDesk({ payments: "realistic" });
    try {
      await pullUntilDone(shop);
      const { db } = shop.database;
      const rows = await sumsBetween(db, { from: "2000-01-01", to: "2199-12-31" });
      const stored = await db.select().from(cancellations).where(eq(cancellations.status, "SUCCEEDED"));
      const keyOf = (day: string, currency: string, test: boolean) =>
        `${day.slice(0, 7)} ${currency} ${test}`;
      const sums = new Map<string, { charged: number; refunded: number; unknown: number }>();
      const at = (key: string) => {
        const sum = sums.get(key) ?? { charged: 0, refunded: 0, unknown: 0 };
        sums.set(key, sum);
        return sum;
      };
      for (const { day, currency, test: isTest, measure, count, amount } of rows) {
        const sum = at(keyOf(day, currency, isTest));
        if (measure === "charged" || measure === "refunded") sum[measure] += amount;
        if (measure === "refunded-unknown") sum.unknown += count;
        expect(measure).not.toBe("charged-unknown");
      }
      const wanted = new Map([...sums.keys()].map((key) => [key, { charged: 0, refunded: 0, unknown: 0 }]));
      const listed = await shop.portone.listPaymentsByCursor({
        from: new Date(Date.now() - 800 * 86_400_000),
        until: new Date(Date.now() + 60_000),
        size: 1_000,
      });
      if (!listed.ok) throw new Error(listed.error.code);
      let discounted = 0;
      for (const { read } of listed.value.items) {
        if (!read.ok) throw new Error("a payment of the sandbox that cannot be read");
        const { payment } = read.value;
        const ofTest = payment.channel?.type === "TEST";
        if (payment.paidAt !== null) {
          const sum = wanted.get(keyOf(seoulDay(new Date(payment.paidAt)), payment.currency, ofTest));
          if (sum) sum.charged += payment.amount.total - payment.amount.discount;
        }
        for (const entry of shop.sandbox.control.ledger(payment.id)) {
          const sum = wanted.get(keyOf(seoulDay(new Date(entry.at)), payment.currency, ofTest));
          const isKnown = stored.find(({ id }) => id === entry.cancellationId)?.moneyBack !== null;
          if (sum && isKnown) sum.refunded += entry.amount;
          if (sum && !isKnown) sum.unknown += 1;
          if (isKnown && entry.amount !== entry.counted) discounted += 1;
        }
      }
      expect(Object.fromEntries(sums)).toEqual(Object.fromEntries(wanted));
      expect(sums.size).toBeGreaterThan(3);
      expect(discounted).toBeGreaterThan(0);
    } finally {
      await shop.close();
    }
  }, 60_000);
});
