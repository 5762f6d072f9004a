import "server-only";
import { paymentKeyOf } from "@/lib/db/payments/write-payments";
import type { Actor } from "@/lib/domain/people/permissions";
import { err, ok, type Result } from "@/lib/domain/result";
import type { ReadError } from "@/lib/portone/gateway";
import type { PullContext } from "./pull-context";
import { takeReadFromBudget } from "./read-budget";
import { type Synced, syncPayment } from "./sync-payment";

export type FindRefusal = "payment-not-found" | "portone-down" | "rate-limited";

/** Reads a payment from PortOne that the mirror may lack, within the person's budget of reads. */
export async function findPayment(
  context: PullContext,
  actor: Actor,
  paymentId: string,
  now: number = Date.now(),
): Promise<Result<{ paymentId: string }, FindRefusal>> {
  const giveBack = takeReadFromBudget(actor.id, "unknown", now);
  if (giveBack === null) return err("rate-limited");
  const synced = await syncPayment(context, { paymentId, storeId: context.storeId ?? undefined });
  if (synced.ok) {
    giveBack();
    return ok({ paymentId: synced.value.payment.id });
  }
  return err(synced.error.code === "payment-not-found" ? "payment-not-found" : "portone-down");
}

export async function readForPage(
  context: PullContext,
  actor: Actor,
  paymentId: string,
): Promise<Result<Synced, ReadError | "rate-limited">> {
  const { storeId } = context;
  const key = await paymentKeyOf(context.database.db, { paymentId, storeId });
  const giveBack = takeReadFromBudget(actor.id, key === null ? "unknown" : "known");
  if (giveBack === null) return err("rate-limited");
  const synced = await syncPayment(context, { paymentId, storeId: storeId ?? undefined });
  if (key === null && synced.ok) giveBack();
  return synced;
}
