// One payment for every rule of refunds: each status, each method and PG with a documented rule, taxes, promotions, points,
// disputes, escrow, receipts, pending and failed cancels, V1. Long because it is data.
import type { PaymentOverrides } from "../control/create-payment.ts";
import type { Chance } from "./chance.ts";
import {
  card,
  convenienceStore,
  easyPay,
  giftCertificate,
  mobile,
  overseasCard,
  transfer,
  virtualAccount,
} from "./methods.ts";
import { cashReceipt, type Draft, type PlannedCancel } from "./ordinary.ts";
import { customer, mixedTaxOrders, order } from "./words.ts";

const hour = 60 * 60 * 1000;
const day = 24 * hour;

/** Returns every special payment, relative to `now` (ms). */
export function specialPayments(chance: Chance, now: number): Draft[] {
  const drafts: Draft[] = [];
  const add = (daysAgo: number, overrides: PaymentOverrides, cancels: PlannedCancel[] = []) => {
    const at = now - daysAgo * day;
    const defaults = { paidAt: at, requestedAt: at - 60_000, customer: customer(chance), ...order(chance) };
    drafts.push({ at, overrides: { ...defaults, ...overrides }, cancels });
  };
  const api = (daysAgo: number, more: Partial<PlannedCancel> = {}): PlannedCancel => ({
    trigger: "API",
    at: now - daysAgo * day,
    reason: "고객 단순 변심",
    ...more,
  });
  const account = (daysAgo: number) => virtualAccount(chance, now - (daysAgo + 0.2) * day, "김하늘");

  addWaiting(chance, now, add);
  addAccounts(chance, now, add, api, account);
  addMobiles(chance, now, add);
  addAmounts(chance, add, api);
  addOverseas(chance, now, add, api);
  addSpecialStates(chance, now, add, api);
  addDeadlines(chance, add);
  addV1(chance, add, api);
  return drafts;
}

type Add = (daysAgo: number, overrides: PaymentOverrides, cancels?: PlannedCancel[]) => void;
type Api = (daysAgo: number, more?: Partial<PlannedCancel>) => PlannedCancel;

// A waiting account has a deadline in the future. PayPal is the PG that leaves buyers pending.
function addWaiting(chance: Chance, now: number, add: Add): void {
  const waiting = {
    status: "VIRTUAL_ACCOUNT_ISSUED",
    method: virtualAccount(chance, now - 26 * hour, null),
  } as const;
  add(26 / 24, { ...waiting, pgProvider: "TOSSPAYMENTS" });
  add(2, { ...waiting, method: virtualAccount(chance, now - 2 * day, null), pgProvider: "INICIS_V2" });
  add(1.2, {
    status: "PAY_PENDING",
    method: easyPay(chance, "PAYPAL", "none"),
    pgProvider: "PAYPAL_V2",
    currency: "USD",
    total: 4_900,
  });
  add(1.3, { status: "READY", pgProvider: "TOSSPAYMENTS" });
  add(1.4, {
    status: "FAILED",
    pgProvider: "KCP_V2",
    method: card(chance),
    failure: { reason: "한도 초과", pgCode: "3006", pgMessage: "이용한도를 초과하였습니다." },
  });
}

function addAccounts(
  chance: Chance,
  now: number,
  add: Add,
  api: Api,
  account: (daysAgo: number) => PaymentOverrides["method"],
): void {
  for (const [index, pgProvider] of [
    "TOSSPAYMENTS",
    "SMARTRO_V2",
    "KSNET",
    "KPN",
    "DANAL_TPAY",
    "WELCOME",
  ].entries()) {
    const daysAgo = 3 + index * 1.7;
    add(daysAgo, { pgProvider, method: account(daysAgo) });
  }
  add(6, { pgProvider: "SMARTRO_V2", method: account(6), total: 58_000 }, [api(1.5, { pending: true })]);
  add(
    40,
    {
      pgProvider: "KSNET",
      method: account(40),
      total: 66_000,
      cashReceipt: cashReceipt(chance, 66_000, now - 40 * day),
    },
    [api(37)],
  );
  add(
    35,
    {
      pgProvider: "INICIS_V2",
      method: account(35),
      total: 72_000,
      cashReceipt: cashReceipt(chance, 72_000, now - 35 * day),
    },
    [api(34)],
  );
  add(9, { pgProvider: "TOSSPAYMENTS", method: account(9), channelType: "TEST" });
  for (const pgProvider of ["SMARTRO_V2", "WELCOME", "KPN"]) {
    add(5 + chance.fraction(), { pgProvider, method: transfer(chance) });
  }
}

