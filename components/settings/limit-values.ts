// Converts the typed values of the form of limits. A blank field is no limit.

import { type AmountProblem, isBlankAmount, readAmount, writeAmount } from "@/lib/domain/parse-amount";
import { methodTypes } from "@/lib/domain/payment/payment-method";
import { mostAmount, mostCount, noLimits, type RefundLimits } from "@/lib/domain/people/refund-limits";
import { err, ok, type Result } from "@/lib/domain/result";

export const amountNames = ["single", "daily", "confirmFrom"] as const;
type AmountName = (typeof amountNames)[number];

export type LimitValues = {
  count: string;
  amounts: ({ currency: string } & Record<AmountName, string>)[];
  otherCurrencies: boolean;
  /** Null: every method. */
  methods: string[] | null;
  /** Null: every PG. */
  pgs: string[] | null;
};

export type LimitProblem = {
  field: "count" | `amounts.${number}.${AmountName}`;
  code: "count-not-whole" | Exclude<AmountProblem, "amount-missing" | "amount-zero">;
};

/** The currency of a new form. */
const usualCurrency = "KRW";

export function limitValues(limits: RefundLimits | null): LimitValues {
  const { count, amounts, otherCurrencies, methods, pgs } = limits ?? noLimits;
  const written = (amount: number | null | undefined, currency: string) =>
    amount == null ? "" : writeAmount(amount, currency);
  const currencies = [...new Set([usualCurrency, ...Object.keys(amounts)])];
  return {
    count: count === null ? "" : String(count),
    amounts: currencies.map((currency) => ({
      currency,
      single: written(amounts[currency]?.single, currency),
      daily: written(amounts[currency]?.daily, currency),
      confirmFrom: written(amounts[currency]?.confirmFrom, currency),
    })),
    otherCurrencies,
    methods: methods && [...methods],
    pgs: pgs && [...pgs],
  };
}

/** Returns the limits in minor units, null where there are none, or the first field that cannot be read. */
export function readLimits(
  values: LimitValues,
): Result<RefundLimits | null, "limits-unreadable", LimitProblem> {
  const count = readCount(values.count);
  if (!count.ok) return err("limits-unreadable", { field: "count", code: "count-not-whole" });
  const amounts: Record<string, RefundLimits["amounts"][string]> = {};
  for (const [at, { currency, ...typed }] of values.amounts.entries()) {
    const limit: Record<AmountName, number | null> = { single: null, daily: null, confirmFrom: null };
    for (const name of amountNames) {
      const read = readLimit(typed[name], currency);
      if (!read.ok)
        return err("limits-unreadable", { field: `amounts.${at}.${name}` as const, code: read.error.code });
      limit[name] = read.value;
    }
    const { confirmFrom, ...most } = limit;
    amounts[currency] = { ...most, ...(confirmFrom !== null && { confirmFrom }) };
  }
  const limits: RefundLimits = {
    count: count.value,
    amounts,
    otherCurrencies: values.otherCurrencies,
    methods: values.methods && methodTypes.filter((type) => values.methods?.includes(type)),
    pgs: values.pgs,
  };
  return ok(isNone(limits) ? null : limits);
}

function isNone({ count, amounts, otherCurrencies, methods, pgs }: RefundLimits): boolean {
  const hasAmount = Object.values(amounts).some(
    ({ single, daily, confirmFrom }) => single !== null || daily !== null || confirmFrom !== undefined,
  );
  return count === null && !hasAmount && otherCurrencies && methods === null && pgs === null;
}

function readCount(typed: string): Result<number | null, "count-not-whole"> {
  const text = typed.normalize("NFKC").trim();
  if (text === "") return ok(null);
  const digits = /^(\d{1,3}(?:,\d{3})+|\d+)\s*건?$/.exec(text)?.[1]?.replaceAll(",", "");
  const count = Number(digits ?? Number.NaN);
  return Number.isInteger(count) && count <= mostCount ? ok(count) : err("count-not-whole");
}

function readLimit(typed: string, currency: string): Result<number | null, LimitProblem["code"]> {
  if (isBlankAmount(typed, currency)) return ok(null);
  const read = readAmount(typed, currency);
  if (read.ok) return read.value <= mostAmount ? ok(read.value) : err("amount-too-large");
  const { code } = read.error;
  if (code === "amount-zero") return ok(0);
  return code === "amount-missing" ? ok(null) : err(code);
}
