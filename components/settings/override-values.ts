// Converts the typed values of the override form into an override. The schema decides whether the override is valid.
import { readAmount } from "@/lib/domain/parse-amount";
import type { DeadlineMethod } from "@/lib/domain/policy/overrides";
import type { Contract } from "@/lib/domain/policy/rule";
import { countIn } from "./typed-count";

export type OverrideValues = {
  kind: "contract" | "deadline" | "account-fee";
  contract: Contract;
  has: "yes" | "no";
  method: DeadlineMethod;
  /** Empty for every PG, which is valid only for a deadline. */
  pgProvider: string;
  unit: "months" | "days" | "none";
  count: string;
  amount: string;
  note: string;
};

/** Codes of the schema that have messages. */
export const overrideErrors = ["pg-missing", "count-invalid", "amount-invalid", "note-too-long"] as const;

export function readOverride(values: OverrideValues): unknown {
  return { override: overrideOf(values), note: values.note };
}

function overrideOf({
  kind,
  contract,
  has,
  method,
  pgProvider,
  unit,
  count,
  amount,
}: OverrideValues): unknown {
  switch (kind) {
    case "contract":
      return { kind, contract, pgProvider, has: has === "yes" };
    case "deadline":
      return {
        kind,
        method,
        pgProvider: pgProvider === "" ? null : pgProvider,
        within: unit === "none" ? { unit } : { unit, count: countIn(count) },
      };
    case "account-fee":
      return { kind, pgProvider, amount: feeIn(amount) };
  }
}

/** Returns a fee in won, which may be zero; NaN for a text that is no amount. */
function feeIn(typed: string): number {
  const read = readAmount(typed, "KRW");
  if (read.ok) return read.value;
  return read.error.code === "amount-zero" ? 0 : Number.NaN;
}
