// A second person sees that somebody is at the refund form of a payment. It keeps nobody from anything.
import "server-only";
import type { DeskDatabase } from "@/lib/db/client";
import { holdForm, leaveForm } from "@/lib/db/presence";
import type { Actor } from "@/lib/domain/actor";
import type { FormPresenceInput } from "@/lib/domain/form-presence";
import { type Result, succeed } from "@/lib/domain/result";

/** `at`: something is typed, said again every half minute. Otherwise the person has left. */
export async function tellPresence(
  context: { database: DeskDatabase },
  actor: Actor,
  { storeId, paymentId, at }: FormPresenceInput,
): Promise<Result<null, never>> {
  const { db } = context.database;
  if (at) await holdForm(db, actor, { storeId, paymentId });
  else await leaveForm(db, actor.id, { storeId, paymentId });
  return succeed(null);
}
