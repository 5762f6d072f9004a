// Sends what the outbox holds. Receivers in parallel, so that a slow one delays only itself.
import "server-only";
import type { AppContext } from "@/lib/context";
import {
  type AlertChannel,
  claimMessage,
  type DueMessage,
  dueSubscriptions,
  finishMessage,
} from "@/lib/db/alerts/outbox";
import { personToTell } from "@/lib/db/alerts/person-to-tell";
import type { AnyAlertKind } from "@/lib/domain/alerts/alert";
import type { SendFailureCode } from "@/lib/domain/alerts/channel";
import { alertText, testText } from "./alert-text";
import { type AlertData, type AlertText, mailText, webRequest } from "./message-formats";

export type AlertContext = Pick<AppContext, "database" | "cipher" | "mailer" | "alertPost"> & {
  env: Pick<AppContext["env"], "deskUrl">;
};

/** Sends what is due. A message that was not taken is sent again later, and holds back the receiver's other ones until then. */
export async function sendAlerts(context: AlertContext): Promise<void> {
  const receivers = await dueSubscriptions(context.database.db);
  await Promise.all(receivers.map((subscriptions) => sendToReceiver(context, subscriptions)));
}

async function sendToReceiver(context: AlertContext, subscriptions: readonly number[]): Promise<void> {
  const { db } = context.database;
  for (const id of subscriptions) {
    const message = await claimMessage(db, id);
    if (message === null) continue;
    const failure = await send(context, message);
    await finishMessage(db, message, failure);
    if (failure !== null) return;
  }
}

async function send(context: AlertContext, message: DueMessage): Promise<SendFailureCode | null> {
  const { channel, subscription, kind } = message;
  const locale = channel?.locale ?? subscription.locale ?? "ko";
  const text = alertText(message, locale, context.env.deskUrl);
  if (channel !== null) return sendToChannel(context, channel, text, dataOf(message));
  const address = await personToTell(context.database.db, subscription.personId ?? "", kind);
  // A person who is disabled, or may no longer approve, is told nothing.
  return address === null ? null : sendMail(context, address, text);
}

/** Sends a message that says that the channel works. */
export function sendTest(
  context: AlertContext,
  channel: AlertChannel,
  id: string,
): Promise<SendFailureCode | null> {
  return sendToChannel(context, channel, testText(channel.locale, context.env.deskUrl), {
    id,
    kind: "test",
    count: 0,
    alerts: [],
  });
}

async function sendToChannel(
  context: AlertContext,
  channel: AlertChannel,
  text: AlertText,
  data: AlertData,
): Promise<SendFailureCode | null> {
  const { cipher, alertPost } = context;
  const address = cipher.decrypt(channel.id, channel.encryptedAddress);
  if (address === null) return "address-unreadable";
  if (channel.type === "mail") return sendMail(context, address, text);
  const secret =
    channel.encryptedSecret === null ? null : cipher.decrypt(channel.id, channel.encryptedSecret);
  if (channel.encryptedSecret !== null && secret === null) return "address-unreadable";
  const { body, headers } = webRequest(channel.type, text, data, { secret, at: new Date() });
  return alertPost.post(address, body, headers);
}

async function sendMail(
  { mailer }: AlertContext,
  to: string,
  text: AlertText,
): Promise<SendFailureCode | null> {
  if (mailer === null) return "mail-not-set-up";
  const sent = await mailer.send({ to, subject: text.title, text: mailText(text) });
  return sent.ok ? null : "mail-failed";
}

function dataOf({ messageId, kind, count, alerts }: DueMessage): AlertData {
  return {
    id: messageId,
    kind: kind satisfies AnyAlertKind,
    count,
    alerts: alerts.map(({ at, paymentId, number, amount, currency, code, checkpoint }) => ({
      at,
      paymentId,
      refundNumber: number,
      amount,
      currency,
      code,
      checkpoint,
    })),
  };
}
