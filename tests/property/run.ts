// One sequence while it runs, and what the model remembers of it beside the two ledgers.
import { setTimeout as sleep } from "node:timers/promises";
import { eq } from "drizzle-orm";
import type { RefundRow } from "@/lib/db/refunds/refund-facts";
import { refunds } from "@/lib/db/schema/refunds";
import type { Actor } from "@/lib/domain/people/permissions";
import type { RefundRequest } from "@/lib/domain/refund/refund";
import type { LedgerEntry } from "@/sandbox/state/records";
import type { TestDesk } from "@/tests/support/test-desk";
import type { Recorder } from "./recorder";
import type { World } from "./world";

type Control = TestDesk["sandbox"]["control"];
type WirePayment = ReturnType<Control["createPayment"]>;

export type Run = {
  world: World;
  tally: Recorder;
  control: Control;
  paymentId: string;
  storeId: string;
  /** Every form that was sent, for sending it again. */
  asked: { actor: Actor; request: RefundRequest }[];
  /** Refunds that a person has decided against the truth. */
  wronged: Set<string>;
  /** PortOne has said of a cancel that it was not done, with a documented word, although it was. */
  lied: boolean;
  /** Ended refunds as first seen: they never change. */
  ended: Map<string, string>;
  /** What happened, for the report of a failure. */
  story: string[];
};

/** The refunds of the sequence's payment, oldest first. */
export async function refundsOf(run: Run): Promise<RefundRow[]> {
  return run.world.desk.database.db
    .select()
    .from(refunds)
    .where(eq(refunds.paymentId, run.paymentId))
    .orderBy(refunds.createdAt, refunds.id);
}

/** The payment as PortOne shows it. */
export function shown(run: Run): WirePayment {
  const payment = run.control.getPayment(run.paymentId);
  if (payment === null) throw new Error("PortOne has lost the payment");
  return payment;
}

/** Money that a refund of ours really moved: PortOne's ledger knows it by the key. */
export function movedBy(run: Run, refundId: string): LedgerEntry[] {
  return run.control.ledger(run.paymentId).filter(({ idempotencyKey }) => idempotencyKey === refundId);
}

/** Waits until PortOne has nothing under way: no cancel takes minutes, so none may last over a jump of the clock. */
export async function quiet(run: Run): Promise<void> {
  const underWay = () =>
    run.control
      .requests({ operation: "cancelPayment" })
      .some(({ fault, status }) => fault === "delay" && status === null);
  while (underWay()) await sleep(5);
  await run.control.flushWebhooks();
}
