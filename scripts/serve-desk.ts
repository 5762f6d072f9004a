// The desk's HTTP server: Next's own handler behind the filter. `npm start` runs it as a child process.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { parseArgs } from "node:util";
import next from "next";
import { describeProblems, parseEnv } from "../lib/env.ts";
import {
  answerHeaders,
  decodableUrl,
  type FilterSettings,
  rejectionOf,
  rejectionText,
  setOrigins,
} from "./request-filter.ts";

const { values } = parseArgs({ options: { hostname: { type: "string" }, port: { type: "string" } } });
const [hostname, port] = [values.hostname ?? "127.0.0.1", Number(values.port ?? 3000)];

const env = parseEnv(process.env);
if (!env.ok) {
  process.stderr.write(`${describeProblems(env.problems).join("\n")}\n`);
  process.exit(1);
}
const settings: FilterSettings = { origin: env.env.deskUrl, trustedProxies: env.env.trustedProxies };
const commonHeaders = Object.entries(answerHeaders(settings));
// The desk reads the client address from the filter's header only when the filter runs.
process.env.DESK_BEHIND_GATE = "1";

// Next adds an upgrade listener to the server that it is given, which would bypass the filter. The desk upgrades nothing, so
// Next gets a server that never listens.
const app = next({ dev: false, hostname, port, httpServer: createServer() });
// Next prints about itself while the desk is not ready yet.
const { log } = console;
console.log = () => {};
await app.prepare();
console.log = log;
const handle = app.getRequestHandler();

const server = createServer((request, response) => {
  for (const [name, value] of commonHeaders) response.setHeader(name, value);
  const gated = {
    method: request.method,
    url: request.url,
    headers: request.headers,
    peer: request.socket.remoteAddress,
  };
  const rejection = rejectionOf(gated, settings);
  if (rejection !== null) {
    response.writeHead(rejection.status, {
      ...rejection.headers,
      "content-type": "text/plain; charset=utf-8",
    });
    response.end(rejectionText(rejection, settings));
    return;
  }
  setOrigins(gated, settings);
  if (request.url !== undefined) request.url = decodableUrl(request.url);
  handle(request, response).catch((error: unknown) => fail(request, response, error));
});
server.listen(port, hostname);
server.once("error", (error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
// Responses in progress complete. The desk's own handler closes the rest and ends the process.
process.once("SIGTERM", () => server.close());

function fail(request: IncomingMessage, response: ServerResponse, error: unknown): void {
  console.error("a request failed outside of every page", request.method, error);
  if (!response.headersSent) response.writeHead(500);
  response.end();
}
