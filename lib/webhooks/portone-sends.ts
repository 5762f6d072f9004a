import "server-only";
import type { AppContext } from "@/lib/context";
import { audit } from "@/lib/db/audit";
import { deliveriesOf } from "@/lib/db/queries/delivery-detail";
import { deliveryById } from "@/lib/db/webhooks/write-deliveries";
import type { Actor } from "@/lib/domain/people/permissions";
import { err, ok, type Result } from "@/lib/domain/result";
import type { ResendError, ResendInput } from "@/lib/domain/webhook/delivery";
import { arrivals, type SendsError, type SendView } from "@/lib/domain/webhook/webhook-sends";
import { webhookLogOf } from "@/lib/portone/webhook-log";
import { takeReadFromBudget } from "@/lib/sync/read-budget";

export type SendsContext = Pick<AppContext, "database" | "portone" | "storeId">;

export async function sendsOf(
  context: SendsContext,
  actor: Actor,
  { paymentId, storeId }: { paymentId: string; storeId: string | null },
): Promise<Result<SendView[], SendsError>> {
  if (takeReadFromBudget(actor.id, "known") === null) return err("rate-limited");
  const read = await context.portone.getPayment({
    paymentId,
    storeId: storeId ?? context.storeId ?? undefined,
  });
  if (!read.ok) return err(read.error.code);
  const sends = webhookLogOf(read.value.raw);
  if (sends === null) return err("unreadable");
  const arrived = arrivals(sends, await deliveriesOf(context.database.db, { paymentId }));
  return ok(
    sends.map(({ header: _, body: __, ...send }, index) => ({
      ...send,
      arrival: arrived[index] ?? { here: "unclear" },
    })),
  );
}

export async function requestResend(
  context: SendsContext,
  actor: Actor,
  { deliveryId, sendId }: ResendInput,
): Promise<Result<null, ResendError>> {
  const { db } = context.database;
  const delivery = await deliveryById(db, deliveryId);
  if (delivery === null) return err("delivery-not-found");
  const { paymentId, storeId } = delivery;
  if (paymentId === null) return err("nothing-to-read");
  const answer = await context.portone.resendWebhook({
    paymentId,
    storeId: storeId ?? context.storeId ?? undefined,
    webhookId: sendId ?? undefined,
  });
  await db.transaction((tx) =>
    audit(tx, {
      actor,
      action: "webhook.resend-requested",
      subject: `payment:${paymentId}`,
      payment: { storeId, paymentId },
      detail: { deliveryId, sendId, error: answer.ok ? null : answer.error.code },
    }),
  );
  return answer;
}
