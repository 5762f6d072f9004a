// A refund form as it is typed, and what it asks for: text in, a request or a problem a field out. The request is checked by
// the schema that the server uses; what only this payment can tell (its limits, what it needs) is checked here before.
import { type AmountProblem, isBlankAmount, readAmount } from "@/lib/domain/parse-amount";
import {
  type RefundFieldError,
  type RefundRequest,
  type RetainOption,
  refundFieldErrors,
  refundRequest,
} from "@/lib/domain/refund/refund";
import type { RefundNeeds } from "@/lib/domain/refund/refund-needs";
import type { Parts, RemainingParts } from "@/lib/domain/refund/refund-parts";
import { cleanText } from "@/lib/domain/text-input";

export type RefundFormValues = {
  kind: "full" | "partial";
  amount: string;
  /** Empty where the proposal stands. */
  taxFree: string;
  vat: string;
  reasonCode: string;
  note: string;
  requester: RefundRequest["requester"];
  internalNote: string;
  /** Whether an account is given where one is only offered. */
  byAccount: boolean;
  bank: string;
  accountNumber: string;
  holderName: string;
  holderPhone: string;
  email: string;
  retain: "" | RetainOption;
  /** After PortOne called the balance inconsistent: "" as always, the console's, or none. */
  lock: "" | "typed" | "without";
  lockBalance: string;
  /** Why an administrator sends what the policy blocks. */
  why: string;
};

export type FieldName = keyof RefundFormValues;

/** What only this payment can tell of what is typed. */
type LimitProblem =
  | "amount-exceeds"
  | "tax-free-exceeds"
  | "taxable-exceeds"
  | "vat-exceeds"
  | "retain-unchosen";
export type FieldProblem = RefundFieldError | AmountProblem | LimitProblem;
export type Problems = Partial<Record<FieldName, FieldProblem>>;

/** What is known of the payment and of the person before anything is typed. */
export type FormContext = {
  storeId: string;
  paymentId: string;
  currency: string;
  /** The balance as shown, in minor units. */
  shown: number;
  remaining: RemainingParts;
  propose: (amount: number) => Parts;
  needs: RefundNeeds;
  /** The promotion option that an earlier partial refund has bound. */
  boundOption: RetainOption | null;
  mayChooseLock: boolean;
  /** Whether the policy blocks a refund of everything, or of a part. */
  blocked: Record<RefundFormValues["kind"], boolean>;
  /** Whether the person may send what it blocks, saying why. */
  mayOverride: boolean;
};

export const noValues: RefundFormValues = {
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
  lock: "",
  lockBalance: "",
  why: "",
};

/** The part that is asked for and how it divides, as far as it can be read; null where it cannot. */
export function typedParts(
  values: Pick<RefundFormValues, "amount" | "taxFree" | "vat">,
  context: Pick<FormContext, "currency" | "propose">,
): { amount: number | null; taxFree: number | null; vat: number | null } {
  const amount = read(values.amount, context.currency);
  if (amount === null) return { amount, taxFree: null, vat: null };
  const proposed = context.propose(amount);
  return {
    amount,
    taxFree: isBlankAmount(values.taxFree, context.currency)
      ? proposed.taxFreeAmount
      : read(values.taxFree, context.currency),
    vat: isBlankAmount(values.vat, context.currency)
      ? proposed.vatAmount
      : read(values.vat, context.currency),
  };
}

/** What the form asks for, or what is wrong with which field. */
export function readForm(
  values: RefundFormValues,
  context: FormContext,
  requestId: string,
): { request: RefundRequest } | { problems: Problems } {
  const limits = limitProblems(values, context);
  const parsed = refundRequest.safeParse(candidate(values, context, requestId));
  if (parsed.success && Object.keys(limits).length === 0) return { request: parsed.data };
  const problems: Problems = {};
  for (const { path, message } of parsed.error?.issues ?? []) {
    const field = fieldAt[path.join(".")] ?? fieldAt[String(path[0])];
    // A path that no field stands for is a fault of the desk: it must not be swallowed.
    if (field === undefined) throw new Error(`no field for ${path.join(".")}: ${message}`);
    problems[field] ??= codeOf(message);
  }
  // What was typed says more than what it was read as.
  return { problems: { ...problems, ...limits } };
}

/** The schema's own words for a field that no code stands for would be a library's. */
function codeOf(message: string): RefundFieldError {
  const code = refundFieldErrors.find((one) => one === message);
  if (code === undefined) throw new Error(`no code: ${message}`);
  return code;
}

const fieldAt: Record<string, FieldName> = {
  "cancel.amount": "amount",
  "cancel.taxFreeAmount": "taxFree",
  "cancel.vatAmount": "vat",
  cancel: "amount",
  reasonCode: "reasonCode",
  note: "note",
  requester: "requester",
  internalNote: "internalNote",
  "refundAccount.bank": "bank",
  "refundAccount.number": "accountNumber",
  "refundAccount.holderName": "holderName",
  "refundAccount.holderPhoneNumber": "holderPhone",
  refundEmail: "email",
  promotionDiscountRetainOption: "retain",
  lock: "lockBalance",
  override: "why",
};

