// One running sequence, and the state that the invariants need in addition to the two ledgers.
import { setTimeout as sleep } from "node:timers/promises";
import { eq } from "drizzle-orm";
import type { RefundRow } from "@/lib/db/refunds/refund-facts";
import { refunds } from "@/lib/db/schema/refunds";
import type { Actor } from "@/lib/domain/people/permissions";
import type { RefundRequest } from "@/lib/domain/refund/refund-request";
import type { LedgerEntry } from "@/sandbox/state/records";
import type { TestDesk } from "@/tests/support/test-desk";
import type { Recorder } from "./recorder";
import type { World } from "./world";

/** The reason of an emergency that the settings allow. */
export const allowedEmergency = "매장 방문 고객";

type Control = TestDesk["sandbox"]["control"];
type WirePayment = ReturnType<Control["createPayment"]>;

export type Run = {
  world: World;
  tally: Recorder;
  control: Control;
  paymentId: string;
  storeId: string;
  /** How many people must approve each refund; 0 for none. */
  approvers: 0 | 1 | 2;
  /** Every form that was sent; "repeat" sends one of them again. */
  forms: { actor: Actor; request: RefundRequest; isApproved: boolean }[];
  /** Ids of refunds that a person resolved contrary to the ledger. */
  wronglyResolved: Set<string>;
  /** PortOne has answered with a documented error that a cancel was not done, although it was done. */
  lied: boolean;
  /** Ended refunds as first seen, by id. They never change. */
  ended: Map<string, string>;
  /** The commands and their outcomes, for the report of a failure. */
  events: string[];
};

/** Returns the refunds of the sequence's payment, oldest first. */
export async function refundsOf(run: Run): Promise<RefundRow[]> {
  return run.world.desk.database.db
    .select()
    .from(refunds)
    .where(eq(refunds.paymentId, run.paymentId))
    .orderBy(refunds.createdAt, refunds.id);
}

export function shown(run: Run): WirePayment {
  const payment = run.control.getPayment(run.paymentId);
  if (payment === null) throw new Error("PortOne has lost the payment");
  return payment;
}

/** Returns the ledger entries of the money that a refund of ours moved, by its idempotency key. */
export function movedBy(run: Run, refundId: string): LedgerEntry[] {
  return run.control.ledger(run.paymentId).filter(({ idempotencyKey }) => idempotencyKey === refundId);
}

/** Waits until no cancel or webhook is in progress at PortOne: no cancel lasts minutes, so none may span a clock jump. */
export async function quiet(run: Run): Promise<void> {
  const inProgress = () =>
    run.control
      .requests({ operation: "cancelPayment" })
      .some(({ fault, status }) => fault === "delay" && status === null);
  while (inProgress()) await sleep(5);
  await run.control.flushWebhooks();
}
