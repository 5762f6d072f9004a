// Hands the browser the words of one room and no others: what a page does not say, it does not load.
import { NextIntlClientProvider } from "next-intl";
import { getMessages } from "next-intl/server";
import type { ReactNode } from "react";

const rooms = {
  payment: ["common", "payment", "refund", "timeline"],
  people: ["common", "people"],
  account: ["common", "account"],
  entry: ["common", "entry"],
  frame: ["failed"],
} as const;

/** Wrap the client components of a page in this; server components need no wrapping. */
export async function ClientWords({ room, children }: { room: keyof typeof rooms; children: ReactNode }) {
  const messages = await getMessages();
  const picked = Object.fromEntries(rooms[room].map((name) => [name, messages[name]]));
  return <NextIntlClientProvider messages={picked}>{children}</NextIntlClientProvider>;
}
