import "server-only";
import type { RefundFailure } from "@/lib/db/schema/refunds";
import type { RefundFailureCode } from "@/lib/domain/refund/refund-errors";
import type { SendResult } from "@/lib/domain/refund/send-result";

/** Returns the failure to store: its code, and the answer of the last ended attempt where that was no plain one. */
export function failureAfter(
  code: RefundFailureCode,
  attempts: readonly { outcome: SendResult | null }[],
): RefundFailure {
  const last = attempts.findLast(({ outcome }) => outcome !== null)?.outcome;
  return last && last.kind !== "answered" ? { code, answer: last } : { code };
}
