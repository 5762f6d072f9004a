// Displayed figures are sums plus the changes that triggers store: counting a million rows would block everything else.
import "server-only";
import { sql } from "drizzle-orm";
import type { Database } from "@/lib/db/client";

const batch = 5_000;

/** Returns the number of folded changes; 0 also while another process folds. */
export async function foldSums(db: Database): Promise<number> {
  let folded = 0;
  for (;;) {
    const taken = await db.transaction(async (tx) => {
      const lock = await tx.execute(
        // One process at a time: two would wait for each other's rows.
        sql`select pg_try_advisory_xact_lock(hashtext('refund-desk daily sums')) as mine`,
      );
      if (lock.rows[0]?.mine !== true) return 0;
      // One statement per batch, so that a concurrent reader sees each change once.
      const done = await tx.execute(sql`
        with taken as (
          delete from daily_sum_changes
          where seq in (select seq from daily_sum_changes order by seq limit ${batch})
          returning *
        ), folded as (
          insert into daily_sums (day, test, currency, measure, key, count, amount)
          select day, test, currency, measure, key, sum(count), sum(amount) from taken
          group by day, test, currency, measure, key
          on conflict (test, day, currency, measure, key) do update
          set count = daily_sums.count + excluded.count, amount = daily_sums.amount + excluded.amount
        )
        select count(*)::int as taken from taken`);
      return Number(done.rows[0]?.taken ?? 0);
    });
    folded += taken;
    if (taken < batch) return folded;
  }
}
