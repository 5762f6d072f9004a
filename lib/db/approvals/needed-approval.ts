// Which rule holds for a request, judged in the transaction that records it.
import "server-only";
import { and, asc, eq, gte, inArray, isNull, ne, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Database, Transaction } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/clock";
import { belongsToPayment } from "@/lib/db/payment-key";
import { approvalRules, approvalSettings, approvals } from "@/lib/db/schema/approvals";
import { user } from "@/lib/db/schema/people";
import { manualRefunds, refunds } from "@/lib/db/schema/refunds";
import { type ApprovalSettings, defaultApprovalSettings } from "@/lib/domain/approval/approval";
import {
  type ApprovalRule,
  type ApproverCount,
  type RecentAmounts,
  type RuledRefund,
  ruleOf,
  thresholdsOf,
} from "@/lib/domain/approval/approval-rule";
import { openApprovalStates } from "@/lib/domain/approval/approval-state";
import type { ApprovalThreshold } from "@/lib/domain/approval/threshold";
import type { PaymentKey } from "@/lib/domain/payment/payment-key";

export type RuledRequest = Omit<RuledRefund, "requester" | "recent"> & {
  key: PaymentKey;
  requesterId: string;
  /** The request itself, where it is stored already. */
  exceptApproval: string | null;
};

/** Returns the rules in their order. */
async function approvalRulesOf(db: Database | Transaction): Promise<ApprovalRule[]> {
  const rows = await db.select().from(approvalRules).orderBy(asc(approvalRules.position));
  return rows.map(({ id, conditions }) => ({ id, ...conditions }));
}

export async function approvalSettingsOf(db: Database | Transaction): Promise<ApprovalSettings> {
  const [row] = await db.select().from(approvalSettings);
  return row ?? defaultApprovalSettings;
}

/**
 * Returns the rule that holds, or null. Needs the payment's lock. No rule changes until the transaction ends, so that a rule
 * holds for everything that is recorded after it was saved.
 */
export async function neededApproval(tx: Transaction, request: RuledRequest): Promise<ApprovalRule | null> {
  await tx.execute(sql`select pg_advisory_xact_lock_shared(hashtext('refund-desk.approval-rules'))`);
  const rules = await approvalRulesOf(tx);
  if (rules.length === 0) return null;
  return ruleOf(rules, { ...request, ...(await circumstances(tx, request)) }, await databaseNow(tx));
}

/** Returns from which amounts on refunds of the payment by this person wait. */
export async function approvalThresholds(
  db: Database,
  request: Omit<RuledRequest, "amount" | "isOverride">,
): Promise<ApprovalThreshold[]> {
  const rules = await approvalRulesOf(db);
  if (rules.length === 0) return [];
  const facts = await circumstances(db, request);
  return thresholdsOf(rules, { ...request, ...facts }, await databaseNow(db));
}

type Recent = Pick<RuledRequest, "currency" | "key" | "requesterId" | "exceptApproval">;

async function circumstances(db: Database | Transaction, request: Recent) {
  const [requester] = await db
    .select({ id: user.id, roleId: user.role })
    .from(user)
    .where(eq(user.id, request.requesterId));
  return {
    requester: requester ?? { id: request.requesterId, roleId: "" },
    recent: await recentAmounts(db, request),
  };
}

const dayAgo = sql`clock_timestamp() - interval '24 hours'`;

/** Of refunds that have not failed, requests that wait, and manual refunds that were not reversed. */
async function recentAmounts(
  db: Database | Transaction,
  request: Recent,
): Promise<Record<ApproverCount, RecentAmounts>> {
  const ofPerson = await sumsOf(db, request, "person");
  const ofPayment = await sumsOf(db, request, "payment");
  return {
    1: { ofPerson: ofPerson[0], ofPayment: ofPayment[0] },
    2: { ofPerson: ofPerson[0] + ofPerson[1], ofPayment: ofPayment[0] + ofPayment[1] },
  };
}

/** Returns the amounts without approval, and those that one person has approved or will approve. */
async function sumsOf(
  db: Database | Transaction,
  { currency, key, requesterId, exceptApproval }: Recent,
  of: "person" | "payment",
): Promise<[withoutApproval: number, byOnePerson: number]> {
  const [sent] = await db
    .select({
      without: sql<number>`coalesce(sum(${refunds.confirmedAmount}) filter (where ${refunds.approvalId} is null), 0)::float8`,
      byOne: sql<number>`coalesce(sum(${refunds.confirmedAmount}) filter (where ${approvals.approversNeeded} = 1), 0)::float8`,
    })
    .from(refunds)
    .leftJoin(approvals, eq(approvals.id, refunds.approvalId))
    .where(
      and(
        of === "person" ? eq(refunds.actorId, requesterId) : belongsToPayment(refunds, key),
        eq(refunds.currency, currency),
        gte(refunds.createdAt, dayAgo),
        ne(refunds.state, "failed"),
      ),
    );
  const [waiting] = await db
    .select({ amount: sql<number>`coalesce(sum(${approvals.amount}), 0)::float8` })
    .from(approvals)
    .where(
      and(
        of === "person" ? eq(approvals.requesterId, requesterId) : belongsToPayment(approvals, key),
        eq(approvals.currency, currency),
        eq(approvals.approversNeeded, 1),
        gte(approvals.createdAt, dayAgo),
        inArray(approvals.state, [...openApprovalStates]),
        exceptApproval === null ? undefined : ne(approvals.id, exceptApproval),
      ),
    );
  const reversal = alias(manualRefunds, "reversal");
  const [manual] = await db
    .select({ amount: sql<number>`coalesce(sum(${manualRefunds.amount}), 0)::float8` })
    .from(manualRefunds)
    .leftJoin(reversal, eq(reversal.reverses, manualRefunds.id))
    .where(
      and(
        of === "person" ? eq(manualRefunds.actorId, requesterId) : belongsToPayment(manualRefunds, key),
        eq(manualRefunds.currency, currency),
        gte(manualRefunds.createdAt, dayAgo),
        isNull(manualRefunds.reverses),
        isNull(reversal.id),
      ),
    );
  return [(sent?.without ?? 0) + (manual?.amount ?? 0), (sent?.byOne ?? 0) + (waiting?.amount ?? 0)];
}
