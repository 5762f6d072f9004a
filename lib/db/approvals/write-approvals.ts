// A request that waits for approval: recorded, decided, amended, withdrawn, expired. Nothing here sends money.
import "server-only";
import { and, asc, eq, inArray, lte, sql } from "drizzle-orm";
import { raiseAlert } from "@/lib/db/alerts/raise-alert";
import { audit, desk } from "@/lib/db/audit";
import type { Database, Transaction } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/clock";
import { isPayment } from "@/lib/db/payment-key";
import { lockPayment } from "@/lib/db/payments/write-payments";
import { roleNow } from "@/lib/db/people/read-roles";
import { hasOpenApproval } from "@/lib/db/refunds/open-approval";
import { approvalEvents, approvals } from "@/lib/db/schema/approvals";
import { payments } from "@/lib/db/schema/payments";
import { recordEvent } from "@/lib/db/timeline";
import { type DecideInput, type DecisionError, judgeDecision } from "@/lib/domain/approval/approval";
import type { ApprovalKind, ApprovalRule } from "@/lib/domain/approval/approval-rule";
import {
  type ApprovalState,
  isOpenApproval,
  isRejectionCode,
  openApprovalStates,
  voidReason,
} from "@/lib/domain/approval/approval-state";
import type { BasisChange, FrozenRequest, VoidDetail } from "@/lib/domain/approval/frozen-request";
import { isSamePayment, type PaymentKey } from "@/lib/domain/payment/payment-key";
import { may } from "@/lib/domain/people/permissions";
import { err, ok, type Result } from "@/lib/domain/result";
import { approvalSettingsOf, neededApproval } from "./needed-approval";

export type ApprovalRow = typeof approvals.$inferSelect;
type Actor = { id: string; name: string };

export async function approvalById(db: Database | Transaction, id: string): Promise<ApprovalRow | null> {
  const [row] = await db.select().from(approvals).where(eq(approvals.id, id));
  return row ?? null;
}

export async function approvalByRequestId(
  db: Database | Transaction,
  requestId: string,
): Promise<ApprovalRow | null> {
  const [row] = await db.select().from(approvals).where(eq(approvals.requestId, requestId));
  return row ?? null;
}

export type NewApproval = {
  id: string;
  requestId: string;
  kind: ApprovalKind;
  key: PaymentKey;
  amount: number;
  currency: string;
  method: string | null;
  pgProvider: string | null;
  frozen: FrozenRequest;
  encryptedRequest: string;
  requester: Actor;
};

/** Records the request, if `admit` returns the rule that asks for approval. A known request id returns its row. */
export async function openApproval<Code extends string, Detail>(
  db: Database,
  wanted: NewApproval,
  admit: (tx: Transaction) => Promise<Result<ApprovalRule, Code, Detail>>,
): Promise<Result<{ row: ApprovalRow; created: boolean }, Code | "approval-open", Detail>> {
  return db.transaction(async (tx) => {
    await lockPayment(tx, wanted.key);
    const earlier = await approvalByRequestId(tx, wanted.requestId);
    if (earlier) return ok({ row: earlier, created: false });
    if (await hasOpenApproval(tx, wanted.key)) return err("approval-open");
    const admitted = await admit(tx);
    if (!admitted.ok) return admitted;
    const rule = admitted.value;
    const now = await databaseNow(tx);
    const [row] = await tx
      .insert(approvals)
      .values({
        id: wanted.id,
        requestId: wanted.requestId,
        kind: wanted.kind,
        ...wanted.key,
        amount: wanted.amount,
        currency: wanted.currency,
        method: wanted.method,
        pgProvider: wanted.pgProvider,
        frozen: wanted.frozen,
        encryptedRequest: wanted.encryptedRequest,
        rule,
        approversNeeded: rule.approvers,
        requesterId: wanted.requester.id,
        requesterName: wanted.requester.name,
        createdAt: now,
        expiresAt: await expiryFrom(tx, now),
      })
      .returning();
    if (row === undefined) throw new Error("the request was not inserted");
    await recordApprovalEvent(tx, row, "asked", wanted.requester, now, { frozen: wanted.frozen });
    return ok({ row, created: true });
  });
}

/** Replaces what is asked for, of a request that was sent back or that nobody has decided. Approvals so far no longer count. */
export async function amendApproval<Code extends string, Detail>(
  db: Database,
  approvalId: string,
  revision: number,
  wanted: Pick<NewApproval, "kind" | "key" | "amount" | "frozen" | "encryptedRequest" | "requester">,
  admit: (tx: Transaction) => Promise<Result<ApprovalRule, Code, Detail>>,
): Promise<
  Result<
    ApprovalRow,
    Code | "approval-not-found" | "not-waiting" | "approval-changed" | "not-permitted",
    Detail
  >
