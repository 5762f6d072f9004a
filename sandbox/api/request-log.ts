// The requests that the API address received, for assertions in tests. The secret is never stored.
import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import type { Operation } from "../control/faults.ts";

export type RequestEntry = {
  at: number;
  method: string;
  /** As sent, percent-encoded, without the query. */
  path: string;
  query: string;
  operation: Operation | null;
  /** The first path parameter, decoded. */
  paymentId: string | null;
  headers: Record<string, string>;
  /** Whether the credentials were right; null when they were not checked. */
  authorized: boolean | null;
  /** The key between its quotes, or null. */
  idempotencyKey: string | null;
  body: string;
  /** The status of the answer; null when no complete answer was sent. */
  status: number | null;
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

const storedEntries = 2_000;

/** Creates a log of the last 2,000 requests. Entries are updated while their requests run. */
export function createRequestLog(): RequestLog {
  let entries: RequestEntry[] = [];
  return {
    open(entry) {
      entries.push(entry);
      // Truncates rarely, because each truncation copies the list.
      if (entries.length >= 2 * storedEntries) entries = entries.slice(-storedEntries);
      return entry;
    },
    list: (filter = {}) =>
      structuredClone(
        entries
          .slice(-storedEntries)
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

function plainHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined || name === "authorization"
        ? []
        : [[name, Array.isArray(value) ? value.join(", ") : value] as const],
    ),
  );
}
