import "server-only";
import type { Database, Transaction } from "@/lib/db/client";
import { alerts } from "@/lib/db/schema/alerts";
import type { AnyAlertKind } from "@/lib/domain/alerts/alert";

type NewAlert = {
  /** An alert of a known key is not raised again. */
  key: string;
  kind: AnyAlertKind;
  paymentId?: string | null;
  /** Of the refund. */
  number?: string;
  /** Minor units of `currency`. */
  amount?: number | null;
  currency?: string;
  /** A word of the domain, never free text: an alert leaves the desk. */
  code?: string | null;
  checkpoint?: string;
  /** The person who asked for the refund. */
  personId?: string;
};

/** Writes the alert in the transaction that causes it. The alert is sent later, by the sweep. */
export async function raiseAlert(tx: Database | Transaction, alert: NewAlert): Promise<void> {
  await tx.insert(alerts).values(alert).onConflictDoNothing({ target: alerts.key });
}