> {
  return db.transaction(async (tx) => {
    const row = await lockApproval(tx, approvalId);
    if (row === null || row.kind !== wanted.kind || !isSamePayment(row, wanted.key))
      return err("approval-not-found");
    const now = await databaseNow(tx);
    if (!isOpenApproval(row.state) || row.expiresAt <= now) return err("not-waiting");
    if (row.requesterId !== wanted.requester.id) return err("not-permitted");
    if (row.revision !== revision) return err("approval-changed");
    const admitted = await admit(tx);
    if (!admitted.ok) return admitted;
    const [amended] = await tx
      .update(approvals)
      .set({
        state: "waiting",
        revision: row.revision + 1,
        amount: wanted.amount,
        frozen: wanted.frozen,
        encryptedRequest: wanted.encryptedRequest,
        rule: admitted.value,
        approversNeeded: admitted.value.approvers,
        expiresAt: await expiryFrom(tx, now),
      })
      .where(eq(approvals.id, row.id))
      .returning();
    if (amended === undefined) throw new Error(`the request ${row.id} is gone`);
    await recordApprovalEvent(tx, amended, "amended", wanted.requester, now, { frozen: wanted.frozen });
    return ok(amended);
  });
}

/**
 * Records a person's decision. The permission and the rules are read again in the transaction. After the last approval the
 * state is "approved": the caller records the refund in the same transaction.
 * `other-state`: the decision would lead to another state than `expected`, so nothing is recorded.
 */
export async function recordDecision(
  tx: Transaction,
  actor: Actor,
  input: DecideInput,
  expected: ApprovalState,
): Promise<Result<null, DecisionError | "other-state">> {
  const judged = await judgeNow(tx, actor, input);
  if (!judged.ok) return judged;
  const { row, state, approversNeeded, now } = judged.value;
  if (state !== expected) return err("other-state");
  if (approversNeeded !== row.approversNeeded)
    await tx.update(approvals).set({ approversNeeded }).where(eq(approvals.id, row.id));
  const kind = ({ approve: "approved", reject: "rejected", return: "returned" } as const)[input.decision];
  await recordApprovalEvent(tx, { ...row, approversNeeded }, kind, actor, now, {
    ...(input.decision === "reject" ? { code: input.code } : {}),
    ...(input.decision === "approve" ? {} : { note: input.note }),
  });
  if (state !== row.state) await moveApproval(tx, row, state, now);
  return ok(null);
}

type JudgedDecision = { row: ApprovalRow; state: ApprovalState; approversNeeded: number; now: Date };

/** Returns what the decision would lead to now, or why the person may not decide. Locks the payment. */
export async function judgeNow(
  tx: Transaction,
  actor: Actor,
  input: Pick<DecideInput, "approvalId" | "revision" | "decision">,
): Promise<Result<JudgedDecision, DecisionError>> {
  const row = await lockApproval(tx, input.approvalId);
  if (row === null) return err("approval-not-found");
  if (!(await mayApproveNow(tx, actor.id))) return err("not-permitted");
  const events = await tx.select().from(approvalEvents).where(eq(approvalEvents.approvalId, row.id));
  const people = (kinds: readonly string[], at?: number) =>
    events.flatMap(({ kind, actorId, revision }) =>
      kinds.includes(kind) && actorId !== null && (at === undefined || revision === at) ? [actorId] : [],
    );
  const approvers = people(["approved"], row.revision);
  let standingApprovals = 0;
  for (const id of approvers) if (await mayApproveNow(tx, id)) standingApprovals += 1;
  const approversNeeded = Math.max(row.approversNeeded, await approversNow(tx, row));
  const now = await databaseNow(tx);
  const decided = judgeDecision(
    {
      ...row,
      approversNeeded,
      requesters: people(["asked", "amended"]),
      approvers,
      standingApprovals,
    },
    actor.id,
    input,
    now,
  );
  return decided.ok ? ok({ row, state: decided.state, approversNeeded, now }) : err(decided.refusal);
}

async function mayApproveNow(tx: Transaction, personId: string): Promise<boolean> {
  const role = await roleNow(tx, personId);
  return role !== null && may(role, "refunds:approve");
}

/** Returns how many approvers the rules ask for now: a rule that was added meanwhile holds as well. */
async function approversNow(tx: Transaction, row: ApprovalRow): Promise<number> {
  const [payment] = await tx.select({ paidAt: payments.paidAt }).from(payments).where(isPayment(row));
  const rule = await neededApproval(tx, {
    kind: row.kind,
    key: row,
    amount: row.amount,
    currency: row.currency,
    method: row.method,
    pg: row.pgProvider,
    paidAt: payment?.paidAt ?? null,
    isOverride: row.frozen.kind !== "manual" && row.frozen.overrideWhy !== null,
    requesterId: row.requesterId,
    exceptApproval: row.id,
  });
  return rule?.approvers ?? 0;
}

/**
 * Ends a request that can no longer be carried out as people saw it. Returns the refusal where the person could not have
 * approved the request either, for example because it has ended meanwhile.
 */