/** The request as typed, not yet checked. Fields that this payment does not need are left out, whatever stands in them. */
function candidate(values: RefundFormValues, context: FormContext, requestId: string): unknown {
  const { needs, currency, shown, storeId, paymentId } = context;
  return {
    storeId,
    paymentId,
    requestId,
    cancel:
      values.kind === "full"
        ? { kind: "full", shown }
        : { kind: "partial", shown, ...partOf(values, context) },
    reasonCode: values.reasonCode,
    note: values.note,
    requester: values.requester,
    ...(cleanText(values.internalNote) === "" ? {} : { internalNote: values.internalNote }),
    ...(asksAccount(values, needs)
      ? {
          refundAccount: {
            bank: values.bank,
            number: values.accountNumber,
            holderName: values.holderName,
            ...(needs.account?.phone ? { holderPhoneNumber: values.holderPhone } : {}),
          },
        }
      : {}),
    ...(needs.email ? { refundEmail: values.email } : {}),
    ...(asksOption(values, context) ? { promotionDiscountRetainOption: optionOf(values, context) } : {}),
    ...lockOf(values, context, currency),
    ...(context.blocked[values.kind] && context.mayOverride ? { override: { why: values.why } } : {}),
  };
}

function partOf(values: RefundFormValues, context: FormContext) {
  const { amount, taxFree, vat } = typedParts(values, context);
  const statesVat = context.needs.vat !== "never" && !isBlankAmount(values.vat, context.currency);
  return {
    amount: amount ?? undefined,
    ...(context.needs.taxFree ? { taxFreeAmount: taxFree ?? undefined } : {}),
    ...(statesVat ? { vatAmount: vat ?? undefined } : {}),
  };
}

function lockOf(values: RefundFormValues, { mayChooseLock }: FormContext, currency: string) {
  if (!mayChooseLock || values.lock === "") return {};
  if (values.lock === "without") return { lock: { kind: "without" } };
  return { lock: { kind: "typed", balance: read(values.lockBalance, currency) ?? undefined } };
}

/** Whether an account is part of what is asked for. */
export function asksAccount(values: Pick<RefundFormValues, "byAccount">, needs: RefundNeeds): boolean {
  return needs.account !== null && (needs.account.need === "required" || values.byAccount);
}

/** Whether the promotion option is: only a part that leaves something is priced anew. */
export function asksOption(
  values: Pick<RefundFormValues, "kind" | "amount">,
  { needs, currency, remaining }: Pick<FormContext, "needs" | "currency" | "remaining">,
): boolean {
  return (
    needs.promotionOption && values.kind === "partial" && read(values.amount, currency) !== remaining.amount
  );
}

function optionOf(values: RefundFormValues, { boundOption }: FormContext): RetainOption | undefined {
  return boundOption ?? (values.retain === "" ? undefined : values.retain);
}

function limitProblems(values: RefundFormValues, context: FormContext): Problems {
  const problems: Problems = {};
  if (asksOption(values, context) && optionOf(values, context) === undefined)
    problems.retain = "retain-unchosen";
  if (context.mayChooseLock && values.lock === "typed") {
    const balance = readAmount(values.lockBalance, context.currency);
    if (!balance.ok) problems.lockBalance = balance.error.code;
  }
  return values.kind === "full" ? problems : { ...problems, ...partProblems(values, context) };
}

function partProblems(values: RefundFormValues, context: FormContext): Problems {
  const { currency, remaining, needs } = context;
  const amount = readAmount(values.amount, currency);
  if (!amount.ok) return { amount: amount.error.code };
  if (amount.value > remaining.amount) return { amount: "amount-exceeds" };
  const problems: Problems = {};
  for (const [name, applies] of [
    ["taxFree", needs.taxFree],
    ["vat", needs.vat !== "never"],
  ] as const) {
    const part = readAmount(values[name], currency);
    const isGood = part.ok || part.error.code === "amount-zero" || part.error.code === "amount-missing";
    if (applies && !isGood) problems[name] = part.error.code;
  }
  if (Object.keys(problems).length > 0) return problems;
  const { taxFree, vat } = typedParts(values, context);
  if (needs.taxFree && taxFree !== null) {
    if (taxFree > remaining.taxFree) return { taxFree: "tax-free-exceeds" };
    if (amount.value - taxFree > remaining.taxable) return { taxFree: "taxable-exceeds" };
  }
  const vatLeft = remaining.vat;
  if (!isBlankAmount(values.vat, currency) && vat !== null && vatLeft !== null && vat > vatLeft)
    return { vat: "vat-exceeds" };
  return problems;
}

/** An amount as typed in minor units, zero included; null where it cannot be read. */
function read(typed: string, currency: string): number | null {
  const amount = readAmount(typed, currency);
  if (amount.ok) return amount.value;
  return amount.error.code === "amount-zero" ? 0 : null;
}
