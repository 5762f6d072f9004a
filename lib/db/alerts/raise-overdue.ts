// Alerts that no change causes: something that should have happened has not.
import "server-only";
import { sql } from "drizzle-orm";
import type { Database } from "@/lib/db/client";
import { alerts } from "@/lib/db/schema/alerts";
import { approvals } from "@/lib/db/schema/approvals";
import { payments } from "@/lib/db/schema/payments";
import { refunds } from "@/lib/db/schema/refunds";
import { deliveries } from "@/lib/db/schema/webhooks";
import { openApprovalStates } from "@/lib/domain/approval/approval-state";
import { openRefundStates } from "@/lib/domain/refund/refund";

/** A refund that is open for longer needs a person. */
const stuckAfter = sql`interval '24 hours'`;
/** Payments without a webhook that may be chance, and how long their webhooks may take. */
const mostWithoutWebhook = 2;
const webhookTakes = sql`interval '1 hour'`;
/** A desk that had no webhook for longer has none set up. */
const webhooksUsed = sql`interval '30 days'`;

export async function raiseOverdue(db: Database): Promise<void> {
  await db.execute(sql`
    insert into ${alerts} (key, kind, payment_id, number, amount, currency, code, person_id)
    select 'refund-stuck:' || r.id, 'refund-stuck', r.payment_id, r.number,
      coalesce(r.expected_amount, r.requested_amount), r.currency, r.state, r.actor_id
    from ${refunds} r
    where r.state in ${[...openRefundStates]} and r.created_at < clock_timestamp() - ${stuckAfter}
    on conflict (key) do nothing`);
  await db.execute(sql`
    insert into ${alerts} (key, kind, payment_id, amount, currency, person_id)
    select 'approval-expiring:' || a.id || ':' || a.revision, 'approval-expiring', a.payment_id, a.amount,
      a.currency, a.requester_id
    from ${approvals} a
    where a.state in ${[...openApprovalStates]} and a.expires_at > clock_timestamp()
      and a.expires_at - clock_timestamp() < least(interval '24 hours', (a.expires_at - a.created_at) / 2)
    on conflict (key) do nothing`);
  await db.execute(sql`
    with last as (select max(received_at) as at from ${deliveries})
    insert into ${alerts} (key, kind)
    select 'webhooks-silent:' || last.at, 'webhooks-silent' from last
    where last.at > clock_timestamp() - ${webhooksUsed} and (
      select count(*) from (
        select from ${payments} p
        where coalesce(p.paid_at, '-infinity'::timestamptz) > last.at
          and coalesce(p.paid_at, '-infinity'::timestamptz) < clock_timestamp() - ${webhookTakes}
        limit ${mostWithoutWebhook + 1}) paid) > ${mostWithoutWebhook}
    on conflict (key) do nothing`);
}