export async function voidApproval(
  db: Database,
  actor: Actor,
  input: DecideInput,
  why: VoidDetail,
): Promise<Result<null, DecisionError>> {
  return db.transaction(async (tx) => {
    const judged = await judgeNow(tx, actor, input);
    if (!judged.ok) return judged;
    const { row, now } = judged.value;
    await moveApproval(tx, row, "void", now);
    await recordApprovalEvent(tx, row, "voided", desk, now, { code: why.code, changes: [...why.changes] });
    return ok(null);
  });
}

/** Returns how many requests were ended because nobody decided in time. Their payments can be refunded again. */
export async function expireApprovals(db: Database, limit = 100): Promise<number> {
  const due = await db
    .select({ id: approvals.id })
    .from(approvals)
    .where(
      and(
        inArray(approvals.state, [...openApprovalStates]),
        lte(approvals.expiresAt, sql`clock_timestamp()`),
      ),
    )
    .orderBy(asc(approvals.expiresAt))
    .limit(limit);
  let ended = 0;
  for (const { id } of due) {
    const isEnded = await db.transaction(async (tx) => {
      const row = await lockApproval(tx, id);
      const now = await databaseNow(tx);
      if (row === null || !isOpenApproval(row.state) || row.expiresAt > now) return false;
      await moveApproval(tx, row, "expired", now);
      await recordApprovalEvent(tx, row, "expired", desk, now, {});
      return true;
    });
    if (isEnded) ended += 1;
  }
  return ended;
}

/** Locks the payment first, as every other change of its refunds does. Null: there is no such request. */
export async function lockApproval(tx: Transaction, id: string): Promise<ApprovalRow | null> {
  const found = await approvalById(tx, id);
  if (found === null) return null;
  await lockPayment(tx, found);
  return approvalById(tx, id);
}

async function expiryFrom(tx: Transaction, now: Date): Promise<Date> {
  const { expiryDays } = await approvalSettingsOf(tx);
  return new Date(now.getTime() + expiryDays * 86_400_000);
}

export async function moveApproval(
  tx: Transaction,
  row: ApprovalRow,
  state: ApprovalState,
  now: Date,
): Promise<void> {
  const ended = !isOpenApproval(state);
  await tx
    .update(approvals)
    .set({ state, ...(ended ? { endedAt: now, encryptedRequest: null } : {}) })
    .where(eq(approvals.id, row.id));
  // The requester knows of a withdrawal, and nobody else waits for one.
  if (state !== "withdrawn") await raiseApprovalAlert(tx, row, "approval-decided", state);
}

/** Raises an alert about the request as it stands in its revision. */
async function raiseApprovalAlert(
  tx: Transaction,
  row: ApprovalRow,
  kind: "approval-wanted" | "approval-decided",
  state: ApprovalState,
): Promise<void> {
  await raiseAlert(tx, {
    key: `${kind}:${row.id}:${row.revision}:${state}`,
    kind,
    paymentId: row.paymentId,
    amount: row.amount,
    currency: row.currency,
    code: state,
    personId: row.requesterId,
  });
}

type EventKind = (typeof approvalEvents.$inferSelect)["kind"];

export async function recordApprovalEvent(
  tx: Transaction,
  row: ApprovalRow,
  kind: EventKind,
  actor: { id: string | null; name: string },
  at: Date,
  more: { code?: string; note?: string; frozen?: FrozenRequest; changes?: BasisChange[] },
): Promise<void> {
  const [event] = await tx
    .insert(approvalEvents)
    .values({
      approvalId: row.id,
      revision: row.revision,
      kind,
      actorId: actor.id,
      actorName: actor.name,
      at,
      ...more,
    })
    .returning({ id: approvalEvents.id });
  if (event === undefined) throw new Error("the event was not inserted");
  await recordEvent(tx, row, `approval:${row.id}:${event.id}`, at, {
    kind: "approval",
    approvalId: row.id,
    event: kind,
    actorName: actor.name,
    amount: row.amount,
    currency: row.currency,
    approversNeeded: row.approversNeeded,
    ...(isRejectionCode(more.code) && kind === "rejected" ? { rejection: more.code } : {}),
    ...(kind === "voided" ? { voidReason: voidReason(more.code ?? null) } : {}),
    ...(more.note === undefined || more.note === "" ? {} : { note: more.note }),
  });
  if (kind === "asked" || kind === "amended") await raiseApprovalAlert(tx, row, "approval-wanted", "waiting");
  await audit(tx, {
    actor,
    action: `approval.${kind}`,
    subject: `approval:${row.id}`,
    payment: row,
    detail: {
      revision: row.revision,
      amount: row.amount,
      currency: row.currency,
      rule: row.rule.id,
      approversNeeded: row.approversNeeded,
      code: more.code ?? null,
      note: more.note ?? null,
    },
  });
}
