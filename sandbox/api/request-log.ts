// Every request the API address received, so that a test can assert what was sent. Never the secret.
import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import type { Operation } from "../control/faults.ts";

export type RequestEntry = {
  at: number;
  method: string;
  /** As sent, still percent-encoded, without the query. */
  path: string;
  query: string;
  operation: Operation | null;
  /** The first path parameter, decoded. */
  paymentId: string | null;
  /** All headers but `authorization`. */
  headers: Record<string, string>;
  /** Whether the credentials were right; null when they were not looked at. */
  authorized: boolean | null;
  /** The key between its quotes, or null. */
  idempotencyKey: string | null;
  body: string;
  /** The status answered; null when nothing, or only half, was. */
  status: number | null;
  /** The fault that struck on the way, or null. */
  fault: string | null;
};
export type RequestFilter = {
  operation?: Operation | undefined;
  paymentId?: string | undefined;
  method?: string | undefined;
};
export type RequestLog = {
  open(entry: RequestEntry): RequestEntry;
  list(filter?: RequestFilter): RequestEntry[];
  clear(): void;
};

const kept = 2_000;

/** A log of the last 2,000 requests; entries are filled in as their requests go on. */
export function createRequestLog(): RequestLog {
  let entries: RequestEntry[] = [];
  return {
    open(entry) {
      entries.push(entry);
      // Cut rarely: cutting at every request would copy the list each time.
      if (entries.length >= 2 * kept) entries = entries.slice(-kept);
      return entry;
    },
    list: (filter = {}) =>
      structuredClone(
        entries
          .slice(-kept)
          .filter(
            (entry) =>
              (filter.operation === undefined || entry.operation === filter.operation) &&
              (filter.paymentId === undefined || entry.paymentId === filter.paymentId) &&
              (filter.method === undefined || entry.method === filter.method),
          ),
      ),
    clear() {
      entries = [];
    },
  };
}

/** The entry of a request that has just arrived at `at` (ms). */
export function newRequestEntry(
  at: number,
  request: IncomingMessage,
  url: URL,
  operation: Operation | null,
  paymentId: string | null,
  fault: string | null,
): RequestEntry {
  return {
    at,
    method: request.method ?? "",
    path: url.pathname,
    query: url.search,
    operation,
    paymentId,
    headers: plainHeaders(request.headers),
    authorized: null,
    idempotencyKey: null,
    body: "",
    status: null,
    fault,
  };
}

// One text each, without the credentials.
function plainHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined || name === "authorization"
        ? []
        : [[name, Array.isArray(value) ? value.join(", ") : value] as const],
    ),
  );
}
