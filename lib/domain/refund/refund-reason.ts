import * as z from "zod/mini";
import { lineSchema } from "../text-schema";
import { reasonCode } from "./refund-request";

/** `code` never changes: refunds are counted by it. PortOne receives the Korean label. */
export type RefundReason = { code: string; ko: string; en: string };
export type ListedReason = RefundReason & { active: boolean };

export const reasonLabelLength = { max: 40 } as const;

const label = lineSchema({
  max: reasonLabelLength.max,
  tooLong: "label-too-long",
  missing: "label-missing",
}).check(
  // The reason that PortOne receives ends with # and the refund's number.
  z.regex(/^[^#]*$/, "label-characters"),
);

export const saveReasonInput = z.object({ code: z.optional(reasonCode), ko: label, en: label });
export type SaveReasonInput = z.infer<typeof saveReasonInput>;
export const setReasonActiveInput = z.object({ code: reasonCode, active: z.boolean() });
/** Every stored reason in its new order. */
export const orderReasonsInput = z.object({ codes: z.array(reasonCode).check(z.maxLength(1_000)) });

export const labelErrors = ["label-missing", "label-too-long", "label-characters"] as const;

export type ReasonError = "reason-gone" | "label-taken" | "other-stays" | "reasons-changed";

export function reasonText({ ko }: Pick<RefundReason, "ko">, note: string): string {
  return note === "" ? ko : `${ko}: ${note}`;
}
