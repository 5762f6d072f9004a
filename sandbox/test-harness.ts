// Helpers of the sandbox's tests: an empty sandbox, a client, and a receiver of webhooks. Not part of the program.
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished } from "vitest";
import type { PaymentOverrides } from "./control/create-payment.ts";
import { type RunningSandbox, type SandboxOptions, startSandbox } from "./server.ts";

export type Reply = { status: number; body: Record<string, unknown>; text: string };
export type Client = {
  get(path: string, query?: Record<string, string>): Promise<Reply>;
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Reply>;
  cancel(paymentId: string, body: Record<string, unknown>, key?: string): Promise<Reply>;
  list(path: string, requestBody?: unknown): Promise<Reply>;
};
type Received = { headers: IncomingHttpHeaders; body: string };
export type Receiver = {
  url: string;
  received: Received[];
  /** Decides the next answer; 200 by default. */
  answer: (count: number) => number | "hang up";
  /** Runs after a webhook is received and before it is answered. */
  during: (received: Received) => Promise<void>;
};

/** Starts a sandbox in memory without payments. It is closed when the test ends. */
export async function testSandbox(
  options: SandboxOptions = {},
): Promise<{ sandbox: RunningSandbox; client: Client }> {
  const sandbox = await startSandbox({ payments: "none", ...options });
  onTestFinished(() => sandbox.close());
  return { sandbox, client: clientOf(sandbox) };
}

/** Starts a sandbox with a paid payment of 10,000. `type` cancels it and returns the status or the error's type. */
export async function testPayment(overrides: PaymentOverrides = {}) {
  const { sandbox, client } = await testSandbox();
  const { id } = sandbox.control.createPayment({ total: 10_000, ...overrides });
  const type = async (body: Record<string, unknown>) => {
    const reply = await client.cancel(id, body);
    return reply.status === 200 ? at(reply.body, "cancellation", "status") : reply.body.type;
  };
  const payment = () => sandbox.control.getPayment(id);
  return { sandbox, client, id, type, payment, control: sandbox.control };
}

/** Returns a client with the right credentials. A body that is not JSON is returned as text with an empty `body`. */
export function clientOf(sandbox: { url: string; apiSecret: string }): Client {
  async function call(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Reply> {
    const response = await fetch(sandbox.url + path, {
      method,
      headers: { authorization: `PortOne ${sandbox.apiSecret}`, ...headers },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const json = response.headers.get("content-type")?.startsWith("application/json") === true;
    return { status: response.status, text, body: json ? parseOr(text) : {} };
  }
  return {
    get: (path, query) => call("GET", query ? `${path}?${new URLSearchParams(query)}` : path),
    post: (path, body, headers) => call("POST", path, body, headers),
    cancel: (id, body, key) =>
      call(
        "POST",
        `/payments/${encodeURIComponent(id)}/cancel`,
        { reason: "고객 요청", ...body },
        key === undefined ? {} : { "Idempotency-Key": `"${key}"` },
      ),
    list: (path, requestBody) =>
      call(
        "GET",
        requestBody === undefined
          ? path
          : `${path}?requestBody=${encodeURIComponent(JSON.stringify(requestBody))}`,
      ),
  };
}

/** Starts an HTTP server that collects webhooks. It is closed when the test ends. */
export async function testReceiver(): Promise<Receiver> {
  const receiver: Receiver = { url: "", received: [], answer: () => 200, during: async () => {} };
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (chunk: string) => {
      body += chunk;
    });
    request.on("end", async () => {
      const entry = { headers: request.headers, body };
      receiver.received.push(entry);
      const verdict = receiver.answer(receiver.received.length);
      await receiver.during(entry);
      if (verdict === "hang up") response.destroy();
      else response.writeHead(verdict).end("received");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/webhook`;
  return receiver;
}

/** Leaves every webhook unanswered until `release` is called, which holds a call that waits for its webhook. */
export function holdAnswers(receiver: Receiver): { release(): void } {
  let release = () => {};
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  receiver.during = () => gate;
  return { release: () => release() };
}

/** Polls `read` until the matcher passes; for up to ten seconds, because other tests may keep the machine busy. */
export function eventually<T>(read: () => T) {
  return expect.poll(read, { timeout: 10_000, interval: 10 });
}

/** Returns a value inside a reply by path; undefined when there is none. */
export function at(value: unknown, ...path: (string | number)[]): unknown {
  return path.reduce<unknown>(
    (inner, step) => (typeof inner === "object" && inner !== null ? Reflect.get(inner, step) : undefined),
    value,
  );
}

/** Returns an instant of Asia/Seoul in ms: `seoul("2026-01-31T23:59:59")`. */
export function seoul(text: string): number {
  return Date.parse(`${text}+09:00`);
}

function parseOr(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}
