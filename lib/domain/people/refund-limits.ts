// What one person may refund without help. A role has limits, and a person may have limits of their own; both apply.
import * as z from "zod/mini";
import { minorUnitDigits } from "../money";
import { methodTypes } from "../payment/payment-method";
import { idSchema } from "../text-schema";

/** Minor units. Null: no limit. */
type AmountLimit = {
  single: number | null;
  daily: number | null;
  /** From this amount on the person proves again who they are. Absent: never. */
  confirmFrom?: number | undefined;
};

export type RefundLimits = {
  /** Refunds a day in Asia/Seoul. Null: no limit. */
  count: number | null;
  /** Null: every method. */
  methods: readonly string[] | null;
  /** Null: every PG. */
  pgs: readonly string[] | null;
  /** By currency; amounts of different currencies are never added. */
  amounts: Readonly<Record<string, AmountLimit>>;
  /** Whether refunds are possible in a currency that `amounts` does not have. */
  otherCurrencies: boolean;
};

export const noLimits: RefundLimits = {
  count: null,
  methods: null,
  pgs: null,
  amounts: {},
  otherCurrencies: true,
};

export const mostCount = 100_000;
/** Minor units. */
export const mostAmount = 1_000_000_000_000_000;
const mostCurrencies = 20;
const mostPgs = 60;

const count = z.nullable(
  z.int("limit-not-whole").check(z.gte(0, "limit-not-whole"), z.lte(mostCount, "limit-too-large")),
);
const limitAmount = z
  .int("limit-not-whole")
  .check(z.gte(0, "limit-not-whole"), z.lte(mostAmount, "limit-too-large"));
const amount = z.nullable(limitAmount);

export const refundLimitsSchema = z.object({
  count,
  methods: z.nullable(z.array(z.enum(methodTypes)).check(z.maxLength(methodTypes.length))),
  pgs: z.nullable(z.array(idSchema(60)).check(z.maxLength(mostPgs))),
  amounts: z
    .record(
      z.string().check(z.refine((currency) => minorUnitDigits(currency) !== null, "currency-unknown")),
      z.object({ single: amount, daily: amount, confirmFrom: z.optional(limitAmount) }),
    )
    .check(z.refine((amounts) => Object.keys(amounts).length <= mostCurrencies, "currencies-too-many")),
  otherCurrencies: z.boolean(),
});

export const limitNames = ["method", "pg", "currency", "single", "count", "daily"] as const;
type LimitName = (typeof limitNames)[number];

/** A limit that a refund would exceed. */
export type LimitReached = {
  limit: LimitName;
  /** Whose limit it is. */
  owner: "role" | "person";
  /** Minor units, or a count of refunds. Null for a method, a PG or a currency. */
  most: number | null;
  /** What is left of it today. */
  left: number | null;
};

/** `amount`: minor units, before the refund's discount; null where nobody knows it. */
export type LimitedRefund = {
  method: string | null;
  pg: string | null;
  currency: string;
  amount: number | null;
};

/** Refunds of one person since midnight in Asia/Seoul that have not failed. */
export type RefundedToday = { count: number /** In the currency of the refund. */; amount: number };

/** Returns the first limit that the refund would exceed, or null. An unknown amount exceeds every limit of amounts. */
export function limitReached(
  limits: { role: RefundLimits; person: RefundLimits },
  refund: LimitedRefund,
  today: RefundedToday,
): LimitReached | null {
  for (const limit of limitNames)
    for (const owner of ["person", "role"] as const) {
      const reached = reachedIn(limit, limits[owner], refund, today);
      if (reached !== null) return { limit, owner, ...reached };
    }
  return null;
}

/** Returns whether the person must prove again who they are. An unknown amount counts as the largest. */
export function wantsProof(
  limits: { role: RefundLimits; person: RefundLimits },
  { currency, amount: wanted }: LimitedRefund,
): boolean {
  return [limits.role, limits.person].some(({ amounts }) => {
    const from = Object.hasOwn(amounts, currency) ? amounts[currency]?.confirmFrom : undefined;
    return from !== undefined && (wanted === null || wanted >= from);
  });
}

type Reached = Pick<LimitReached, "most" | "left">;
const notAllowed: Reached = { most: null, left: null };

function reachedIn(
  limit: LimitName,
  { count: mostRefunds, methods, pgs, amounts, otherCurrencies }: RefundLimits,
  { method, pg, currency, amount: wanted }: LimitedRefund,
  today: RefundedToday,
): Reached | null {
  const { single, daily } = Object.hasOwn(amounts, currency) ? (amounts[currency] ?? anyAmount) : anyAmount;
  switch (limit) {
    case "method":
      return methods !== null && (method === null || !methods.includes(method)) ? notAllowed : null;
    case "pg":
      return pgs !== null && (pg === null || !pgs.includes(pg)) ? notAllowed : null;
    case "currency":
      return otherCurrencies || Object.hasOwn(amounts, currency) ? null : notAllowed;
    case "single":
      return single !== null && (wanted === null || wanted > single) ? { most: single, left: single } : null;
    case "count":
      return mostRefunds !== null && today.count >= mostRefunds ? { most: mostRefunds, left: 0 } : null;
    case "daily": {
      if (daily === null) return null;
      const left = Math.max(0, daily - today.amount);
      return wanted === null || wanted > left ? { most: daily, left } : null;
    }
  }
}

const anyAmount: AmountLimit = { single: null, daily: null };

export const saveLimitsInput = z.object({
  kind: z.enum(["role", "person"]),
  /** Id of the role or the person. */
  id: idSchema(100),
  limits: z.nullable(refundLimitsSchema),
});
export type SaveLimitsInput = { kind: "role" | "person"; id: string; limits: RefundLimits | null };

/** `own-limits`: nobody changes the limits of themselves or of their own role. */
export type LimitsError = "role-gone" | "person-not-found" | "beyond-own-role" | "own-limits";
