// The typed values of a refund form, and what they mean before they are checked.
import { type AmountProblem, isBlankAmount, readAmount } from "@/lib/domain/parse-amount";
import type { RetainOption } from "@/lib/domain/refund/refund";
import type { RefundFieldError } from "@/lib/domain/refund/refund-errors";
import type { RefundNeeds } from "@/lib/domain/refund/refund-needs";
import type { Parts, RemainingParts } from "@/lib/domain/refund/refund-parts";
import type { RefundRequest } from "@/lib/domain/refund/refund-request";

export type RefundFormValues = {
  kind: "full" | "partial";
  amount: string;
  /** Empty while the proposal applies. */
  taxFree: string;
  vat: string;
  reasonCode: string;
  note: string;
  requester: RefundRequest["requester"];
  internalNote: string;
  /** Whether to give an account that is only offered. */
  byAccount: boolean;
  bank: string;
  accountNumber: string;
  holderName: string;
  holderPhone: string;
  email: string;
  retain: "" | RetainOption;
  /** After PortOne reported an inconsistent balance: "" as always, `typed` with the console's balance, or `without`. */
  balanceLock: "" | "typed" | "without";
  typedBalance: string;
  /** Why an administrator sends a refund that the policy blocks. */
  why: string;
};

export type FieldName = keyof RefundFormValues;

/** Problems that depend on the payment. */
type LimitProblem =
  | "amount-exceeds"
  | "tax-free-exceeds"
  | "taxable-exceeds"
  | "vat-exceeds"
  | "retain-unchosen";
export type FieldProblem = RefundFieldError | AmountProblem | LimitProblem;
export type Problems = Partial<Record<FieldName, FieldProblem>>;

/** Facts about the payment and the person, known before anything is typed. */
export type FormContext = {
  storeId: string;
  paymentId: string;
  currency: string;
  /** Displayed balance, in minor units. */
  shown: number;
  remaining: RemainingParts;
  propose: (amount: number) => Parts;
  needs: RefundNeeds;
  /** The promotion option that an earlier partial refund has bound. */
  boundOption: RetainOption | null;
  mayChooseBalanceLock: boolean;
  /** Whether the policy blocks a full refund, or a partial refund. */
  blocked: Record<RefundFormValues["kind"], boolean>;
  /** Whether the person may send a blocked refund with a reason. */
  mayOverride: boolean;
};

export const emptyValues: RefundFormValues = {
  kind: "full",
  amount: "",
  taxFree: "",
  vat: "",
  reasonCode: "",
  note: "",
  requester: "CUSTOMER",
  internalNote: "",
  byAccount: false,
  bank: "",
  accountNumber: "",
  holderName: "",
  holderPhone: "",
  email: "",
  retain: "",
  balanceLock: "",
  typedBalance: "",
  why: "",
};

/** Returns the typed amount and its parts, in minor units; null for a value that cannot be read. */
export function typedParts(
  values: Pick<RefundFormValues, "amount" | "taxFree" | "vat">,
  context: Pick<FormContext, "currency" | "propose">,
): { amount: number | null; taxFree: number | null; vat: number | null } {
  const amount = readMinorUnits(values.amount, context.currency);
  if (amount === null) return { amount, taxFree: null, vat: null };
  const proposed = context.propose(amount);
  return {
    amount,
    taxFree: isBlankAmount(values.taxFree, context.currency)
      ? proposed.taxFreeAmount
      : readMinorUnits(values.taxFree, context.currency),
    vat: isBlankAmount(values.vat, context.currency)
      ? proposed.vatAmount
      : readMinorUnits(values.vat, context.currency),
  };
}

/** Returns whether the request contains an account. */
export function includesAccount(values: Pick<RefundFormValues, "byAccount">, needs: RefundNeeds): boolean {
  return needs.account !== null && (needs.account.need === "required" || values.byAccount);
}

/** Returns whether the request contains the promotion option: only a part that leaves something is priced again. */
export function includesOption(
  values: Pick<RefundFormValues, "kind" | "amount">,
  { needs, currency, remaining }: Pick<FormContext, "needs" | "currency" | "remaining">,
): boolean {
  return (
    needs.promotionOption &&
    values.kind === "partial" &&
    readMinorUnits(values.amount, currency) !== remaining.amount
  );
}

/** Returns a typed amount in minor units, including zero; null if the text cannot be read. */
export function readMinorUnits(typed: string, currency: string): number | null {
  const amount = readAmount(typed, currency);
  if (amount.ok) return amount.value;
  return amount.error.code === "amount-zero" ? 0 : null;
}
