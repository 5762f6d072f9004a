// A webhook as shown in `payment.webhooks` and after a resend.
import type { PaymentRecord, WebhookRecord } from "../state/records.ts";
import { instant } from "./json.ts";
import type { WireWebhook } from "./wire.ts";

/** Number of executions of a webhook: the first attempt and five resends. */
const maxExecutions = 6;

export function showWebhook(webhook: WebhookRecord, payment: PaymentRecord): WireWebhook {
  const last = webhook.attempts.at(-1);
  // For V1 payments the specification leaves status, url and the async flag empty, but requires `url`.
  const v2 = payment.version === "V2";
  return {
    paymentStatus: v2 ? webhook.paymentStatus : undefined,
    id: webhook.id,
    status: last ? attemptStatus(last) : undefined,
    url: v2 ? (last?.url ?? "") : "",
    isAsync: v2 ? webhook.trigger?.startsWith("ASYNC") === true : undefined,
    currentExecutionCount: webhook.attempts.length,
    maxExecutionCount: maxExecutions,
    trigger: last?.manual ? "MANUAL" : webhook.trigger,
    request: last
      ? {
          header: `content-type: ${webhook.contentType}\nwebhook-id: ${last.webhookId}\nwebhook-timestamp: ${last.timestamp}`,
          body: last.body,
          requestedAt: instant(last.at),
        }
      : undefined,
    response:
      last && last.status !== null
        ? {
            code: String(last.status),
            header: last.responseHeader,
            body: last.responseBody,
            respondedAt: instant(last.respondedAt),
          }
        : undefined,
    triggeredAt: instant(webhook.createdAt),
  };
}

function attemptStatus(attempt: WebhookRecord["attempts"][number]): string {
  if (attempt.ok) return "SUCCEEDED";
  return attempt.status === null ? "FAILED_UNEXPECTED_ERROR" : "FAILED_NOT_OK_RESPONSE";
}
