import "server-only";
import { sql } from "drizzle-orm";
import type { Database } from "@/lib/db/client";
import { conditionOf } from "@/lib/db/queries/payment-conditions";
import { payments } from "@/lib/db/schema/payments";
import { chargedAmount } from "@/lib/domain/amounts";
import type { PaymentFilter } from "@/lib/domain/payment/payment-filter";
import type { PaymentSum } from "@/lib/domain/views/payment-list";

/** More payments are not summed, because the embedded database runs on the event loop. */
const sumCap = 100_000;

/** Returns charged sums of a period of payment, one range of an index. Null for other lists and above the cap. */
export async function paymentSums(db: Database, filter: PaymentFilter): Promise<PaymentSum[] | null> {
  if (filter.period?.of !== "paid" || filter.query !== "") return null;
  const { rows } = await db.execute(sql`
    select test, currency, count(*)::int as count, coalesce(sum(charged), 0)::float8 as charged,
      count(*) filter (where charged is null)::int as unknown
    from (
      select ${payments.channelType} is not distinct from 'TEST' as test, ${payments.currency} as currency,
        ${payments.charged} as charged
      from ${payments} where ${conditionOf(filter) ?? sql`true`} limit ${sumCap + 1}
    ) as listed group by test, currency order by test, count(*) desc, currency`);
  const sums = rows.map(
    (row): PaymentSum => ({
      test: row.test === true,
      currency: String(row.currency),
      count: Number(row.count),
      charged: chargedAmount(Number(row.charged)),
      unknown: Number(row.unknown),
    }),
  );
  return sums.reduce((all, { count }) => all + count, 0) > sumCap ? null : sums;
}
