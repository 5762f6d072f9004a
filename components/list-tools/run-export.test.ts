// An export over real HTTP that ends in each of its ways.
import { once } from "node:events";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { runExport } from "./run-export";
import type { Sink } from "./sink";

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

const head = '\uFEFF"번호"\r\n';
const row = '"1"\r\n';

/** Answers every request; the address to ask. */
async function serve(answer: (response: ServerResponse) => unknown): Promise<string> {
  server = createServer((_, response) => void answer(response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Keeps what it is given, and knows how it ended. */
function keeping(write: Sink["write"] = async () => undefined) {
  const kept = { bytes: [] as Uint8Array[], end: "" };
  const sink: Sink = {
    async write(bytes) {
      await write(bytes);
      kept.bytes.push(bytes);
    },
    async finish() {
      kept.end = "finished";
    },
    async discard() {
      kept.end = "discarded";
    },
  };
  return { kept, sink };
}

const never = new AbortController().signal;
const nobody = () => undefined;

test("writes what comes as it comes, and counts its bytes", async () => {
  const begun = Promise.withResolvers<void>();
  const address = await serve(async (response) => {
    response.write(head + row);
    await begun.promise;
    response.end(row + row);
  });
  const { kept, sink } = keeping();
  const told: number[] = [];
  const whole = Buffer.byteLength(head + row + row + row);
  const end = await runExport(address, sink, never, (bytes) => {
    told.push(bytes);
    begun.resolve();
  });
  expect(end).toEqual({ kind: "done", bytes: whole });
  expect(Buffer.concat(kept.bytes).toString()).toBe(head + row + row + row);
  expect(kept.end).toBe("finished");
  expect(told).toEqual([Buffer.byteLength(head + row), whole]);
});

test("keeps nothing of what breaks off", async () => {
  const address = await serve((response) => {
    response.write(head + row);
    setTimeout(() => response.destroy(), 20);
  });
  const { kept, sink } = keeping();
  expect(await runExport(address, sink, never, nobody)).toEqual({ kind: "cut-off" });
  expect(kept.end).toBe("discarded");
});

test("lets the server go when it is stopped, and keeps nothing", async () => {
  const stop = new AbortController();
  let gone: Promise<unknown> | undefined;
  const address = await serve((response) => {
    gone = once(response, "close");
    response.write(head + row);
  });
  const { kept, sink } = keeping();
  const end = await runExport(address, sink, stop.signal, () => stop.abort());
  expect(end).toEqual({ kind: "stopped" });
  expect(kept.end).toBe("discarded");
  await gone;
});

test("lets the server go when the disk is full", async () => {
  let gone: Promise<unknown> | undefined;
  const address = await serve((response) => {
    gone = once(response, "close");
    response.write(head + row);
  });
  const { kept, sink } = keeping(async () => {
    throw new DOMException("no space", "QuotaExceededError");
  });
  expect(await runExport(address, sink, never, nobody)).toEqual({ kind: "not-saved" });
  expect(kept.end).toBe("discarded");
  await gone;
});

test.each([
  ["a refusal of the guard", 401, '{"error":{"code":"signed-out"}}', { code: "signed-out", reference: null }],
  [
    "what the server did not foresee",
    500,
    '{"error":{"code":"unexpected","detail":{"reference":"ab12"}}}',
    { code: "unexpected", reference: "ab12" },
  ],
  ["a proxy's page", 502, "<html>", { code: "no-answer", reference: null }],
])("says %s", async (_, status, body, refusal) => {
  const address = await serve((response) => response.writeHead(status).end(body));
  const { kept, sink } = keeping();
  expect(await runExport(address, sink, never, nobody)).toEqual({ kind: "refused", refusal });
  expect(kept.end).toBe("discarded");
});

test("says that nobody answers", async () => {
  const address = await serve(() => undefined);
  server?.close();
  await once(server as Server, "close");
  const { sink } = keeping();
  expect(await runExport(address, sink, never, nobody)).toMatchObject({
    kind: "refused",
    refusal: { code: "no-answer" },
  });
});
