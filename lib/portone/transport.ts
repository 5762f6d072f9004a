// Undici's dispatcher under fetch adds what the SDK (0.19) lacks: idempotency key, time limit, HTTP status, body check.
import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import { Readable } from "node:stream";
import { Agent, type Dispatcher, setGlobalDispatcher } from "undici";

/** `beganAt`: performance.now(). `limitMs`: milliseconds from dispatch to the last byte. */
export type Call = {
  operation: string;
  paymentId: string | null;
  beganAt: number;
  origin: string;
  limitMs: number;
  /** Set for calls that change something. `body`: the exact body of a cancel, otherwise null. */
  keyed: { path: string; key: string; body: string | null } | null;
  httpStatus: number | null;
  timedOut: boolean;
  /** A second request of the same call would follow a redirect. */
  dispatched: boolean;
};

/** The request was not sent. Always a bug in our code. */
export class NotSentError extends Error {
  override name = "NotSentError";
}

// On globalThis: Next bundles instrumentation, handlers and actions separately.
const callsKey = Symbol.for("refund-desk.portone.calls");
const installedKey = Symbol.for("refund-desk.portone.transport");
type Shared = { [callsKey]?: AsyncLocalStorage<Call>; [installedKey]?: true };
const shared = globalThis as Shared;

function calls(): AsyncLocalStorage<Call> {
  shared[callsKey] ??= new AsyncLocalStorage<Call>();
  return shared[callsKey];
}

export async function withCall<T>(call: Call, send: () => Promise<T>): Promise<T> {
  installTransport();
  return calls().run(call, send);
}

function installTransport(): void {
  if (shared[installedKey]) return;
  shared[installedKey] = true;
  // Connections are not reused: a connection that PortOne has just closed would leave a cancel unanswered.
  setGlobalDispatcher(new Agent({ pipelining: 0, connect: { timeout: 10_000 } }).compose(interceptor));
}

const cancelPath = /^\/payments\/[^/]+\/cancel(\?|$)/;
const operationPath =
  /^\/payments\/[^/]+\/(virtual-account\/close|cash-receipt\/cancel|cancellations\/[^/]+\/stop)(\?|$)/;

function interceptor(dispatch: Dispatcher.Dispatch): Dispatcher.Dispatch {
  return (options, handler) => {
    const call = calls().getStore();
    const isCancel = options.method === "POST" && cancelPath.test(options.path);
    const needsKey = isCancel || (options.method === "POST" && operationPath.test(options.path));
    if (call?.dispatched) throw new Error("PortOne's API redirects nowhere, and a redirect is not followed");
    if (call) call.dispatched = true;
    if (call === undefined || String(options.origin) !== call.origin) {
      if (needsKey)
        throw new NotSentError("a cancel outside of a call has no idempotency key and is not sent");
      return dispatch(options, handler);
    }
    const timed = { ...options, headersTimeout: call.limitMs, bodyTimeout: call.limitMs };
    const watched = watch(handler, call);
    if (!needsKey) return dispatch(timed, watched);

    const { keyed } = call;
    if (keyed === null) throw new NotSentError("a cancel without an idempotency key is not sent");
    // A cancel has the store in its body, the other operations have it in the query.
    if ((isCancel ? options.path : options.path.split("?")[0]) !== keyed.path)
      throw new NotSentError("the path is not that of the recorded request");
    const headers = withHeader(options.headers, "idempotency-key", `"${keyed.key}"`);
    if (!isCancel) return dispatch({ ...timed, headers }, watched);
    if (keyed.body === null) throw new NotSentError("a cancel without a recorded request is not sent");
    return dispatch(
      { ...timed, headers, body: Readable.from(requestText(options.body, keyed.body)) },
      watched,
    );
  };
}

function watch(handler: Dispatcher.DispatchHandler, call: Call): Dispatcher.DispatchHandler {
  let timer: NodeJS.Timeout | undefined;
  return {
    onRequestStart(controller, context) {
      timer = setTimeout(() => {
        call.timedOut = true;
        controller.abort(new Error(`no complete answer within ${call.limitMs} ms`));
      }, call.limitMs);
      handler.onRequestStart?.(controller, context);
    },
    onRequestUpgrade(...args) {
      handler.onRequestUpgrade?.(...args);
    },
    onResponseStart(controller, statusCode, headers, statusMessage) {
      call.httpStatus = statusCode;
      handler.onResponseStart?.(controller, statusCode, headers, statusMessage);
    },
    onResponseData(...args) {
      handler.onResponseData?.(...args);
    },
    onResponseEnd(...args) {
      clearTimeout(timer);
      handler.onResponseEnd?.(...args);
    },
    onResponseError(...args) {
      clearTimeout(timer);
      handler.onResponseError?.(...args);
    },
  };
}

/** Compares the whole body before the first byte is sent, so that no part of a different body is sent. */
async function* requestText(
  body: Dispatcher.DispatchOptions["body"],
  recorded: string,
): AsyncGenerator<Uint8Array> {
  const bytes = await collect(body);
  if (bytes.toString("utf8") !== recorded) throw new NotSentError("the body is not the recorded request");
  yield bytes;
}

async function collect(body: Dispatcher.DispatchOptions["body"]): Promise<Buffer> {
  if (typeof body === "string" || body instanceof Uint8Array) return Buffer.from(body);
  if (body === null || body === undefined || !(Symbol.asyncIterator in body)) return Buffer.alloc(0);
  const chunks: Buffer[] = [];
  for await (const chunk of body) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

function withHeader(headers: Dispatcher.DispatchOptions["headers"], name: string, value: string) {
  if (headers === null || headers === undefined) return { [name]: value };
  // fetch passes headers as a flat list of names and values.
  if (Array.isArray(headers)) return [...headers, name, value];
  if (Symbol.iterator in headers) return Object.fromEntries([...headers, [name, value]]);
  return { ...headers, [name]: value };
}
