// The reasons that an administrator lets people choose from, and what PortOne is told of the choice.
import * as z from "zod/mini";
import { lineSchema } from "../text-input";
import { reasonCode } from "./refund";

/** `code` never changes: refunds are counted by it. PortOne is told the Korean label. */
export type RefundReason = { code: string; ko: string; en: string };
export type ListedReason = RefundReason & { active: boolean };

export const reasonLabelLength = { max: 40 } as const;

const label = lineSchema({
  max: reasonLabelLength.max,
  tooLong: "label-too-long",
  missing: "label-missing",
}).check(
  // A refund's number stands behind a # at the end of what PortOne is told.
  z.regex(/^[^#]*$/, "label-characters"),
);

/** A new reason, or with a code other words for one that is there. */
export const saveReasonInput = z.object({ code: z.optional(reasonCode), ko: label, en: label });
export type SaveReasonInput = z.infer<typeof saveReasonInput>;
/** Taken off the list, or put back on it. */
export const setReasonActiveInput = z.object({ code: reasonCode, active: z.boolean() });
/** One place up or down. */
export const moveReasonInput = z.object({ code: reasonCode, by: z.literal([-1, 1]) });

export const labelErrors = ["label-missing", "label-too-long", "label-characters"] as const;

/** Why the list of reasons was not changed. Every code has words in `messages`. */
export type ReasonError = "reason-gone" | "label-taken" | "other-stays";

/** The reason as PortOne stores it, before the refund's number: the Korean label and the note. */
export function reasonText({ ko }: Pick<RefundReason, "ko">, note: string): string {
  return note === "" ? ko : `${ko}: ${note}`;
}
