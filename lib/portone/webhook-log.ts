// Every field may be missing: https://developers.portone.io/api/rest-v2/type-def#PaymentWebhook

import * as z from "zod";
import { term } from "@/lib/domain/payment/payment-method";
import type { WebhookSend } from "@/lib/domain/webhook/webhook-sends";
import { instantOnWire, optionalText } from "./wire-scalars";

const statuses = ["SUCCEEDED", "FAILED_NOT_OK_RESPONSE", "FAILED_UNEXPECTED_ERROR"] as const;
/** Fields other than the id must not make the record unreadable. */
const loose = <Shape extends z.ZodType>(shape: Shape) => shape.optional().catch(undefined);

const send = z
  .object({
    id: z.string().min(1),
    url: loose(optionalText),
    status: loose(z.string()),
    paymentStatus: loose(z.string()),
    currentExecutionCount: loose(z.int().nonnegative()),
    maxExecutionCount: loose(z.int().nonnegative()),
    trigger: loose(z.string()),
    request: loose(
      z.object({ header: loose(z.string()), body: loose(z.string()), requestedAt: loose(instantOnWire) }),
    ),
    response: loose(z.object({ code: loose(z.string()) })),
    triggeredAt: loose(instantOnWire),
  })
  .transform(
    (wire): WebhookSend => ({
      id: wire.id,
      url: withoutQuery(wire.url),
      status: term(statuses, wire.status)?.value ?? null,
      paymentStatus: wire.paymentStatus ?? null,
      executions:
        wire.currentExecutionCount === undefined || wire.maxExecutionCount === undefined
          ? null
          : { made: wire.currentExecutionCount, most: wire.maxExecutionCount },
      byHand: wire.trigger === "MANUAL",
      responseCode: wire.response?.code ?? null,
      triggeredAt: wire.triggeredAt ?? wire.request?.requestedAt ?? null,
      header: wire.request?.header ?? null,
      body: wire.request?.body ?? null,
    }),
  );

const log = z.object({ webhooks: z.array(send).optional() });

/** Returns the sends in PortOne's order; null if the record is unreadable. */
export function webhookLogOf(raw: unknown): WebhookSend[] | null {
  const parsed = log.safeParse(raw);
  return parsed.success ? (parsed.data.webhooks ?? []) : null;
}

function withoutQuery(address: string | undefined): string | null {
  const url = address === undefined ? null : URL.parse(address);
  return url === null ? null : `${url.origin}${url.pathname}`;
}
