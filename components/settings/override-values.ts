// What is typed into the form of an override, and the override that it stands for. Whether it is right, the schema says.
import type { DeadlineMethod } from "@/lib/domain/policy/overrides";
import type { Contract } from "@/lib/domain/policy/rule";

export type OverrideValues = {
  kind: "contract" | "deadline" | "account-fee";
  contract: Contract;
  has: "yes" | "no";
  method: DeadlineMethod;
  /** Empty for every PG, which only a deadline may say. */
  pgProvider: string;
  unit: "months" | "days" | "none";
  count: string;
  amount: string;
  note: string;
};

/** Codes that the schema gives, which have words. */
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
        within: unit === "none" ? { unit } : { unit, count: wholeNumber(count) },
      };
    case "account-fee":
      return { kind, pgProvider, amount: wholeNumber(amount) };
  }
}

/** A number as people write it: `1,000`, `300원`, `11개월`, full-width digits. NaN for anything else. */
function wholeNumber(typed: string): number {
  const plain = typed.normalize("NFKC").replaceAll(/[\s,]|원|개월|일|months?|days?|won|₩/gi, "");
  return /^\d+$/.test(plain) ? Number(plain) : Number.NaN;
}
