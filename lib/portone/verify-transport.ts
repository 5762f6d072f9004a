import "server-only";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type CancelBody, writeCancelBody } from "@/lib/domain/refund/cancel-body";
import { createGateway } from "./gateway";

const body: CancelBody = { storeId: "proof", reason: "proof of transport", requester: "ADMIN" };
const key = "proof-of-transport-0001";
/** `answeredMs` is long: the machine may be busy during the start. */
const limits = { answeredMs: 30_000, silentMs: 250 } as const;

/** Throws if key, status or time limit do not work: they depend on undici's dispatcher under the SDK's fetch. */
export async function verifyTransport(): Promise<void> {
  const seen: { key: string | undefined; body: string }[] = [];
  const server = createServer(async (request, response) => {
    seen.push({ key: request.headers["idempotency-key"]?.toString(), body: await text(request) });
    answer(request, response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  const base = `http://127.0.0.1:${port}`;
  try {
    const gateway = (limitMs: number) =>
      createGateway({ base, secret: "proof", cancelLimitMs: limitMs, readLimitMs: limitMs });
    const requestText = writeCancelBody(body);
    const refused = await gateway(limits.answeredMs).cancelPayment({
      paymentId: "answered",
      key,
      requestText,
      body,
    });
    check(seen[0]?.key === `"${key}"`, "the idempotency key did not reach the wire");
    check(seen[0]?.body === requestText, "the request text did not reach the wire");
    check(refused.kind === "refused" && refused.httpStatus === 409, "the HTTP status was not seen");
    const silent = await gateway(limits.silentMs).cancelPayment({
      paymentId: "silent",
      key,
      requestText,
      body,
    });
    check(
      silent.kind === "unanswered" && silent.cause === "timeout",
      "the time limit did not end a silent call",
    );
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

function answer(request: IncomingMessage, response: ServerResponse): void {
  if (request.url?.includes("silent")) return;
  response.writeHead(409, { "content-type": "application/json" });
  response.end(JSON.stringify({ type: "PAYMENT_ALREADY_CANCELLED" }));
}

async function text(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString("utf8");
}

function check(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(`The transport under @portone/server-sdk does not hold: ${otherwise}.`);
}
