// The only access to PortOne. Endpoints and error types: https://developers.portone.io/api/rest-v2/payment
import "server-only";
import { PaymentClient, PaymentError } from "@portone/server-sdk/payment";
import type { Cancellation } from "@/lib/domain/payment/payment";
import { type CancelBody, writeCancelBody } from "@/lib/domain/refund/cancel-body";
import { portoneRefusals } from "@/lib/domain/refund/failure-readings";
import type { PromotionTerms } from "@/lib/domain/refund/promotion";
import type { CancelOutcome, KnownCancellation, SendFailure } from "@/lib/domain/refund/send-result";
import { err, ok, type Result } from "@/lib/domain/result";
import { failureOf, rethrowIfNotSent, unanswered } from "./call-failure";
import { type OperationCalls, operationCalls } from "./operations";
import { isInvalidSegment, requireSegments } from "./path-id";
import { createReporter, type PortoneFailure } from "./report-failure";
import { storable } from "./storable";
import { type Call, NotSentError, withCall } from "./transport";
import {
  cancelAnswerOnWire,
  cursorPageOnWire,
  errorOnWire,
  eventPageOnWire,
  type PaymentEvent,
  pageOnWire,
  paymentOnWire,
  type ReadPayment,
} from "./wire";
import { promotionOnWire } from "./wire-promotion";

export type GatewayConfig = {
  base: string;
  secret: string;
  /** PortOne recommends a read timeout of at least 60 s for cancels. */
  cancelLimitMs: number;
  readLimitMs: number;
  failed?: (failure: PortoneFailure) => void;
};

/** `unreadable`: PortOne's answer is not a payment. */
export type ReadError = "payment-not-found" | "unauthorized" | "unreachable" | "unreadable";

export type ListedBy = "change" | "creation";

type PaymentPage = {
  items: { read: Result<ReadPayment, "unreadable">; cursor: string }[];
};

export type Gateway = OperationCalls & {
  config: GatewayConfig;
  getPayment(o: { paymentId: string; storeId?: string | undefined }): Promise<Result<ReadPayment, ReadError>>;
  /** By creation time, oldest first (PortOne's order). An empty page is the end. UNSTABLE at PortOne. */
  listPaymentsByCursor(o: {
    storeId?: string | undefined;
    from: Date;
    until: Date;
    cursor?: string | undefined;
    size: number;
  }): Promise<Result<PaymentPage, ReadError>>;
  /** Oldest first. `number` is from 0; `(number + 1) * size` may not exceed 60,000. A page past the end is empty. */
  listPayments(o: {
    by: ListedBy;
    statuses?: readonly ("PAID" | "PARTIAL_CANCELLED")[];
    storeId?: string | undefined;
    from: Date;
    until: Date;
    number: number;
    size: number;
  }): Promise<Result<Result<ReadPayment, "unreadable">[], ReadError>>;
  /** By the time of the event. An empty page is the end. UNSTABLE at PortOne. */
  listEventsByCursor(o: {
    storeId?: string | undefined;
    from: Date;
    until: Date;
    cursor?: string | undefined;
    size: number;
  }): Promise<Result<{ event: PaymentEvent | null; cursor: string }[], ReadError>>;
  /** `payment-not-found` means that PortOne does not know the promotion. */
  getPromotion(o: { promotionId: string }): Promise<Result<PromotionTerms, ReadError>>;
  /** Sends exactly `requestText` under the idempotency key `key`. Never throws for PortOne or the network. */
  cancelPayment(o: {
    paymentId: string;
    key: string;
    requestText: string;
    body: CancelBody;
  }): Promise<CancelOutcome>;
  /** Requests a webhook of the payment again, by default the latest. `unanswered`: the webhook may have been sent. */
  resendWebhook(o: {
    paymentId: string;
    storeId?: string | undefined;
    webhookId?: string | undefined;
  }): Promise<Result<null, ResendRefusal>>;
};

type ResendRefusal =
  | "payment-not-found"
  | "webhook-not-found"
  | "retries-used-up"
  | "unauthorized"
  | "unanswered";

