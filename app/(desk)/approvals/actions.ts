"use server";
import { action } from "@/lib/auth/entry";
import { appContext } from "@/lib/context";
import { recordWithdrawal } from "@/lib/db/approvals/record-withdrawal";
import { decideInput, revealAccountInput, withdrawInput } from "@/lib/domain/approval/approval";
import { ok } from "@/lib/domain/result";
import { decideApproval } from "@/lib/refunds/decide-approval";
import { revealAccount } from "@/lib/refunds/reveal-account";

export const decideApprovalAction = action({
  permission: "refunds:approve",
  input: decideInput,
  needsConfirmation: ({ decision }) => decision === "approve",
  run: async (actor, input) => {
    const decided = await decideApproval(appContext(), actor, input);
    if (!decided.ok) return decided;
    const { value } = decided;
    return ok(
      value.kind === "sent" ? { kind: value.kind, number: value.refund.number } : { kind: value.kind },
    );
  },
});

export const withdrawApprovalAction = action({
  // Only who asked may withdraw, which the transaction judges.
  permission: "payments:read",
  input: withdrawInput,
  run: (actor, input) => recordWithdrawal(appContext().database.db, actor, input),
});

export const revealAccountAction = action({
  permission: "accounts:read",
  input: revealAccountInput,
  needsConfirmation: true,
  run: (actor, { approvalId }) => revealAccount(appContext(), actor, approvalId),
});