// The same month, and the last day of the previous month, after which only an account refund is possible.
function addMobiles(chance: Chance, now: number, add: Add): void {
  const seoul = new Date(now + 9 * hour);
  const monthStart = Date.UTC(seoul.getUTCFullYear(), seoul.getUTCMonth(), 1) - 9 * hour;
  const intoMonth = (now - monthStart) / day;
  for (const pgProvider of ["KCP_V2", "INICIS_V2", "KPN", "KSNET", "DANAL_TPAY"]) {
    add(Math.min(2, intoMonth / 2), { pgProvider, method: mobile(chance), total: 22_000 });
    add(intoMonth + 1 / 24, { pgProvider, method: mobile(chance), total: 27_500 });
  }
}

function addAmounts(chance: Chance, add: Add, api: Api): void {
  for (const [index, [orderName, total, taxFree]] of mixedTaxOrders.entries()) {
    const pgProvider = ["TOSSPAYMENTS", "INICIS_V2", "KCP_V2", "NICE_V2"][index % 4] ?? "TOSSPAYMENTS";
    const partly = index === 2 ? [api(1.8, { amount: 20_000, taxFreeAmount: 12_000 })] : [];
    add(2.1 + index, { orderName, total, taxFree, pgProvider, method: card(chance) }, partly);
  }
  const rate = { id: "promotion-autumn-10", kind: "rate", value: 10, threshold: 5_000 } as const;
  const fixed = { id: "promotion-first-order", kind: "fixed", value: 3_000, threshold: 20_000 } as const;
  const promoted = { pgProvider: "TOSSPAYMENTS", method: card(chance) };
  add(2.3, { ...promoted, promotion: rate, total: 60_000 });
  add(3.4, { ...promoted, promotion: fixed, total: 45_000 });
  add(8, { ...promoted, promotion: rate, total: 80_000 }, [
    api(6, { amount: 20_000, reason: "품절로 인한 부분 취소" }),
  ]);
  add(20, { ...promoted, promotion: fixed, total: 52_000 }, [api(18)]);
  const points = { ...card(chance, { issuer: "신한카드" }), pointUsed: true };
  add(2.6, { pgProvider: "KCP_V2", method: points, total: 64_000, discount: 5_000 });
  add(2.8, {
    pgProvider: "NAVERPAY",
    method: easyPay(chance, "NAVERPAY", "charge"),
    total: 39_000,
    discount: 2_000,
  });
  add(
    12,
    { pgProvider: "NAVERPAY", method: easyPay(chance, "NAVERPAY", "card"), total: 58_000, discount: 3_000 },
    [api(10)],
  );
  add(4.2, {
    pgProvider: "TOSSPAY_V2",
    method: easyPay(chance, "TOSSPAY", "card"),
    vatSpecified: true,
    total: 44_000,
  });
  add(3.1, { pgProvider: "KCP_V2", method: card(chance, { type: "GIFT" }), total: 50_000 });
  add(3.3, {
    pgProvider: "INICIS_V2",
    method: card(chance, { brand: "VISA", issuer: "VISA" }),
    total: 84_000,
  });
  add(3.6, { pgProvider: "TOSSPAYMENTS", method: giftCertificate(chance, "CULTURELAND"), total: 30_000 });
  add(7.5, { pgProvider: "DAOU", method: giftCertificate(chance, "BOOKNLIFE"), total: 20_000 });
}

function addOverseas(chance: Chance, now: number, add: Add, api: Api): void {
  const dollars = (total: number) => ({ currency: "USD", total }) as const;
  add(2.2, { pgProvider: "TRIPLE_A", method: "CRYPTO", ...dollars(12_500), orderName: "Limited art print" });
  add(6.5, { pgProvider: "TRIPLE_A", method: "CRYPTO", ...dollars(8_000), orderName: "Vinyl record" }, [
    api(1.1, { pending: true }),
  ]);
  const wechat = easyPay(chance, "WECHAT", "none");
  add(2.9, { pgProvider: "KICC_V2", method: wechat, ...dollars(5_400), orderName: "Korean tea sampler" });
  add(7, { pgProvider: "KICC_V2", method: wechat, ...dollars(3_300), orderName: "Sheet mask 20P" }, [
    api(1.6, { pending: true }),
  ]);
  const paypal = easyPay(chance, "PAYPAL", "none");
  add(4.4, { pgProvider: "PAYPAL_V2", method: paypal, ...dollars(9_900), orderName: "Hanji lamp" });
  add(200, { pgProvider: "PAYPAL_V2", method: paypal, ...dollars(6_600), orderName: "Hanji notebook" });
  add(5.5, {
    pgProvider: "PAYMENTWALL",
    method: overseasCard(chance),
    ...dollars(2_900),
    processingCurrency: "EUR",
    orderName: "Game coupon",
  });
  add(8.2, {
    pgProvider: "HECTO_GLOBAL",
    method: easyPay(chance, "ALIPAY", "none"),
    ...dollars(7_700),
    orderName: "Ginseng set",
  });
  add(9.1, { pgProvider: "KPN", method: overseasCard(chance), ...dollars(1_500), orderName: "Sticker pack" });
  const yen = { currency: "JPY", pgProvider: "INICIS_JP", orderName: "韓国海苔セット" } as const;
  add(3.7, { ...yen, method: convenienceStore(chance, now - 4 * day), total: 3_980 });
  add(4.9, { ...yen, method: card(chance, { brand: "JCB", issuer: "JCB" }), total: 5_480 });
  add(16, { ...yen, method: card(chance, { brand: "JCB", issuer: "JCB" }), total: 12_800 }, [
    api(14, { amount: 4_000 }),
  ]);
}

