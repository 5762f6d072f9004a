import "server-only";
import { recordReveal } from "@/lib/db/approvals/record-reveal";
import type { RevealAccountError } from "@/lib/domain/approval/approval-errors";
import type { Actor } from "@/lib/domain/people/permissions";
import { groupedNumber } from "@/lib/domain/refund/refund-account";
import { err, ok, type Result } from "@/lib/domain/result";
import type { RefundContext } from "./send-refund";
import { storedRefund } from "./stored-request";

/** Returns the account of a request that waits, the digits in groups of four, after the audit names who read the account. */
export async function revealAccount(
  context: Pick<RefundContext, "database" | "cipher">,
  actor: Actor,
  approvalId: string,
): Promise<Result<{ number: string; holderName: string }, RevealAccountError>> {
  const recorded = await recordReveal(
    context.database.db,
    actor,
    approvalId,
    (row) => storedRefund(context, row)?.refundAccount ?? null,
  );
  if (!recorded.ok) return err(recorded.error.code);
  const { number, holderName } = recorded.value;
  return ok({ number: groupedNumber(number), holderName });
}
