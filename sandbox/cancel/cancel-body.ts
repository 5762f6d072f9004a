// The body of a cancel request: the specification's types, and the switches for undocumented values.
import * as z from "zod";
import { type Refusal, refuse } from "../api/refusal.ts";
import type { Switches } from "../control/switches.ts";
import type { JsonValue } from "../state/records.ts";
import { banks } from "./banks.ts";

const integer = z.number().int();
const bodyShape = z.object({
  storeId: z.string().optional(),
  amount: integer.nullable().optional(),
  taxFreeAmount: integer.nullable().optional(),
  vatAmount: integer.nullable().optional(),
  reason: z.string().min(1),
  requester: z.enum(["CUSTOMER", "ADMIN"]).nullable().optional(),
  promotionDiscountRetainOption: z.enum(["RETAIN", "RELEASE"]).nullable().optional(),
  currentCancellableAmount: integer.nullable().optional(),
  refundAccount: z
    .object({
      bank: z.enum(banks),
      number: z.string().min(1),
      holderName: z.string().refine((name) => name.trim() !== "", "must not be blank"),
      holderPhoneNumber: z.string().min(1).optional(),
    })
    .nullable()
    .optional(),
  refundEmail: z.email().nullable().optional(),
  skipWebhook: z.boolean().nullable().optional(),
});

type RefundAccount = {
  bank: string;
  number: string;
  holderName: string;
  holderPhoneNumber: string | null;
};

/** A parsed cancel request. `amount` null means the whole remaining amount. */
export type CancelBody = {
  storeId: string | null;
  amount: number | null;
  taxFreeAmount: number | null;
  vatAmount: number | null;
  reason: string;
  retainOption: "RETAIN" | "RELEASE" | null;
  currentCancellableAmount: number | null;
  refundAccount: RefundAccount | null;
  refundEmail: string | null;
  skipWebhook: boolean;
};

/** Reads a cancel request, or returns the refusal that names the first problem (400 `INVALID_REQUEST`). */
export function readCancelBody(json: JsonValue, switches: Switches): CancelBody | Refusal {
  const parsed = bodyShape.safeParse(json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return refuse("INVALID_REQUEST", `${issue?.path.join(".") || "body"}: ${issue?.message ?? "invalid"}`);
  }
  const body = parsed.data;
  if (body.amount === null && switches.nullAmount === "reject") {
    return refuse("INVALID_REQUEST", "amount: must not be null");
  }
  const amount = body.amount === 0 && switches.zeroAmount === "full" ? null : (body.amount ?? null);
  if (amount !== null && amount <= 0) return refuse("INVALID_REQUEST", "amount: must be greater than zero");
  for (const [name, part] of [
    ["taxFreeAmount", body.taxFreeAmount],
    ["vatAmount", body.vatAmount],
    ["currentCancellableAmount", body.currentCancellableAmount],
  ] as const) {
    if (typeof part === "number" && part < 0)
      return refuse("INVALID_REQUEST", `${name}: must not be negative`);
  }
  return {
    storeId: body.storeId ?? null,
    amount,
    taxFreeAmount: body.taxFreeAmount ?? null,
    vatAmount: body.vatAmount ?? null,
    reason: body.reason,
    retainOption: body.promotionDiscountRetainOption ?? null,
    currentCancellableAmount: body.currentCancellableAmount ?? null,
    refundAccount: body.refundAccount
      ? { ...body.refundAccount, holderPhoneNumber: body.refundAccount.holderPhoneNumber ?? null }
      : null,
    refundEmail: body.refundEmail ?? null,
    skipWebhook: body.skipWebhook ?? false,
  };
}
