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

/** Returns the rule that holds, or null. Needs the payment's lock and the lock of the requester's row. */
export async function neededApproval(tx: Transaction, request: RuledRequest): Promise<ApprovalRule | null> {
  const rules = await approvalRulesOf(tx);
  if (rules.length === 0) return null;
  return ruleOf(rules, { ...request, ...(await circumstances(tx, request)) }, await databaseNow(tx));
}

/** Returns from which amounts on refunds of the payment by this person wait. */
export async function approvalThresholds(
  db: Database,
  request: Omit<RuledRequest, "amount" | "isOverride" | "exceptApproval">,
): Promise<ApprovalThreshold[]> {
  const rules = await approvalRulesOf(db);
  if (rules.length === 0) return [];
  const facts = await circumstances(db, { ...request, exceptApproval: null });
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
    recent: {
      ofPerson: await recentAmount(db, request, "person"),
      ofPayment: await recentAmount(db, request, "payment"),
    },
  };
}

const dayAgo = sql`clock_timestamp() - interval '24 hours'`;

/** Minor units. Refunds that have not failed, requests that wait, and manual refunds that were not reversed. */
async function recentAmount(
  tx: Database | Transaction,
  { currency, key, requesterId, exceptApproval }: Recent,
  of: "person" | "payment",
): Promise<number> {
  const sent = await sumOf(
    tx
      .select({ amount: sql<number>`coalesce(sum(${refunds.confirmedAmount}), 0)::float8` })
      .from(refunds)
      .where(
        and(
          of === "person" ? eq(refunds.actorId, requesterId) : belongsToPayment(refunds, key),
          eq(refunds.currency, currency),
          gte(refunds.createdAt, dayAgo),
          ne(refunds.state, "failed"),
        ),
      ),
  );
  const waiting = await sumOf(
    tx
      .select({ amount: sql<number>`coalesce(sum(${approvals.amount}), 0)::float8` })
      .from(approvals)
      .where(
        and(
          of === "person" ? eq(approvals.requesterId, requesterId) : belongsToPayment(approvals, key),
          eq(approvals.currency, currency),
          gte(approvals.createdAt, dayAgo),
          inArray(approvals.state, [...openApprovalStates]),
          exceptApproval === null ? undefined : ne(approvals.id, exceptApproval),
        ),
      ),
  );
  const reversal = alias(manualRefunds, "reversal");
  const manual = await sumOf(
    tx
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
      ),
  );
  return sent + waiting + manual;
}

async function sumOf(query: PromiseLike<{ amount: number }[]>): Promise<number> {
  return (await query)[0]?.amount ?? 0;
}
