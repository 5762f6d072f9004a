// One API request from socket to answer: fault before the request, credentials, idempotency key, operation, fault of the
// answer. A disconnecting client changes nothing: the operation and its stored answer do not depend on the connection.
import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AnswerFault, Operation } from "../control/faults.ts";
import { BodyTooLarge, equalSecrets, readBody, sendJson, sendText } from "../http.ts";
import type { JsonValue } from "../state/records.ts";
import type { WebhookSender } from "../webhook/sender.ts";
import type { World } from "../world.ts";
import { answerWithoutExecuting, faultedAnswer, type Raw, withStatus } from "./damage.ts";
import { createIdempotencyKeys, readKey } from "./idempotency.ts";
import { type Call, findOperation, perform } from "./operations.ts";
import { type Answer, refuse } from "./refusal.ts";
import { newRequestEntry, type RequestEntry, type RequestLog } from "./request-log.ts";

const bodyLimit = 1024 * 1024;

export type Api = {
  handle(request: IncomingMessage, response: ServerResponse): void;
  /** Cancels every delay that a fault has started, with the operation or answer that would follow. */
  close(): void;
};

/** Returns the request handler of the API address. `report` receives unexpected errors. */
export function createApi(
  world: World,
  desk: WebhookSender,
  log: RequestLog,
  report: (error: unknown) => void,
): Api {
  const keys = createIdempotencyKeys(world);
  const waits = new Set<NodeJS.Timeout>();

  function wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        waits.delete(timer);
        resolve();
      }, ms);
      waits.add(timer);
    });
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", "http://sandbox");
    const path = decodePath(url.pathname);
    const route = path && findOperation(request.method ?? "", path);
    const paymentId = route?.params[0] ?? null;
    const fault = route ? world.faults.takeForAnswer(route.operation, paymentId) : null;
    const entry = log.open(
      newRequestEntry(
        world.clock.now(),
        request,
        url,
        route?.operation ?? null,
        paymentId,
        fault?.kind ?? null,
      ),
    );
    world.store.commit();
    if (fault?.kind === "reset") return void response.destroy();
    let body: string;
    try {
      body = await readText(request);
    } catch (error) {
      if (!(error instanceof BodyTooLarge || error instanceof TypeError)) return void response.destroy();
      response.once("finish", () => request.destroy());
      return send(response, entry, refuse("INVALID_REQUEST", "body: too large or not UTF-8").answer);
    }
    entry.body = body;
    if (fault?.kind === "silence") return;
    const early = fault && answerWithoutExecuting(fault);
    if (early) return sendRaw(response, entry, early);
    if (!route) return send(response, entry, authorize(world, request, entry) ?? notAnEndpoint());

    const real = await run(request, url, route, body, fault, entry);
    if (fault?.kind === "execute-then-silence") return;
    if (fault?.kind === "answer-then-drop") return dropMidway(response, real);
    const damaged = fault && faultedAnswer(fault, real);
    if (damaged) return sendRaw(response, entry, damaged);
    send(response, entry, real);
  }

  async function run(
    request: IncomingMessage,
    url: URL,
    route: { operation: Operation; params: string[] },
    body: string,
    fault: AnswerFault | null,
    entry: RequestEntry,
  ): Promise<Answer> {
    const unauthorized = authorize(world, request, entry);
    if (unauthorized) return unauthorized;
    const json = readJson(route.operation, url, body);
    if (json === undefined) return refuse("INVALID_REQUEST", "body: not JSON").answer;
    const call: Call = {
      ...route,
      query: url.searchParams,
      json,
      idempotencyKey: null,
      pgError: fault?.kind === "pg-error" ? fault : null,
    };
    // Documented: the key is ignored on GET.
    const key = request.method === "GET" ? null : readKey(headerOf(request, "idempotency-key"));
    if (key !== null && typeof key !== "string") return key.answer;
    entry.idempotencyKey = key;
    const delay = fault?.kind === "delay" ? fault : null;
    if (fault?.kind === "execute-then-silence" && fault.ms > 0) await wait(fault.ms);
    if (key === null) {
      if (delay?.executeAt === "end") await wait(delay.ms);
      const done = await action(call, fault);
      if (delay?.executeAt === "start") await wait(delay.ms);
      return done;
    }
    const fingerprint = fingerprintOf(request, url, body);
    const started = keys.begin(key, fingerprint);
    if (started !== "run") return started;
    try {
      if (delay?.executeAt === "end") await wait(delay.ms);
      const done = await action({ ...call, idempotencyKey: key }, fault, (result) =>
        keys.keep(key, fingerprint, result),
      );
      if (delay?.executeAt === "start") await wait(delay.ms);
      return done;
    } finally {
      keys.end(key);
    }
  }

  async function action(
    call: Call,
    fault: AnswerFault | null,
    storeAnswer: (result: Answer) => void = () => {},
  ): Promise<Answer> {
    // The result of a synchronous operation and its key are stored in one commit, before anything else can run.
    const started =
      fault?.kind === "unknown-status" && !fault.executed ? inventedAnswer() : perform(world, desk, call);
    const real = started instanceof Promise ? await started : started;
    const result = fault?.kind === "unknown-status" ? withStatus(real, fault.status) : real;
    storeAnswer(result);
    world.store.commit();
    await desk.deliverBeforeAnswer();
    return result;
  }

  function inventedAnswer(): Answer {
    const now = new Date(world.clock.now()).toISOString();
    const cancellation = {
      id: world.store.sequence.uuid(),
      totalAmount: 0,
      taxFreeAmount: 0,
      vatAmount: 0,
      reason: "",
      requestedAt: now,
    };
    return { status: 200, body: { cancellation } };
  }

  return {
    handle(request, response) {
      answer(request, response).catch((error: unknown) => {
        report(error);
        sendJson(response, 500, {
          type: "SANDBOX_BROKEN",
          message: "the sandbox itself failed; see its log",
        });
      });
    },
    close() {
      for (const timer of waits) clearTimeout(timer);
      waits.clear();
    },
  };
}

