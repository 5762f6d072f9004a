import "server-only";
import { eq, isNull, type SQL, sql } from "drizzle-orm";
import type { RefundRow } from "@/lib/db/refunds/refund-facts";
import { cancellations, failedRefunds, refunds } from "@/lib/db/schema/refunds";
import type { CappedCount } from "@/lib/domain/views/payment-list";
import type { RefundTab } from "@/lib/domain/views/refund-list";
import type { Database } from "../client";
import { countFailedPayouts } from "./failed-payouts";

const countCap = 1_000;

export const tabStates: Record<Exclude<RefundTab, "all" | "failed">, RefundRow["state"]> = {
  undecided: "undecided",
  confirming: "submitting",
  pending: "pending",
};

export const joinCancellations = sql`left join ${cancellations} on ${cancellations.refundId} = ${refunds.id}`;

export const isOpenFailure = sql`${refunds.id} in (
  select ${failedRefunds.refundId} from ${failedRefunds} where ${isNull(failedRefunds.handledAt)})`;

export async function countRefundsToSee(db: Database): Promise<CappedCount> {
  const [undecided, failed] = [await countTab(db, "undecided"), await countTab(db, "failed")];
  const payouts = await countFailedPayouts(db);
  const count = undecided.count + failed.count + payouts.count;
  return {
    count: Math.min(count, countCap),
    atLeast: undecided.atLeast || failed.atLeast || payouts.atLeast || count > countCap,
  };
}

export async function countRefundTabs(db: Database): Promise<Record<RefundTab, CappedCount>> {
  return {
    all: await countTab(db, "all"),
    undecided: await countTab(db, "undecided"),
    failed: await countTab(db, "failed"),
    confirming: await countTab(db, "confirming"),
    pending: await countTab(db, "pending"),
  };
}

async function countTab(db: Database, tab: RefundTab): Promise<CappedCount> {
  const parts = tablesOf(tab).map((part) => sql`(select from ${part} limit ${countCap + 1})`);
  const { rows } = await db.execute(
    sql`select count(*)::int as count from (${sql.join(parts, sql` union all `)}) as counted`,
  );
  const count = Number(rows[0]?.count ?? 0);
  return { count: Math.min(count, countCap), atLeast: count > countCap };
}

function tablesOf(tab: RefundTab): SQL[] {
  switch (tab) {
    case "all":
      return [
        sql`${refunds} ${joinCancellations}`,
        sql`${cancellations} where ${isNull(cancellations.refundId)}`,
      ];
    case "failed":
      return [sql`${failedRefunds} where ${isNull(failedRefunds.handledAt)}`];
    default:
      return [sql`${refunds} where ${eq(refunds.state, tabStates[tab])}`];
  }
}
