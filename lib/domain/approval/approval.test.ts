import { describe, expect, test } from "vitest";
import { type ApprovalNow, decideInput, judgeDecision } from "./approval";

const now = new Date("2026-12-01T03:00:00Z");
const waiting: ApprovalNow = {
  state: "waiting",
  revision: 2,
  requesters: ["asker"],
  approvers: [],
  standingApprovals: 0,
  approversNeeded: 1,
  expiresAt: new Date(now.getTime() + 1),
};
const approve = { decision: "approve", revision: 2 } as const;

describe("a decision", () => {
  test.each<[string, Partial<ApprovalNow>, string, Parameters<typeof judgeDecision>[2], string]>([
    ["the only approval", {}, "boss", approve, "approved"],
    ["the first of two", { approversNeeded: 2 }, "boss", approve, "waiting"],
    [
      "the second of two",
      { approversNeeded: 2, approvers: ["chief"], standingApprovals: 1 },
      "boss",
      approve,
      "approved",
    ],
    [
      "the second of two, after the first person lost the permission",
      { approversNeeded: 2, approvers: ["chief"] },
      "boss",
      approve,
      "waiting",
    ],
    ["a rejection", {}, "boss", { decision: "reject", revision: 2 }, "rejected"],
    [
      "a rejection after an approval of the same person",
      { approversNeeded: 2, approvers: ["boss"] },
      "boss",
      { decision: "reject", revision: 2 },
      "rejected",
    ],
    ["a return", {}, "boss", { decision: "return", revision: 2 }, "returned"],
  ])("as %s leads to a state", (_, change, person, decision, state) => {
    expect(judgeDecision({ ...waiting, ...change }, person, decision, now)).toEqual({ ok: true, state });
  });

  test.each<[string, Partial<ApprovalNow>, string, number, string]>([
    ["a request that has ended", { state: "rejected" }, "boss", 2, "not-waiting"],
    ["a request that was sent back", { state: "returned" }, "boss", 2, "not-waiting"],
    ["an expired request", { expiresAt: now }, "boss", 2, "not-waiting"],
    ["an earlier revision", {}, "boss", 1, "approval-changed"],
    ["the person's own request", {}, "asker", 2, "own-request"],
    ["a request that the person amended", { requesters: ["asker", "boss"] }, "boss", 2, "own-request"],
    [
      "a request that the person has approved",
      { approversNeeded: 2, approvers: ["boss"] },
      "boss",
      2,
      "already-approved",
    ],
  ])("about %s is refused", (_, change, person, revision, refusal) => {
    expect(judgeDecision({ ...waiting, ...change }, person, { ...approve, revision }, now)).toEqual({
      ok: false,
      refusal,
    });
  });
});

const input = { approvalId: "6f1b1f0a-6c55-4f6e-9d53-0d2f2c1f4a11", revision: 1 };
test.each([
  [{ ...input, decision: "approve" }, true],
  [{ ...input, decision: "approve", amount: 1, requesterId: "boss" }, true],
  [{ ...input, decision: "reject", code: "duplicate", note: "" }, true],
  [{ ...input, decision: "reject", code: "other", note: " " }, false],
  [{ ...input, decision: "reject", code: "whatever", note: "" }, false],
  [{ ...input, decision: "return", note: "" }, false],
  [{ ...input, decision: "void" }, false],
  [{ ...input, revision: 0, decision: "approve" }, false],
  [{ approvalId: "1", revision: 1, decision: "approve" }, false],
])("input %j is accepted: %j", (value, isAccepted) => {
  expect(decideInput.safeParse(value).success).toBe(isAccepted);
});
