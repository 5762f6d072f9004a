import "server-only";
import type { AppContext } from "@/lib/context";
import { otherStore } from "@/lib/domain/webhook/delivery";
import { log } from "@/lib/log";
import { storableText } from "@/lib/portone/storable";
import { verifyWebhook } from "@/lib/portone/webhook";

export type WebhookContext = Pick<AppContext, "storeId" | "intake" | "webhookSecrets" | "rejections">;

export type Incoming = {
  headers: Headers;
  body: ReadableStream<Uint8Array> | AsyncIterable<Uint8Array> | null;
};

/** Bytes: far more than any body of PortOne, far less than what would exhaust the memory. */
const bodyLimit = 256 * 1024;
const clockToleranceMs = 60_000;

/** 200: stored; 400: not from PortOne; 413: too large; 503: not stored, so that PortOne sends the webhook again. */
export async function receiveWebhook(
  context: WebhookContext,
  request: Incoming,
): Promise<200 | 400 | 413 | 503> {
  const text = await readText(request);
  if (text === "too-large" || text === "not-utf8") {
    await refused(context, text);
    return text === "too-large" ? 413 : 400;
  }
  const verified = await verifyWebhook(context.webhookSecrets, text.body, request.headers);
  if (!verified.ok) {
    await refused(context, verified.error.code);
    return 400;
  }
  const { id, type, isProcessed, version, environment, paymentId, storeId, happenedAt } = verified.value;
  // This version does not name the cancellation that changed; the list of payments shows a warning.
  if (version === "2024-01-01") context.rejections.count(version);
  if (isOfTheFuture(request.headers)) context.rejections.count("clock-behind");
  const isOfOtherStore = context.storeId !== null && storeId !== null && storeId !== context.storeId;
  const isIgnored = !isProcessed || isOfOtherStore;
  try {
    await context.intake.accept({
      id,
      type,
      storeId,
      paymentId,
      environment,
      body: isIgnored ? "" : storableText(text.body),
      happenedAt,
      state: isIgnored ? "ignored" : "waiting",
      lastError: isOfOtherStore ? otherStore : null,
    });
    return 200;
  } catch (error) {
    log.error({ err: error, deliveryId: id }, "a webhook could not be stored");
    return 503;
  }
}

function refused({ rejections }: WebhookContext, reason: string): Promise<void> {
  rejections.count(reason);
  return rejections.nextBatch();
}

/** A future timestamp means that our clock is behind PortOne's. An old one proves nothing: it may be a resend. */
function isOfTheFuture(headers: Headers): boolean {
  return Number(headers.get("webhook-timestamp")) * 1000 - Date.now() > clockToleranceMs;
}

async function readText(request: Incoming): Promise<{ body: string } | "too-large" | "not-utf8"> {
  if (Number(request.headers.get("content-length") ?? 0) > bodyLimit) return "too-large";
  const chunks: Uint8Array[] = [];
  let size = 0;
  const source = open(request.body);
  for (let { done, value } = await source.next(); !done; { done, value } = await source.next()) {
    if (value === undefined) continue;
    chunks.push(value);
    size += value.byteLength;
    if (size <= bodyLimit) continue;
    await source.cancel();
    return "too-large";
  }
  try {
    return { body: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(Buffer.concat(chunks)) };
  } catch {
    return "not-utf8";
  }
}

type Source = {
  next(): Promise<{ done?: boolean | undefined; value?: Uint8Array | undefined }>;
  cancel(): Promise<unknown>;
};

/** Uses the reader of a web stream: iterating over the stream costs as much CPU as reading the rest of a webhook. */
function open(body: Incoming["body"]): Source {
  if (body === null) return { next: () => Promise.resolve({ done: true }), cancel: () => Promise.resolve() };
  if ("getReader" in body) {
    const reader = body.getReader();
    return { next: () => reader.read(), cancel: () => reader.cancel() };
  }
  const chunks = body[Symbol.asyncIterator]();
  return { next: () => chunks.next(), cancel: async () => chunks.return?.() };
}
