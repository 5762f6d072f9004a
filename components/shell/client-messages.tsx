// Hands the browser the words of one room and no others: what a page does not say, it does not load.
import { type AbstractIntlMessages, NextIntlClientProvider } from "next-intl";
import { getMessages } from "next-intl/server";
import type { ReactNode } from "react";

const rooms = {
  payment: ["common", "payment", "refund", "refundForm", "timeline", "operations", "policy", "evidence"],
  paymentList: ["common", "exports", "views", "display"],
  tables: ["common", "display"],
  refundList: ["common", "display", "exports", "refundExport"],
  paymentSearch: ["common", "paymentList", "live"],
  reconciliation: ["common", "reconciliation", "live"],
  people: ["common", "people"],
  account: ["common", "account"],
  auth: ["common", "auth"],
  policySettings: ["common", "policySettings"],
  reasonSettings: ["common", "reasonSettings"],
  webhooks: ["common", "webhookActions"],
  refunds: ["common", "live", "refundHandling"],
  shell: ["failed", "keys", "live", "palette", "notifications"],
} as const;

type ClientMessagesProps = {
  room: keyof typeof rooms;
  /** Words that only this page needs, beside those of its room. */
  more?: AbstractIntlMessages;
  children: ReactNode;
};

/** Wrap the client components of a page in this; server components need no wrapping. */
export async function ClientMessages({ room, more, children }: ClientMessagesProps) {
  const messages = await getMessages();
  const picked = Object.fromEntries(rooms[room].map((name) => [name, messages[name]]));
  return <NextIntlClientProvider messages={{ ...picked, ...more }}>{children}</NextIntlClientProvider>;
}
