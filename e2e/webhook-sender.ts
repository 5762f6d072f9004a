// Webhooks as PortOne sends them, and malformed ones: correctly signed with the sandbox's secret and written to the socket
// byte by byte, because an HTTP client would correct a malformed request before sending it.
import { createHmac, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { dataDir, port } from "./desk";

type Identity = { webhookSecret: string; storeId: string };

function identity(): Identity {
  return JSON.parse(readFileSync(join(dataDir, "sandbox", "identity.json"), "utf8")) as Identity;
}

/** Returns the body of a webhook for a paid payment. */
export function paidBody(paymentId: string, storeId = identity().storeId): string {
  const data = { paymentId, storeId, transactionId: "t" };
  return JSON.stringify({ type: "Transaction.Paid", timestamp: new Date().toISOString(), data });
}

export type SignedHeaders = ReturnType<typeof signedHeaders>;

/** Returns the headers of a webhook, by default signed now with the desk's secret. `at` is in unix seconds. */
export function signedHeaders(
  body: string | Buffer,
  {
    id = `wh-${randomUUID()}`,
    at = Math.floor(Date.now() / 1000),
    secret = identity().webhookSecret,
  }: { id?: string; at?: number; secret?: string } = {},
) {
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const signature = createHmac("sha256", key).update(`${id}.${at}.`).update(body).digest("base64");
  return {
    "webhook-id": id,
    "webhook-timestamp": String(at),
    "webhook-signature": `v1,${signature}`,
    "content-type": "application/json",
  };
}

const pieceBytes = 64 * 1024;

/**
 * Posts to the webhook's address and resolves with the status as soon as it arrives, or with null when the connection ends
 * without a status. `chunked` states no length; `breakOffAt` closes the connection after that many bytes of the body.
 */
export function postRaw(
  headers: readonly (readonly [string, string])[],
  body: string | Buffer,
  { chunked = false, breakOffAt }: { chunked?: boolean; breakOffAt?: number } = {},
): Promise<number | null> {
  const bytes = Buffer.from(body);
  const length = chunked ? "transfer-encoding: chunked" : `content-length: ${bytes.byteLength}`;
  const head = [
    "POST /api/webhook HTTP/1.1",
    `host: localhost:${port}`,
    length,
    ...headers.map(([name, value]) => `${name}: ${value}`),
  ];
  return new Promise((resolve, reject) => {
    const socket = connect(port, "localhost");
    let received = "";
    let status: number | null = null;
    socket.on("data", (chunk) => {
      received += chunk.toString("latin1");
      const line = /^HTTP\/1\.1 (\d{3}) /.exec(received);
      if (line === null) return;
      status = Number(line[1]);
      socket.destroy();
    });
    socket.on("error", (error: NodeJS.ErrnoException) => {
      // The desk may close the connection of a rejected request before reading all of it.
      if (error.code !== "EPIPE" && error.code !== "ECONNRESET") reject(error);
    });
    socket.on("close", () => resolve(status));
    socket.on("connect", () => {
      socket.write(`${head.join("\r\n")}\r\n\r\n`);
      const end = breakOffAt ?? bytes.byteLength;
      const write = (from: number) => {
        if (socket.destroyed) return;
        if (from >= end) {
          if (breakOffAt !== undefined) socket.destroy();
          else if (chunked) socket.write("0\r\n\r\n");
          return;
        }
        const piece = bytes.subarray(from, Math.min(from + pieceBytes, end));
        if (chunked) socket.write(`${piece.byteLength.toString(16)}\r\n`);
        socket.write(piece);
        socket.write(chunked ? "\r\n" : "", () => write(from + piece.byteLength));
      };
      write(0);
    });
  });
}