function send(response: ServerResponse, entry: RequestEntry, answer: Answer): void {
  entry.status = answer.status;
  sendJson(response, answer.status, answer.body);
}

function sendRaw(response: ServerResponse, entry: RequestEntry, raw: Raw): void {
  entry.status = raw.status;
  sendText(response, raw.status, raw.text, { "content-type": raw.type });
}

function dropMidway(response: ServerResponse, real: Answer): void {
  const text = JSON.stringify(real.body);
  if (response.destroyed) return;
  response.writeHead(real.status, {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(text),
  });
  response.write(text.slice(0, Math.ceil(text.length / 2)), () => response.destroy());
}

function authorize(world: World, request: IncomingMessage, entry: RequestEntry): Answer | null {
  const given = /^PortOne (.+)$/.exec(request.headers.authorization ?? "")?.[1] ?? "";
  entry.authorized = equalSecrets(given, world.identity.apiSecret);
  return entry.authorized ? null : refuse("UNAUTHORIZED", "인증 정보가 올바르지 않습니다.").answer;
}

// Not documented: what api.portone.io answers on a path it does not have.
function notAnEndpoint(): Answer {
  return {
    status: 404,
    body: { type: "SANDBOX_NOT_AN_ENDPOINT", message: "the sandbox does not have this endpoint" },
  };
}

function readJson(operation: Operation, url: URL, body: string): JsonValue | undefined {
  const listing = operation === "getPayments" || operation.endsWith("ByCursor");
  const text = listing ? (url.searchParams.get("requestBody") ?? body) : body;
  const optional = operation !== "cancelPayment" && text.trim() === "";
  if (optional) return null;
  try {
    return JSON.parse(text) as JsonValue;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

async function readText(request: IncomingMessage): Promise<string> {
  const bytes = await readBody(request, bodyLimit);
  return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
}

function decodePath(pathname: string): string[] | null {
  try {
    return pathname.slice(1).split("/").map(decodeURIComponent);
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}

function headerOf(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(", ") : value;
}

function fingerprintOf(request: IncomingMessage, url: URL, body: string): string {
  return createHash("sha256")
    .update(`${request.method} ${url.pathname}${url.search}\n${body}`)
    .digest("base64url");
}
