// Sends the browser only the message namespaces that the client components of a page use.
import { type AbstractIntlMessages, NextIntlClientProvider } from "next-intl";
import { getMessages } from "next-intl/server";
import type { ReactNode } from "react";

const namespaces = {
  payment: [
    "common",
    "payment",
    "refund",
    "refundForm",
    "timeline",
    "operations",
    "policy",
    "evidence",
    "approvals",
    "approvalRules",
  ],
  evidencePack: ["common", "exports", "evidencePack"],
  listTools: ["common", "exports", "views", "display"],
  refundList: ["common", "display", "exports", "refundExport", "paymentList", "refunds"],
  paymentList: ["common", "paymentList", "live"],
  approvals: ["common", "approvals", "approvalRules", "payment", "refundForm", "timeline", "live"],
  reconciliation: ["common", "reconciliation", "live"],
  audit: ["common", "audit", "auditTools", "exports", "paymentList"],
  people: ["common", "people", "roles", "permissions", "limits"],
  account: ["common", "account", "personalAlerts", "secondFactor", "passkeys", "passkeyFailure"],
  auth: ["common", "auth", "passkeyFailure"],
  alertSettings: ["common", "alertSettings"],
  approvalSettings: ["common", "approvalRules", "payment"],
  policySettings: ["common", "policySettings"],
  reasonSettings: ["common", "reasonSettings"],
  retention: ["common", "retention"],
  webhooks: ["common", "webhookActions"],
  refunds: ["common", "live", "refundHandling"],
  shell: ["common", "confirmation", "failed", "keys", "live", "palette", "passkeyFailure", "notifications"],
} as const;

type ClientMessagesProps = {
  of: keyof typeof namespaces;
  /** Messages for this page only, in addition to the messages of `of`. */
  more?: AbstractIntlMessages;
  children: ReactNode;
};

/** Provides messages to the client components of a page. Server components need no provider. */
export async function ClientMessages({ of, more, children }: ClientMessagesProps) {
  const messages = await getMessages();
  const picked = Object.fromEntries(namespaces[of].map((name) => [name, messages[name]]));
  return <NextIntlClientProvider messages={{ ...picked, ...more }}>{children}</NextIntlClientProvider>;
}
