// One statement, because every reading of a payment that was ever cancelled runs it.
import "server-only";
import { type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import type { Transaction } from "@/lib/db/client";
import { belongsToPayment, mayBelongToPayment } from "@/lib/db/payment-key";
import { comparisons, discrepancies } from "@/lib/db/schema/reconciliation";
import { cancellations, refunds } from "@/lib/db/schema/refunds";
import { deliveries } from "@/lib/db/schema/webhooks";
import { cancellationStatuses, type Payment } from "@/lib/domain/payment/payment";
import { term } from "@/lib/domain/payment/payment-method";
import type { ComparedCancellation, LedgerFacts } from "@/lib/domain/reconciliation/compare-ledgers";
import { refundStates } from "@/lib/domain/refund/refund";
import { environmentOf } from "@/lib/domain/webhook/delivery";

const webhookLimit = 50;

const instant = z.string().transform((text) => new Date(text));
const answer = z.object({
  since: instant.nullable(),
  reachedFrom: instant.nullable(),
  hasDiscrepancies: z.boolean(),
  isAwaited: z.boolean(),
  refunds: z.array(
    z
      .object({
        id: z.string(),
        number: z.string(),
        kind: z.enum(["full", "partial"]),
        state: z.enum(refundStates),
        expected_amount: z.int().nullable(),
        expected_tax_free: z.int(),
        cancellation_id: z.string().nullable(),
        known_cancellations: z.array(z.object({ id: z.string() })),
        ended_at: instant.nullable(),
      })
      .transform((row) => ({
        id: row.id,
        number: row.number,
        kind: row.kind,
        state: row.state,
        expected: { amount: row.expected_amount, taxFreeAmount: row.expected_tax_free },
        cancellationId: row.cancellation_id,
        knownCancellationIds: row.known_cancellations.map(({ id }) => id),
        endedAt: row.ended_at,
      })),
  ),
  cancellations: z.array(
    z
      .object({
        id: z.string(),
        status: z.string(),
        total_amount: z.int(),
        tax_free_amount: z.int(),
        trigger: z.string().nullable(),
        reason: z.string(),
        requested_at: instant,
        cancelled_at: instant.nullable(),
        refund_id: z.string().nullable(),
      })
      .transform(
        (row): ComparedCancellation => ({
          id: row.id,
          status: term(cancellationStatuses, row.status).value,
          totalAmount: row.total_amount,
          taxFreeAmount: row.tax_free_amount,
          trigger: row.trigger,
          reason: row.reason,
          requestedAt: row.requested_at,
          cancelledAt: row.cancelled_at,
          refundId: row.refund_id,
        }),
      ),
  ),
  webhooks: z.array(
    z
      .object({ received_at: instant, happened_at: instant.nullable() })
      .transform(({ received_at, happened_at }) => ({ receivedAt: received_at, happenedAt: happened_at })),
  ),
});

/** Returns null without a refund of ours and without a cancellation since our ledger began. Needs the payment's lock. */
export async function ledgerFacts(
  tx: Transaction,
  payment: Payment,
  readAt: Date,
): Promise<{ facts: LedgerFacts; hasDiscrepancies: boolean; isAwaited: boolean } | null> {
  const key = { storeId: payment.storeId, paymentId: payment.id };
  const environment = environmentOf(payment.channel?.type);
  const { rows } = await tx.execute(sql`select json_build_object(
    'since', (select stamped_at from desk_target),
    'reachedFrom', (
      select received_at from deliveries where environment = ${environment} order by received_at limit 1
    ),
    'hasDiscrepancies', exists (select from ${discrepancies} where ${belongsToPayment(discrepancies, key)}),
    'isAwaited', exists (select from ${comparisons} where ${belongsToPayment(comparisons, key)}),
    'refunds', ${all(sql`
      select id, number, kind, state, expected_amount, expected_tax_free, cancellation_id, known_cancellations, ended_at
      from ${refunds} where ${belongsToPayment(refunds, key)}`)},
    'cancellations', ${all(sql`
      select id, status, total_amount, tax_free_amount, trigger, reason, requested_at, cancelled_at, refund_id
      from ${cancellations} where ${belongsToPayment(cancellations, key)}`)},
    'webhooks', ${all(sql`
      select received_at, happened_at from ${deliveries} where ${mayBelongToPayment(deliveries, key)}
      order by received_at desc limit ${webhookLimit}`)}
  ) as facts`);
  const { since, reachedFrom, hasDiscrepancies, isAwaited, ...known } = answer.parse(rows[0]?.facts);
  const isHistory = ({ requestedAt, cancelledAt, status }: ComparedCancellation) =>
    since !== null && status !== "REQUESTED" && (cancelledAt ?? requestedAt) < since;
  if (known.refunds.length === 0 && known.cancellations.every(isHistory)) return null;
  const facts = {
    ...known,
    since,
    readAt,
    shown: new Map(payment.cancellations.map(({ id, status }) => [id, status])),
    webhooksReachedFrom: payment.channel === null ? null : reachedFrom,
  };
  return { facts, hasDiscrepancies, isAwaited };
}

function all(query: SQL): SQL {
  return sql`(select coalesce(json_agg(row_to_json(one)), '[]'::json) from (${query}) one)`;
}
