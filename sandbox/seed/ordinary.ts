// Most of the seed: fourteen months of an ordinary shop.
import type { OutsideCancel } from "../cancel/outside-cancel.ts";
import type { PaymentOverrides } from "../control/create-payment.ts";
import type { Method, Trigger } from "../state/records.ts";
import type { Chance } from "./chance.ts";
import { card, easyPay, mobile, overseasCard, transfer, virtualAccount } from "./methods.ts";
import { cancelReasons, customer, mixedTaxOrders, order, payFailures } from "./words.ts";

export type Draft = {
  /** When the payment was paid or last changed (ms). */
  at: number;
  overrides: PaymentOverrides;
  cancels: PlannedCancel[];
};
export type PlannedCancel = OutsideCancel & {
  trigger: Trigger;
  at: number;
  /** A cancel at a PG that answers later, still without its answer. */
  pending?: boolean;
  /** A cancel that the PG refused after accepting it. */
  failed?: boolean;
};

const hour = 60 * 60 * 1000;
const day = 24 * hour;

type Profile = {
  weight: number;
  pgs: readonly string[];
  method(chance: Chance, at: number, buyer: string): Method;
  partials: boolean;
  receipts?: boolean;
  dollars?: boolean;
};

const profiles: readonly Profile[] = [
  {
    weight: 58,
    pgs: [
      "TOSSPAYMENTS",
      "TOSSPAYMENTS",
      "INICIS_V2",
      "KCP_V2",
      "NICE_V2",
      "KSNET",
      "SMARTRO_V2",
      "KPN",
      "GALAXIA",
    ],
    method: (chance) => card(chance),
    partials: true,
  },
  {
    weight: 9,
    pgs: ["KAKAOPAY"],
    method: (chance) => easyPay(chance, "KAKAOPAY", chance.one(["card", "charge"])),
    partials: true,
  },
  {
    weight: 8,
    pgs: ["NAVERPAY"],
    method: (chance) => easyPay(chance, "NAVERPAY", chance.one(["card", "charge"])),
    partials: true,
  },
  {
    weight: 4,
    pgs: ["TOSSPAY_V2"],
    method: (chance) => easyPay(chance, "TOSSPAY", chance.one(["card", "transfer"])),
    partials: true,
  },
  {
    weight: 4,
    pgs: ["INICIS_V2", "KCP_V2"],
    method: (chance) => easyPay(chance, chance.one(["SAMSUNGPAY", "PAYCO", "LPAY"]), "card"),
    partials: true,
  },
  {
    weight: 6,
    pgs: ["TOSSPAYMENTS", "INICIS_V2", "NICE_V2"],
    method: (chance) => transfer(chance),
    partials: true,
    receipts: true,
  },
  {
    weight: 6,
    pgs: ["TOSSPAYMENTS", "INICIS_V2", "KCP_V2", "NICE_V2"],
    method: (chance, at, buyer) => virtualAccount(chance, at - 5 * hour, buyer),
    partials: false,
    receipts: true,
  },
  {
    weight: 5,
    pgs: ["DANAL_TPAY", "KCP_V2", "INICIS_V2", "MOBILIANS_V2"],
    method: (chance) => mobile(chance),
    partials: false,
  },
  {
    weight: 3,
    pgs: ["EXIMBAY_V2", "PAYLETTER_GLOBAL"],
    method: (chance) => overseasCard(chance),
    partials: true,
    dollars: true,
  },
];

/** Returns an ordinary payment that was paid at `at` (ms) and last changed at or before `now`. */
export function ordinaryPayment(chance: Chance, at: number, now: number): Draft {
  const profile = chance.weighted(profiles);
  const buyer = customer(chance);
  const basket = basketOf(chance, profile);
  const overrides: PaymentOverrides = {
    paidAt: at,
    requestedAt: at - chance.between(20, 240) * 1000,
    pgProvider: chance.one(profile.pgs),
    channelType: chance.is(0.18) ? "TEST" : "LIVE",
    method: profile.method(chance, at, String(buyer.name)),
    customer: buyer,
    origin: origin(chance),
    ...basket,
    ...(profile.receipts && chance.is(0.7) ? { cashReceipt: cashReceipt(chance, basket.total, at) } : {}),
    ...(chance.is(0.06) ? { earlierAttempts: [earlierAttempt(chance, at)] } : {}),
  };
  const fate = chance.fraction();
  if (fate < 0.07) return { at, overrides: failed(chance, overrides), cancels: [] };
  if (fate < 0.09) return { at, overrides: notPaid(overrides), cancels: [] };
  const cancelAt = at + chance.between(1, 20 * 24) * hour;
  if (fate > 0.7 && cancelAt < now) {
    return { at, overrides, cancels: cancelsOf(chance, profile, basket.total, cancelAt, now) };
  }
  return { at, overrides, cancels: [] };
}

