// Amounts are minor units.
import * as z from "zod/mini";
import { accountDigits, accountNumberProblem, banks } from "../bank/bank";
import { cleanName } from "../text-input";
import { idSchema, nameSchema, textSchema } from "../text-schema";
import {
  holderNameLength,
  internalNoteLength,
  otherReason,
  phoneLength,
  reasonLength,
  requesters,
  retainOptions,
} from "./refund";

const note = textSchema({ max: reasonLength.max, tooLong: "reason-too-long" });

/** The format of a reason code; the codes are in the database. */
export const reasonCode = z
  .string("reason-code-missing")
  .check(z.minLength(1, "reason-code-missing"), z.maxLength(40), z.regex(/^[A-Z0-9_]+$/));

function wholeAmount(missing: "amount-missing" | "part-missing" | "balance-missing") {
  return z.int({
    error: ({ input }) => {
      if (typeof input !== "number" || Number.isNaN(input)) return missing;
      return Number.isInteger(input) ? "amount-too-large" : "amount-not-whole";
    },
  });
}
const balance = wholeAmount("balance-missing").check(z.nonnegative("amount-negative"));
const part = wholeAmount("part-missing").check(z.nonnegative("amount-negative"));

const partialCancel = z
  .object({
    kind: z.literal("partial"),
    shown: balance,
    amount: wholeAmount("amount-missing").check(z.positive("amount-not-positive")),
    taxFreeAmount: z.optional(part),
    vatAmount: z.optional(part),
  })
  .check(
    z.refine(({ amount, shown }) => amount <= shown, { path: ["amount"], error: "amount-exceeds-shown" }),
    z.refine(({ amount, taxFreeAmount = 0, vatAmount = 0 }) => taxFreeAmount + vatAmount <= amount, {
      path: ["taxFreeAmount"],
      error: "parts-exceed-amount",
    }),
  );

const refundAccountInput = z.object({
  bank: z.enum(banks, "bank-missing"),
  number: z.string("account-missing").check(
    z.overwrite((typed) => accountDigits(typed) ?? typed),
    z.check((payload) => {
      const problem = accountNumberProblem(payload.value);
      if (problem !== null) payload.issues.push({ code: "custom", message: problem, input: payload.value });
    }),
  ),
  holderName: nameSchema({
    max: holderNameLength.max,
    tooLong: "holder-too-long",
    missing: "holder-missing",
  }),
  holderPhoneNumber: z.optional(
    z.string().check(
      z.overwrite((typed) => accountDigits(typed) ?? typed),
      z.minLength(1, "phone-missing"),
      z.regex(/^\d*$/, "phone-not-digits"),
      z.minLength(phoneLength.min, "phone-length"),
      z.maxLength(phoneLength.max, "phone-length"),
    ),
  ),
});
export type RefundAccount = z.infer<typeof refundAccountInput>;

/** `shown`: the balance that the person confirmed. PortOne receives `note` after the label, and never `internalNote`. */
export const refundRequest = z
  .object({
    storeId: idSchema(200),
    paymentId: idSchema(200),
    requestId: z.uuid(),
    cancel: z.discriminatedUnion("kind", [
      z.object({ kind: z.literal("full"), shown: balance }),
      partialCancel,
    ]),
    reasonCode,
    note,
    requester: z.enum(requesters),
    internalNote: z.optional(textSchema({ max: internalNoteLength.max, tooLong: "internal-note-too-long" })),
    refundAccount: z.optional(refundAccountInput),
    /** Triple-A mails instructions for the refund to this address. */
    refundEmail: z.optional(
      z
        .string()
        .check(
          z.maxLength(254, { error: "email-invalid", abort: true }),
          z.overwrite(cleanName),
          z.minLength(1, "email-missing"),
          z.regex(z.regexes.email, "email-invalid"),
        ),
    ),
    promotionDiscountRetainOption: z.optional(z.enum(retainOptions)),
    /** After PortOne found an unchanged balance inconsistent: the balance in the console, or no balance. */
    balanceLock: z.optional(
      z.discriminatedUnion("kind", [
        z.object({
          kind: z.literal("typed"),
          balance: wholeAmount("balance-missing").check(z.positive("amount-not-positive")),
        }),
        z.object({ kind: z.literal("without") }),
      ]),
    ),
    /** Sends without the approval that a rule asks for, with the reason. */
    emergency: z.optional(
      z.object({
        why: textSchema({ max: reasonLength.max, tooLong: "reason-too-long", missing: "why-missing" }),
      }),
    ),
    override: z.optional(
      z.object({
        why: textSchema({ max: reasonLength.max, tooLong: "reason-too-long", missing: "why-missing" }),
      }),
    ),
  })
  .check(
    z.refine((request) => request.reasonCode !== otherReason || request.note !== "", {
      path: ["note"],
      error: "note-missing",
    }),
  );
export type RefundRequest = z.infer<typeof refundRequest>;

const decisions = ["succeeded", "failed"] as const;
const writtenReason = textSchema({
  max: reasonLength.max,
  tooLong: "reason-too-long",
  missing: "reason-missing",
});

/** "succeeded" without `cancellationId`: money was returned, and PortOne does not show it. */
export const resolveRefundInput = z
  .object({
    refundId: z.uuid(),
    decision: z.enum(decisions),
    cancellationId: z.optional(idSchema(200)),
    note: writtenReason,
  })
  .check(
    z.refine(({ decision, cancellationId }) => decision === "succeeded" || cancellationId === undefined, {
      path: ["cancellationId"],
      error: "cancellation-of-no-refund",
    }),
  );
export type ResolveRefundInput = z.infer<typeof resolveRefundInput>;
