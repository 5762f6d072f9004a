// Standard Webhooks: https://developers.portone.io/opi/ko/integration/webhook/readme-v2
import "server-only";
import { InvalidInputError, verify, WebhookVerificationError } from "@portone/server-sdk/webhook";
import * as z from "zod";
import { err, ok, type Result } from "@/lib/domain/result";
import { paymentEventOf } from "@/lib/domain/webhook/event-types";
import { storable } from "./storable";
import { verifyLocally } from "./webhook-signature";

export type WebhookSecrets = { live: readonly string[]; test: readonly string[] };

export type VerifiedWebhook = {
  id: string;
  type: string;
  /** Whether the desk processes the webhook. Others are stored without a body and ignored. */
  isProcessed: boolean;
  version: "2024-04-25" | "2024-01-01";
  environment: "live" | "test";
  paymentId: string | null;
  storeId: string | null;
  happenedAt: Date | null;
};

export type WebhookRejection =
  | "missing-headers"
  | "no-matching-signature"
  | "invalid-signature"
  | "too-old"
  | "too-new"
  | "unreadable";

const rejections = {
  MISSING_REQUIRED_HEADERS: "missing-headers",
  NO_MATCHING_SIGNATURE: "no-matching-signature",
  INVALID_SIGNATURE: "invalid-signature",
  TIMESTAMP_TOO_OLD: "too-old",
  TIMESTAMP_TOO_NEW: "too-new",
} as const satisfies Record<WebhookVerificationError["reason"], WebhookRejection>;

const currentBody = z.object({
  type: z.string().min(1).max(200),
  timestamp: z.iso.datetime({ offset: true }).optional().catch(undefined),
  data: z
    .object({ paymentId: z.string().optional(), storeId: z.string().optional() })
    .optional()
    .catch(undefined),
});

const firstVersionBody = z.object({
  payment_id: z.string().min(1),
  tx_id: z.string(),
  status: z.string().min(1),
});

/** Tries every secret on the raw text. Throws for an unusable secret. */
export async function verifyWebhook(
  secrets: WebhookSecrets,
  text: string,
  headers: Headers,
): Promise<Result<VerifiedWebhook, WebhookRejection>> {
  const id = headers.get("webhook-id") ?? "";
  const signed = {
    id,
    timestamp: headers.get("webhook-timestamp") ?? undefined,
    signature: headers.get("webhook-signature") ?? undefined,
  };
  const unsure: { environment: "live" | "test"; secret: string }[] = [];
  for (const environment of ["live", "test"] as const) {
    for (const secret of secrets[environment]) {
      const judged = verifyLocally(secret, text, signed);
      if (judged === "signed") return readBody(text, id, environment);
      if (judged === null) unsure.push({ environment, secret });
    }
  }
  // The SDK reads Object.entries of the headers, which is empty for a Headers object.
  const plain = unsure.length === 0 ? {} : Object.fromEntries(headers);
  for (const { environment, secret } of unsure) {
    const checked = await check(secret, text, plain);
    if (checked === "verified") return readBody(text, id, environment);
    if (checked !== "no-matching-signature") return err(checked);
  }
  return err("no-matching-signature");
}

async function check(
  secret: string,
  text: string,
  headers: Record<string, string>,
): Promise<"verified" | WebhookRejection> {
  try {
    await verify(secret, text, headers);
    return "verified";
  } catch (error) {
    if (error instanceof WebhookVerificationError) return rejections[error.reason];
    if (error instanceof InvalidInputError)
      throw new Error("a webhook secret is not usable", { cause: error });
    // The SDK parses after verification: the signature is valid and the body is not JSON.
    if (error instanceof SyntaxError) return "verified";
    throw error;
  }
}

function readBody(
  text: string,
  id: string,
  environment: "live" | "test",
): Result<VerifiedWebhook, WebhookRejection> {
  if (isTooDeep(text)) return err("unreadable");
  const body = storable(parseJson(text) ?? Object.fromEntries(new URLSearchParams(text)));
  const currentVersion = currentBody.safeParse(body);
  if (currentVersion.success) {
    const { type, timestamp, data } = currentVersion.data;
    return ok({
      id,
      type,
      isProcessed: paymentEventOf(type) !== null && data?.paymentId !== undefined,
      version: "2024-04-25",
      environment,
      paymentId: data?.paymentId ?? null,
      storeId: data?.storeId ?? null,
      happenedAt: timestamp === undefined ? null : new Date(timestamp),
    });
  }
  const firstVersion = firstVersionBody.safeParse(body);
  if (!firstVersion.success) return err("unreadable");
  return ok({
    id,
    type: `2024-01-01:${firstVersion.data.status}`,
    isProcessed: true,
    version: "2024-01-01",
    environment,
    paymentId: firstVersion.data.payment_id,
    storeId: null,
    happenedAt: null,
  });
}

/** Functions that walk a body are recursive: deep nesting overflows the stack. PortOne's bodies have three levels. */
const deepest = 64;

function isTooDeep(text: string): boolean {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at];
    if (inString && letter === "\\") at += 1;
    else if (letter === '"') inString = !inString;
    else if (!inString && (letter === "[" || letter === "{")) depth += 1;
    else if (!inString && (letter === "]" || letter === "}")) depth -= 1;
    if (depth > deepest) return true;
  }
  return false;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
