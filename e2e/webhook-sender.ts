// Webhooks as PortOne sends them, and as it never would: rightly signed with the sandbox's secret, written onto the
// socket byte by byte, because a client of HTTP would set right what is wrong with a request before it leaves.
import { createHmac, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { dataDir, port } from "./desk";

type Identity = { webhookSecret: string; storeId: string };

function identity(): Identity {
  return JSON.parse(readFileSync(join(dataDir, "sandbox", "identity.json"), "utf8")) as Identity;
}

/** The body of a webhook that says that a payment was paid. */
export function paidBody(paymentId: string, storeId = identity().storeId): string {
  const data = { paymentId, storeId, transactionId: "t" };
  return JSON.stringify({ type: "Transaction.Paid", timestamp: new Date().toISOString(), data });
}

export type SignedHeaders = ReturnType<typeof signedHeaders>;

/** The headers of a webhook, signed now with the desk's secret unless it is said otherwise. `at` is in unix seconds. */
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
 * Posts to the webhook's address and resolves with the status as soon as it is there, or with null when the connection
 * ends without one. `chunked` states no length; `breakOffAt` closes the connection after so many bytes of the body.
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
    let heard = "";
    let status: number | null = null;
    socket.on("data", (some) => {
      heard += some.toString("latin1");
      const line = /^HTTP\/1\.1 (\d{3}) /.exec(heard);
      if (line === null) return;
      status = Number(line[1]);
      socket.destroy();
    });
    socket.on("error", (error: NodeJS.ErrnoException) => {
      // The desk need not hear out what it has refused.
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