/** Returns a card payment that can be refunded at once, fully or partly. */
export function refundableCard(chance: Chance, at: number): Draft {
  const overrides: PaymentOverrides = {
    paidAt: at,
    requestedAt: at - chance.between(20, 120) * 1000,
    pgProvider: chance.one(["TOSSPAYMENTS", "INICIS_V2", "KCP_V2"]),
    channelType: "LIVE",
    method: card(chance, { type: "CREDIT", ownerType: "PERSONAL" }),
    customer: customer(chance),
    origin: origin(chance),
    ...order(chance),
  };
  return { at, overrides, cancels: [] };
}

function basketOf(chance: Chance, profile: Profile): { orderName: string; total: number } & PaymentOverrides {
  if (profile.dollars) {
    const total = chance.between(1_200, 24_000);
    return {
      orderName: chance.one(["K-beauty skincare set", "Photo book & poster", "Hand-made ceramics"]),
      total,
      currency: "USD",
    };
  }
  if (chance.is(0.1)) {
    const [orderName, total, taxFree] = chance.one(mixedTaxOrders);
    return { orderName, total, taxFree };
  }
  return order(chance);
}

function cancelsOf(
  chance: Chance,
  profile: Profile,
  total: number,
  at: number,
  now: number,
): PlannedCancel[] {
  const trigger = chance.weighted([
    { weight: 12, trigger: "API" as const },
    { weight: 4, trigger: "CONSOLE" as const },
    { weight: 1, trigger: "PORTONE_ADMIN" as const },
  ]).trigger;
  const reason = trigger === "API" ? { reason: chance.one(cancelReasons) } : {};
  if (!profile.partials || chance.is(0.5)) return [{ trigger, at, ...reason }];
  const unit = profile.dollars ? 100 : 1000;
  const part = Math.max(unit, Math.floor((total * chance.between(15, 45)) / 100 / unit) * unit);
  const first: PlannedCancel = { trigger, at, amount: part, ...reason };
  const nextAt = at + chance.between(2, 60) * hour;
  if (!chance.is(0.3) || nextAt > now || part * 2 >= total) return [first];
  const second: PlannedCancel = { trigger: "API", at: nextAt, reason: chance.one(cancelReasons) };
  return [first, chance.is(0.5) ? { ...second, amount: part } : second];
}

function failed(
  chance: Chance,
  { cashReceipt: _unissued, ...overrides }: PaymentOverrides,
): PaymentOverrides {
  return { ...overrides, status: "FAILED", failure: { ...chance.one(payFailures) } };
}

function notPaid(overrides: PaymentOverrides): PaymentOverrides {
  const { method: _unknown, cashReceipt: _unissued, earlierAttempts: _none, ...rest } = overrides;
  return { ...rest, status: "READY" };
}

function origin(chance: Chance): NonNullable<PaymentOverrides["origin"]> {
  const phone = chance.is(0.7);
  return {
    platformType: phone ? "MOBILE" : "PC",
    ipAddress: `203.0.113.${chance.between(1, 254)}`,
    userAgent: phone
      ? "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148"
      : "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36",
    url: "https://shop.example.com/checkout",
  };
}

function earlierAttempt(chance: Chance, at: number) {
  return {
    transactionId: `txn-earlier-${chance.between(10_000_000, 99_999_999)}`,
    at: at - chance.between(3, 20) * 60_000,
    failure: { ...chance.one(payFailures) },
  };
}

export function cashReceipt(
  chance: Chance,
  total: number,
  at: number,
): NonNullable<PaymentOverrides["cashReceipt"]> {
  return {
    status: "ISSUED",
    type: chance.is(0.85) ? "PERSONAL" : "CORPORATE",
    pgReceiptId: `cr-${chance.between(100_000_000, 999_999_999)}`,
    issueNumber: String(chance.between(100_000_000, 999_999_999)),
    totalAmount: total,
    currency: "KRW",
    url: "https://receipts.example.com/cash",
    issuedAt: new Date(at).toISOString(),
  };
}

export const dayMs = day;
