import "server-only";
import type { SendFailure } from "@/lib/domain/refund/send-result";
import { log } from "@/lib/log";
import type { Call } from "./transport";

/** A failed call. `cause`: the gateway's term. `status`: of HTTP, null without an answer. `type`: PortOne's error type. */
export type PortoneFailure = {
  operation: string;
  paymentId: string | null;
  cause: string;
  status: number | null;
  type: string | null;
  pgCode: string | null;
  durationMs: number;
};

export function logPortoneFailure(failure: PortoneFailure): void {
  log.warn(failure, "PortOne call failed");
}

/** Returns whether PortOne refused the API secret itself. */
export function isSecretRefused({ cause, status }: PortoneFailure): boolean {
  return cause === "unauthorized" || status === 401;
}

export type Reporter = {
  read(call: Call, cause: string, type?: string): void;
  change(call: Call, failure: SendFailure): SendFailure;
};

export function createReporter(failed: (failure: PortoneFailure) => void): Reporter {
  const report = (call: Call, cause: string, type: string | undefined, pgCode?: string) =>
    failed({
      operation: call.operation,
      paymentId: call.paymentId,
      cause,
      status: call.httpStatus,
      type: type ?? null,
      pgCode: pgCode ?? null,
      durationMs: Math.round(performance.now() - call.beganAt),
    });
  return {
    read: (call, cause, type) => report(call, cause, type),
    change(call, failure) {
      switch (failure.kind) {
        case "unanswered":
          report(call, failure.cause, failure.type);
          break;
        case "refused":
          report(call, failure.kind, failure.type);
          break;
        case "pg-refused":
          report(call, failure.kind, "PG_PROVIDER", failure.pgCode);
          break;
      }
      return failure;
    },
  };
}
