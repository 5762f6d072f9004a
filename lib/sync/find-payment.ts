// A payment that the mirror does not hold, asked of PortOne by its id because a person looks for it.
import "server-only";
import type { Actor } from "@/lib/domain/actor";
import { type Result, refuse, succeed } from "@/lib/domain/result";
import { type SyncContext, syncPayment } from "./sync-payment";

/** Someone who types may ask so often within a minute; more would be a script, and PortOne limits what it answers. */
const mostAMinute = 20;
const minuteMs = 60_000;

export type FindRefusal = "payment-not-found" | "portone-down" | "asked-too-often";

const asked = new Map<string, number[]>();

/** Reads the payment and adds it to the mirror. A payment that PortOne has is never added twice. */
export async function findPayment(
  context: SyncContext & { storeId: string | null },
  actor: Actor,
  paymentId: string,
  now: number = Date.now(),
): Promise<Result<{ paymentId: string }, FindRefusal>> {
  const lately = (asked.get(actor.id) ?? []).filter((at) => at > now - minuteMs);
  if (lately.length >= mostAMinute) return refuse("asked-too-often");
  asked.set(actor.id, [...lately, now]);
  const synced = await syncPayment(context, { paymentId, storeId: context.storeId ?? undefined });
  if (synced.ok) return succeed({ paymentId: synced.value.payment.id });
  return refuse(synced.error.code === "payment-not-found" ? "payment-not-found" : "portone-down");
}
