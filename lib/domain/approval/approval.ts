// A request for a refund that waits for the approval of other people. Every write stores what `judgeDecision` allows.
import * as z from "zod/mini";
import { textSchema } from "../text-schema";
import { type ApprovalState, rejectionCodes } from "./approval-state";

export const approvalNoteLength = { max: 500 } as const;
const note = textSchema({ max: approvalNoteLength.max, tooLong: "note-too-long" });
const writtenNote = textSchema({
  max: approvalNoteLength.max,
  tooLong: "note-too-long",
  missing: "note-missing",
});

const request = {
  approvalId: z.uuid(),
  /** Of the request as it was shown, so that nobody decides on what they have not seen. */
  revision: z.int().check(z.gte(1), z.lte(1_000_000)),
};

export const decideInput = z
  .discriminatedUnion("decision", [
    z.object({ ...request, decision: z.literal("approve") }),
    z.object({
      ...request,
      decision: z.literal("reject"),
      code: z.enum(rejectionCodes, "code-missing"),
      note,
    }),
    z.object({ ...request, decision: z.literal("return"), note: writtenNote }),
  ])
  .check(
    z.refine((input) => input.decision !== "reject" || input.code !== "other" || input.note !== "", {
      path: ["note"],
      error: "note-missing",
    }),
  );
export type DecideInput = z.infer<typeof decideInput>;

export const withdrawInput = z.object({ ...request, note });
export type WithdrawInput = z.infer<typeof withdrawInput>;

export const revealAccountInput = z.object({ approvalId: request.approvalId });
export type RevealAccountInput = z.infer<typeof revealAccountInput>;

export type DecisionError =
  | "approval-not-found"
  /** Decided, withdrawn or expired meanwhile. */
  | "not-waiting"
  | "approval-changed"
  | "not-permitted"
  | "own-request"
  | "already-approved";

/** What a decision is judged by. `requesters`: who asked, and who amended the request. */
export type ApprovalNow = {
  state: ApprovalState;
  revision: number;
  requesters: readonly string[];
  /** People who have approved this revision. */
  approvers: readonly string[];
  /** How many of them may approve requests now. */
  standingApprovals: number;
  approversNeeded: number;
  expiresAt: Date;
};

/**
 * Returns the state after the decision, or why the person may not decide. An approval that is not the last one leaves the
 * request waiting.
 */
export function judgeDecision(
  approval: ApprovalNow,
  personId: string,
  { decision, revision }: Pick<DecideInput, "decision" | "revision">,
  now: Date,
): { ok: true; state: ApprovalState } | { ok: false; refusal: DecisionError } {
  if (approval.state !== "waiting" || approval.expiresAt <= now) return { ok: false, refusal: "not-waiting" };
  if (approval.revision !== revision) return { ok: false, refusal: "approval-changed" };
  if (approval.requesters.includes(personId)) return { ok: false, refusal: "own-request" };
  if (decision === "reject") return { ok: true, state: "rejected" };
  if (decision === "return") return { ok: true, state: "returned" };
  if (approval.approvers.includes(personId)) return { ok: false, refusal: "already-approved" };
  const isLast = approval.standingApprovals + 1 >= approval.approversNeeded;
  return { ok: true, state: isLast ? "approved" : "waiting" };
}

export const approvalSettingsInput = z.object({
  expiryDays: z.int("days-not-whole").check(z.gte(1, "days-not-whole"), z.lte(30, "days-too-many")),
  /** Whether people with the permission may send without approval, with a reason. */
  emergencyAllowed: z.boolean(),
});
export type ApprovalSettings = z.infer<typeof approvalSettingsInput>;
export const defaultApprovalSettings: ApprovalSettings = { expiryDays: 3, emergencyAllowed: false };
