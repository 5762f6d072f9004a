// A web server on this machine that takes what a channel is sent.
import { createServer, type IncomingHttpHeaders, type RequestListener, type Server } from "node:http";
import { promisify } from "node:util";

type Received = { body: string; headers: IncomingHttpHeaders; path: string };

export type Receiver = {
  url: string;
  received: Received[];
  /** Open connections. */
  connections(): Promise<number>;
  close(): Promise<void>;
};

/** `answer`: what follows a request that was read whole; 200 otherwise. */
export async function openReceiver(
  answer: RequestListener = (_, response) => void response.writeHead(200).end("ok"),
): Promise<Receiver> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("error", () => {});
    response.on("error", () => {});
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      received.push({
        body: Buffer.concat(chunks).toString(),
        headers: request.headers,
        path: request.url ?? "",
      });
      answer(request, response);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  return {
    url: `http://127.0.0.1:${portOf(server)}/hook`,
    received,
    connections: promisify(server.getConnections.bind(server)),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the receiver does not listen");
  return address.port;
}
