import "server-only";
import { asc, eq } from "drizzle-orm";
import { entryColumns } from "@/lib/db/audit/links";
import { belongsToPayment, isPayment, mayBelongToPayment } from "@/lib/db/payment-key";
import { auditEntries, auditLinks } from "@/lib/db/schema/journal";
import { payments } from "@/lib/db/schema/payments";
import { refundAttempts, refunds } from "@/lib/db/schema/refunds";
import { deliveries } from "@/lib/db/schema/webhooks";
import type { EvidenceAttempt, EvidenceDelivery, EvidenceEntry } from "@/lib/domain/audit/evidence";
import type { PaymentKey } from "@/lib/domain/payment/payment-key";
import type { DiscrepancyView } from "@/lib/domain/reconciliation/discrepancy";
import { visibleBody } from "@/lib/domain/webhook/delivery";
import type { Database } from "../client";
import { deliveryRow } from "./delivery-list";
import { discrepanciesOf } from "./discrepancy-list";

export type EvidenceRecords = {
  /** PortOne's object as it was read last; null where the person may not see the customer's data. */
  portonePayment: unknown;
  attempts: EvidenceAttempt[];
  deliveries: EvidenceDelivery[];
  discrepancies: DiscrepancyView[];
  /** The earliest first. */
  entries: EvidenceEntry[];
};

/** Returns what the payment page does not hold. `seesCustomer`: also what may have data of the customer. */
export async function evidenceRecords(
  db: Database,
  key: PaymentKey,
  { seesCustomer }: { seesCustomer: boolean },
): Promise<EvidenceRecords> {
  const [stored] = await db.select({ raw: payments.raw }).from(payments).where(isPayment(key));
  return {
    portonePayment: seesCustomer ? (stored?.raw ?? null) : null,
    attempts: await attemptsOf(db, key),
    deliveries: await deliveriesOfPayment(db, key, seesCustomer),
    discrepancies: await discrepanciesOf(db, key),
    entries: await entriesOf(db, key),
  };
}

async function attemptsOf(db: Database, key: PaymentKey): Promise<EvidenceAttempt[]> {
  const rows = await db
    .select({ attempt: refundAttempts, number: refunds.number })
    .from(refundAttempts)
    .innerJoin(refunds, eq(refunds.id, refundAttempts.refundId))
    .where(belongsToPayment(refunds, key))
    .orderBy(asc(refundAttempts.startedAt));
  return rows.map(({ attempt, number }) => ({
    number,
    n: attempt.n,
    startedAt: attempt.startedAt.toISOString(),
    finishedAt: attempt.finishedAt?.toISOString() ?? null,
    answer: attempt.outcome,
  }));
}

async function deliveriesOfPayment(
  db: Database,
  key: PaymentKey,
  seesCustomer: boolean,
): Promise<EvidenceDelivery[]> {
  const rows = await db
    .select()
    .from(deliveries)
    .where(mayBelongToPayment(deliveries, key))
    .orderBy(asc(deliveries.receivedAt), asc(deliveries.id));
  return rows.map((row) => ({
    ...deliveryRow(row),
    happenedAt: row.happenedAt?.toISOString() ?? null,
    processedAt: row.processedAt?.toISOString() ?? null,
    signature: "verified",
    body: row.body === "" ? null : (visibleBody(row.type, row.body, seesCustomer)?.text ?? null),
  }));
}

async function entriesOf(db: Database, key: PaymentKey): Promise<EvidenceEntry[]> {
  return db
    .select({ ...entryColumns, position: auditLinks.position, hash: auditLinks.hash })
    .from(auditEntries)
    .leftJoin(auditLinks, eq(auditLinks.seq, auditEntries.seq))
    .where(mayBelongToPayment(auditEntries, key))
    .orderBy(auditEntries.at, auditEntries.seq);
}
