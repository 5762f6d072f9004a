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

/** Starts a server that answers every request, and returns its address. */
async function serve(answer: (response: ServerResponse) => unknown): Promise<string> {
  server = createServer((_, response) => void answer(response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Returns a sink that records the bytes and the end. */
function recordingSink(write: Sink["write"] = async () => undefined) {
  const recorded = { bytes: [] as Uint8Array[], end: "" };
  const sink: Sink = {
    async write(bytes) {
      await write(bytes);
      recorded.bytes.push(bytes);
    },
    async finish() {
      recorded.end = "finished";
    },
    async discard() {
      recorded.end = "discarded";
    },
  };
  return { recorded, sink };
}

const never = new AbortController().signal;
const nobody = () => undefined;

test("writes each piece when it arrives, and reports the bytes so far", async () => {
  const begun = Promise.withResolvers<void>();
  const address = await serve(async (response) => {
    response.write(head + row);
    await begun.promise;
    response.end(row + row);
  });
  const { recorded, sink } = recordingSink();
  const progress: number[] = [];
  const whole = Buffer.byteLength(head + row + row + row);
  const end = await runExport(address, sink, never, (bytes) => {
    progress.push(bytes);
    begun.resolve();
  });
  expect(end).toEqual({ kind: "done", bytes: whole });
  expect(Buffer.concat(recorded.bytes).toString()).toBe(head + row + row + row);
  expect(recorded.end).toBe("finished");
  expect(progress).toEqual([Buffer.byteLength(head + row), whole]);
});

test("discards the file when the response breaks off", async () => {
  const address = await serve((response) => {
    response.write(head + row);
    setTimeout(() => response.destroy(), 20);
  });
  const { recorded, sink } = recordingSink();
  expect(await runExport(address, sink, never, nobody)).toEqual({ kind: "cut-off" });
  expect(recorded.end).toBe("discarded");
});

test("closes the connection and discards the file when the export is stopped", async () => {
  const stop = new AbortController();
  let gone: Promise<unknown> | undefined;
  const address = await serve((response) => {
    gone = once(response, "close");
    response.write(head + row);
  });
  const { recorded, sink } = recordingSink();
  const end = await runExport(address, sink, stop.signal, () => stop.abort());
  expect(end).toEqual({ kind: "stopped" });
  expect(recorded.end).toBe("discarded");
  await gone;
});

test("closes the connection and discards the file when the disk is full", async () => {
  let gone: Promise<unknown> | undefined;
  const address = await serve((response) => {
    gone = once(response, "close");
    response.write(head + row);
  });
  const { recorded, sink } = recordingSink(async () => {
    throw new DOMException("no space", "QuotaExceededError");
  });
  expect(await runExport(address, sink, never, nobody)).toEqual({ kind: "not-saved" });
  expect(recorded.end).toBe("discarded");
  await gone;
});

test.each([
  [
    "a refusal of the entry point",
    401,
    '{"error":{"code":"signed-out"}}',
    { code: "signed-out", reference: null },
  ],
  [
    "an unexpected error of the server",
    500,
    '{"error":{"code":"unexpected","detail":{"reference":"ab12"}}}',
    { code: "unexpected", reference: "ab12" },
  ],
  ["the page of a proxy", 502, "<html>", { code: "no-answer", reference: null }],
])("ends as refused, without a file, for %s", async (_, status, body, refusal) => {
  const address = await serve((response) => response.writeHead(status).end(body));
  const { recorded, sink } = recordingSink();
  expect(await runExport(address, sink, never, nobody)).toEqual({ kind: "refused", refusal });
  expect(recorded.end).toBe("discarded");
});

test("ends as refused with no-answer when the server is unreachable", async () => {
  const address = await serve(() => undefined);
  server?.close();
  await once(server as Server, "close");
  const { sink } = recordingSink();
  expect(await runExport(address, sink, never, nobody)).toMatchObject({
    kind: "refused",
    refusal: { code: "no-answer" },
  });
});
