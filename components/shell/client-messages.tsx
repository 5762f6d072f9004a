// Hands the browser the words of one room and no others: what a page does not say, it does not load.
import { type AbstractIntlMessages, NextIntlClientProvider } from "next-intl";
import { getMessages } from "next-intl/server";
import type { ReactNode } from "react";

const rooms = {
  payment: ["common", "payment", "refund", "form", "timeline"],
  payments: ["common", "exports", "views", "display"],
  tables: ["common", "display"],
  refundTools: ["common", "display", "exports", "refundExport"],
  paymentSearch: ["common", "payments", "live"],
  findings: ["common", "findings", "live"],
  people: ["common", "people"],
  account: ["common", "account"],
  entry: ["common", "entry"],
  policySettings: ["common", "policySettings"],
  reasonSettings: ["common", "reasonSettings"],
  webhooks: ["common", "webhookActs"],
  worklists: ["common", "live", "worklistActs"],
  frame: ["failed", "keys", "live", "palette", "waiting"],
} as const;

type ClientWordsProps = {
  room: keyof typeof rooms;
  /** Words that only this page needs, beside those of its room. */
  more?: AbstractIntlMessages;
  children: ReactNode;
};

/** Wrap the client components of a page in this; server components need no wrapping. */
export async function ClientWords({ room, more, children }: ClientWordsProps) {
  const messages = await getMessages();
  const picked = Object.fromEntries(rooms[room].map((name) => [name, messages[name]]));
  return <NextIntlClientProvider messages={{ ...picked, ...more }}>{children}</NextIntlClientProvider>;
}
