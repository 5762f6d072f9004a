// Limits are checked in the transaction that records a refund. The row of the person is locked, so that two refunds of one
// person at the same time cannot both take what is left.
import "server-only";
import { and, asc, eq, gte, inArray, ne, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/lib/db/client";
import { roleOf } from "@/lib/db/people/read-roles";
import { approvals } from "@/lib/db/schema/approvals";
import { roles, user } from "@/lib/db/schema/people";
import { refunds } from "@/lib/db/schema/refunds";
import { openApprovalStates } from "@/lib/domain/approval/approval-state";
import { may, type Role } from "@/lib/domain/people/permissions";
import {
  type LimitedRefund,
  type LimitReached,
  limitReached,
  noLimits,
  type RefundedToday,
  wantsProof,
} from "@/lib/domain/people/refund-limits";

/** What a person and their limits are judged by. */
export type PersonRefund = LimitedRefund & {
  /** Whether it overrides the policy or the balance that PortOne states. */
  isOverride: boolean;
};

const startOfToday = sql`date_trunc('day', clock_timestamp() at time zone 'Asia/Seoul') at time zone 'Asia/Seoul'`;

/**
 * Returns the limit that the refund would exceed, `not-permitted` for a person who is disabled or may not request refunds any
 * more, `confirm-first` where the person must prove again who they are, or null. Locks the person until the transaction ends.
 */
export async function personRefusal(
  tx: Transaction,
  personId: string,
  refund: PersonRefund,
  { exceptApproval, isConfirmed }: { exceptApproval: string | null; isConfirmed: boolean },
): Promise<LimitReached | "not-permitted" | "confirm-first" | null> {
  const [found] = await tx
    .select({ person: user, role: roles })
    .from(user)
    .innerJoin(roles, eq(roles.id, user.role))
    .where(eq(user.id, personId))
    .for("no key update", { of: user });
  if (found === undefined || found.person.disabled || !mayRequest(roleOf(found.role), refund))
    return "not-permitted";
  const limits = { role: found.role.limits ?? noLimits, person: found.person.limits ?? noLimits };
  const today = await refundedToday(tx, personId, refund.currency, exceptApproval);
  const reached = limitReached(limits, refund, today);
  if (reached !== null) return reached;
  return !isConfirmed && wantsProof(limits, refund) ? "confirm-first" : null;
}

function mayRequest(role: Role, { isOverride }: PersonRefund): boolean {
  return may(role, "refunds:request") && (!isOverride || may(role, "refunds:override"));
}

/** Requests that wait for approval count as well. */
async function refundedToday(
  db: Database | Transaction,
  personId: string,
  currency: string,
  exceptApproval: string | null,
): Promise<RefundedToday> {
  const [sent] = await db
    .select({
      count: sql<number>`count(*)::int`,
      amount: sql<number>`coalesce(sum(${refunds.confirmedAmount}) filter (where ${refunds.currency} = ${currency}), 0)::float8`,
    })
    .from(refunds)
    .where(
      and(eq(refunds.actorId, personId), gte(refunds.createdAt, startOfToday), ne(refunds.state, "failed")),
    );
  const [waiting] = await db
    .select({
      count: sql<number>`count(*)::int`,
      amount: sql<number>`coalesce(sum(${approvals.amount}) filter (where ${approvals.currency} = ${currency}), 0)::float8`,
    })
    .from(approvals)
    .where(
      and(
        eq(approvals.requesterId, personId),
        eq(approvals.kind, "refund"),
        gte(approvals.createdAt, startOfToday),
        inArray(approvals.state, [...openApprovalStates]),
        exceptApproval === null ? undefined : ne(approvals.id, exceptApproval),
      ),
    );
  return {
    count: (sent?.count ?? 0) + (waiting?.count ?? 0),
    amount: (sent?.amount ?? 0) + (waiting?.amount ?? 0),
  };
}

/** Returns the names of people who could request the refund now, by name. */
export async function whoMayRefund(db: Database, refund: PersonRefund): Promise<string[]> {
  const people = await db
    .select({ person: user, role: roles })
    .from(user)
    .innerJoin(roles, eq(roles.id, user.role))
    .where(eq(user.disabled, false))
    .orderBy(asc(user.name), asc(user.id));
  const names: string[] = [];
  for (const { person, role } of people) {
    if (!mayRequest(roleOf(role), refund)) continue;
    const limits = { role: role.limits ?? noLimits, person: person.limits ?? noLimits };
    const today = await refundedToday(db, person.id, refund.currency, null);
    if (limitReached(limits, refund, today) === null) names.push(person.name);
  }
  return names;
}