function addSpecialStates(chance: Chance, now: number, add: Add, api: Api): void {
  const iso = (daysAgo: number) => new Date(now - daysAgo * day).toISOString();
  const disputed = {
    pgProvider: "EXIMBAY_V2",
    method: overseasCard(chance),
    currency: "USD",
    total: 15_000,
  } as const;
  add(20, {
    ...disputed,
    disputes: [{ status: "UNRESOLVED", reason: "Product not received", createdAt: iso(4) }],
  });
  add(45, {
    ...disputed,
    disputes: [{ status: "RESOLVED", reason: "Duplicate charge", createdAt: iso(40), resolvedAt: iso(30) }],
  });
  add(60, { ...disputed, total: 9_000 }, [api(41, { trigger: "CHARGEBACK" })]);
  const sent = { company: "CJ대한통운", invoiceNumber: "689012345678", sentAt: iso(3), appliedAt: iso(3) };
  const escrow = { method: card(chance), total: 99_000 } as const;
  add(3.2, { ...escrow, pgProvider: "INICIS_V2", escrow: { status: "BEFORE_REGISTERED" } });
  add(4.6, { ...escrow, pgProvider: "KCP_V2", escrow: { status: "DELIVERED", ...sent } });
  add(9.4, {
    ...escrow,
    pgProvider: "KCP_V2",
    escrow: { status: "CONFIRMED", isAutomaticallyConfirmed: true, ...sent },
  });
  add(4.1, { ...escrow, pgProvider: "WELCOME", escrow: { status: "REGISTERED", ...sent } });
  add(2.4, { pgProvider: "KCP_V2", method: card(chance), total: 130_000 }, [
    api(1.9, { failed: true, amount: 30_000 }),
  ]);
  add(11, { pgProvider: "KSNET", method: card(chance), total: 200_000 }, partials(api, 9));
  add(5.2, {
    pgProvider: "WELCOME",
    method: card(chance),
    billingKey: "billing-key-7f3a",
    orderName: "구독 12월분",
    total: 9_900,
  });
  add(13, {
    pgProvider: "NICE_V2",
    method: transfer(chance),
    total: 47_000,
    cashReceipt: cashReceipt(chance, 47_000, now - 13 * day),
  });
}

// The tenth partial cancel at KSNET is refused.
function partials(api: Api, count: number): PlannedCancel[] {
  return Array.from({ length: count }, (_, index) =>
    api(10 - index * 0.9, { amount: 5_000, reason: "부분 반품" }),
  );
}

function addDeadlines(chance: Chance, add: Add): void {
  add(185, { pgProvider: "KSNET", method: card(chance), total: 57_000 });
  add(170, { pgProvider: "KSNET", method: card(chance), total: 61_000 });
  add(370, { pgProvider: "TOSSPAYMENTS", method: card(chance), total: 88_000 });
  add(380, { pgProvider: "KAKAOPAY", method: easyPay(chance, "KAKAOPAY", "card"), total: 42_000 });
  add(390, { pgProvider: "KAKAOPAY", method: easyPay(chance, "KAKAOPAY", "charge"), total: 36_000 });
  add(400, { pgProvider: "NAVERPAY", method: easyPay(chance, "NAVERPAY", "card"), total: 51_000 });
  add(100, { pgProvider: "TOSSPAYMENTS", method: transfer(chance), total: 33_000 });
}

// The transaction id of a V1 payment is its imp_uid.
function addV1(chance: Chance, add: Add, api: Api): void {
  const imp = () => `imp_${chance.between(100_000_000_000, 999_999_999_999)}`;
  add(30, { version: "V1", transactionId: imp(), pgProvider: "HTML5_INICIS", method: card(chance) });
  add(33, { version: "V1", transactionId: imp(), pgProvider: "KCP", method: card(chance) }, [api(31)]);
  add(52, { version: "V1", transactionId: imp(), pgProvider: "NICE", method: transfer(chance) });
  add(75, { version: "V1", transactionId: imp(), pgProvider: "UPLUS", method: card(chance), total: 76_000 }, [
    api(70, { amount: 16_000 }),
  ]);
}
