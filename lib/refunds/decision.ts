// What a decision leads to, for refunds and for manual refunds.
import "server-only";
import { voidApproval } from "@/lib/db/approvals/write-approvals";
import type { RefundRow } from "@/lib/db/refunds/refund-facts";
import type { DecideInput, DecisionError } from "@/lib/domain/approval/approval";
import type { VoidDetail } from "@/lib/domain/approval/frozen-request";
import type { Actor } from "@/lib/domain/people/permissions";
import { err, type Result } from "@/lib/domain/result";
import type { RefundContext } from "./send-refund";

export type Decided =
  | { kind: "recorded" }
  | { kind: "sent"; refund: RefundRow }
  | { kind: "manual-recorded" };

/** Ends the request, unless the person may not decide about the request any more. */
export async function recordVoid(
  context: RefundContext,
  actor: Actor,
  input: DecideInput,
  why: VoidDetail,
): Promise<Result<never, "request-void" | DecisionError, VoidDetail>> {
  const ended = await voidApproval(context.database.db, actor, input, why);
  return ended.ok ? err("request-void", why) : err(ended.error.code);
}