export function createGateway(config: GatewayConfig): Gateway {
  const client = PaymentClient({ secret: config.secret, baseUrl: config.base });
  const origin = new URL(config.base).origin;
  const newCall = (
    operation: string,
    paymentId: string | null,
    limitMs: number,
    keyed: Call["keyed"] = null,
  ): Call => ({
    operation,
    paymentId,
    beganAt: performance.now(),
    origin,
    limitMs,
    keyed,
    httpStatus: null,
    timedOut: false,
    dispatched: false,
  });
  const report = createReporter(config.failed ?? (() => {}));
  const unreadable = (call: Call, issues: readonly { path: PropertyKey[] }[]) => {
    report.read(call, "unreadable");
    return err("unreadable", paths(issues));
  };

  async function read(call: Call, send: () => Promise<unknown>): Promise<Result<unknown, ReadError>> {
    try {
      return ok(storable(await withCall(call, send)));
    } catch (error) {
      rethrowIfNotSent(error);
      // An unknown id is an answer.
      if (call.httpStatus === 404 && error instanceof PaymentError) return err("payment-not-found");
      const unauthorized = call.httpStatus === 401 || call.httpStatus === 403;
      const cause = unauthorized ? "unauthorized" : call.timedOut ? "timeout" : "unreachable";
      report.read(call, cause, error instanceof PaymentError ? typeOf(error) : undefined);
      return unauthorized
        ? err("unauthorized")
        : err("unreachable", { httpStatus: call.httpStatus, timedOut: call.timedOut });
    }
  }

  return {
    config,
    ...operationCalls(
      client,
      (kind, paymentId, keyed) => newCall(kind, paymentId, config.cancelLimitMs, keyed),
      report.change,
    ),

    async getPayment({ paymentId, storeId }) {
      if (isInvalidSegment(paymentId)) return err("payment-not-found");
      const call = newCall("getPayment", paymentId, config.readLimitMs);
      const answer = await read(call, () =>
        client.getPayment({ paymentId, ...(storeId ? { storeId } : {}) }),
      );
      if (!answer.ok) return answer;
      const parsed = paymentOnWire.safeParse(answer.value);
      return parsed.success ? ok(parsed.data) : unreadable(call, parsed.error.issues);
    },

    async listPaymentsByCursor({ storeId, from, until, cursor, size }) {
      const call = newCall("listPaymentsByCursor", null, config.readLimitMs);
      const answer = await read(call, () =>
        client.getAllPaymentsByCursor({
          ...(storeId ? { storeId } : {}),
          from: from.toISOString(),
          until: until.toISOString(),
          ...(cursor ? { cursor } : {}),
          size,
        }),
      );
      if (!answer.ok) return answer;
      const page = cursorPageOnWire.safeParse(answer.value);
      if (!page.success) return unreadable(call, page.error.issues);
      return ok({
        items: page.data.items.map((item) => ({ read: readOne(item.payment), cursor: item.cursor })),
      });
    },

    async listPayments({ by, statuses, storeId, from, until, number, size }) {
      const call = newCall("listPayments", null, config.readLimitMs);
      const answer = await read(call, () =>
        client.getPayments({
          page: { number, size },
          filter: {
            ...(storeId ? { storeId } : {}),
            ...(statuses ? { status: [...statuses] } : {}),
            timestampType: by === "change" ? "STATUS_CHANGED_AT" : "CREATED_AT",
            from: from.toISOString(),
            until: until.toISOString(),
            sortBy: by === "change" ? "STATUS_CHANGED_AT" : "REQUESTED_AT",
            sortOrder: "ASC",
          },
        }),
      );
      if (!answer.ok) return answer;
      const page = pageOnWire.safeParse(answer.value);
      return page.success ? ok(page.data.items.map(readOne)) : unreadable(call, page.error.issues);
    },

    async listEventsByCursor({ storeId, from, until, cursor, size }) {
      const call = newCall("listEventsByCursor", null, config.readLimitMs);
      const answer = await read(call, () =>
        client.getAllPaymentEventsByCursor({
          ...(storeId ? { storeId } : {}),
          from: from.toISOString(),
          until: until.toISOString(),
          ...(cursor ? { cursor } : {}),
          size,
        }),
      );
      if (!answer.ok) return answer;
      const page = eventPageOnWire.safeParse(answer.value);
      return page.success ? ok(page.data) : unreadable(call, page.error.issues);
    },

    async getPromotion({ promotionId }) {
      if (isInvalidSegment(promotionId)) return err("payment-not-found");
      const call = newCall("getPromotion", null, config.readLimitMs);
      const answer = await read(call, () => client.promotion.getPromotion({ promotionId }));
      if (!answer.ok) return answer;
      const parsed = promotionOnWire.safeParse(answer.value);
      return parsed.success ? ok(parsed.data) : unreadable(call, parsed.error.issues);
    },

    async cancelPayment({ paymentId, key, requestText, body }) {
      requireSegments(paymentId);
      const path = `/payments/${encodeURIComponent(paymentId)}/cancel`;
      const call = newCall("cancelPayment", paymentId, config.cancelLimitMs, {
        path,
        key,
        body: requestText,
      });
      if (writeCancelBody(body) !== requestText)
        throw new NotSentError("the body is not the recorded request");
      try {
        const answer = await withCall(call, () => client.cancelPayment({ paymentId, ...body }));
        const parsed = cancelAnswerOnWire.safeParse(storable(answer));
        const cancellation = parsed.data?.cancellation;
        if (cancellation === undefined || !isKnown(cancellation))
          return report.change(call, unanswered(call, "unrecognized-answer"));
        return { kind: "answered", httpStatus: call.httpStatus ?? 200, cancellation };
      } catch (error) {
        return report.change(call, failureOf(call, error, portoneRefusals));
      }
    },

    async resendWebhook({ paymentId, storeId, webhookId }) {
      if (isInvalidSegment(paymentId)) return err("payment-not-found");
      const call = newCall("resendWebhook", paymentId, config.readLimitMs);
      try {
        await withCall(call, () =>
          client.resendWebhook({
            paymentId,
            ...(storeId ? { storeId } : {}),
            ...(webhookId ? { webhookId } : {}),
          }),
        );
        return ok(null);
      } catch (error) {
        return err(resendRefusal(call, report.change(call, failureOf(call, error, resendRefusals))));
      }
    },
  };
}

