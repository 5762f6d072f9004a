// Converts the typed values of a refund form into a request, or into a problem for each field. The schema of the server
// checks the request; rules that depend on the payment (limits, needs) are checked here first. The form loads this module
// when a person starts to type: the schema library is a tenth of the page's scripts.
import { isBlankAmount, readAmount } from "@/lib/domain/parse-amount";
import type { RetainOption } from "@/lib/domain/refund/refund";
import { type RefundFieldError, refundFieldErrors } from "@/lib/domain/refund/refund-errors";
import { type RefundRequest, refundRequest } from "@/lib/domain/refund/refund-request";
import { cleanText } from "@/lib/domain/text-input";
import {
  type FieldName,
  type FormContext,
  includesAccount,
  includesOption,
  type Problems,
  type RefundFormValues,
  readMinorUnits,
  typedParts,
} from "./form-values";

/** Returns the request of the form, or the problems of its fields. */
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
    // A path without a field is a bug of the desk, which must not be swallowed.
    if (field === undefined) throw new Error(`no field for ${path.join(".")}: ${message}`);
    problems[field] ??= codeOf(message);
  }
  // A problem of the typed text is more precise than a problem of the parsed value.
  return { problems: { ...problems, ...limits } };
}

/** Returns the code of an issue. Throws for a message without a code, which would be the library's own text. */
function codeOf(message: string): RefundFieldError {
  const code = refundFieldErrors.find((error) => error === message);
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
  balanceLock: "typedBalance",
  override: "why",
};

/** Returns the request as typed, not yet checked, without the fields that this payment does not need. */
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
    ...(includesAccount(values, needs)
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
    ...(includesOption(values, context) ? { promotionDiscountRetainOption: optionOf(values, context) } : {}),
    ...balanceLockOf(values, context, currency),
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

function balanceLockOf(values: RefundFormValues, { mayChooseBalanceLock }: FormContext, currency: string) {
  if (!mayChooseBalanceLock || values.balanceLock === "") return {};
  if (values.balanceLock === "without") return { balanceLock: { kind: "without" } };
  return {
    balanceLock: { kind: "typed", balance: readMinorUnits(values.typedBalance, currency) ?? undefined },
  };
}

function optionOf(values: RefundFormValues, { boundOption }: FormContext): RetainOption | undefined {
  return boundOption ?? (values.retain === "" ? undefined : values.retain);
}

function limitProblems(values: RefundFormValues, context: FormContext): Problems {
  const problems: Problems = {};
  if (includesOption(values, context) && optionOf(values, context) === undefined)
    problems.retain = "retain-unchosen";
  if (context.mayChooseBalanceLock && values.balanceLock === "typed") {
    const balance = readAmount(values.typedBalance, context.currency);
    if (!balance.ok) problems.typedBalance = balance.error.code;
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