const resendRefusals = {
  PAYMENT_NOT_FOUND: 404,
  WEBHOOK_NOT_FOUND: 404,
  MAX_WEBHOOK_RETRY_COUNT_REACHED: 400,
} as const;

/** Only a documented pair of error type and HTTP status means that PortOne sent nothing. */
function resendRefusal(call: Call, failure: SendFailure): ResendRefusal {
  if (call.httpStatus === 401 || call.httpStatus === 403) return "unauthorized";
  if (failure.kind !== "refused") return "unanswered";
  switch (failure.type as keyof typeof resendRefusals) {
    case "PAYMENT_NOT_FOUND":
      return "payment-not-found";
    case "WEBHOOK_NOT_FOUND":
      return "webhook-not-found";
    case "MAX_WEBHOOK_RETRY_COUNT_REACHED":
      return "retries-used-up";
  }
}

function isKnown(cancellation: Cancellation): cancellation is KnownCancellation {
  return cancellation.status !== "UNRECOGNIZED";
}

function typeOf({ data }: PaymentError): string | undefined {
  return errorOnWire.safeParse(data).data?.type;
}

function readOne(payment: unknown): Result<ReadPayment, "unreadable"> {
  const parsed = paymentOnWire.safeParse(payment);
  return parsed.success ? ok(parsed.data) : err("unreadable", paths(parsed.error.issues));
}

function paths(issues: readonly { path: PropertyKey[] }[]): string[] {
  return issues.map(({ path }) => path.map(String).join("."));
}
