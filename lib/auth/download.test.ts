// Files that are read slowly, cancelled or cut off, over HTTP through Next's own pipe to a socket.
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { eq } from "drizzle-orm";
import { pipeToNodeResponse } from "next/dist/server/pipe-readable";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { DeskDatabase } from "@/lib/db/client";
import { auditEntries } from "@/lib/db/schema/journal";
import { openTestDatabase } from "@/tests/support/test-database";
import { operator } from "@/tests/support/test-desk";
import { downloadTo, type Piece } from "./download";

let desk: DeskDatabase;
let server: Server | undefined;
const clients: Socket[] = [];
const text = "x".repeat(64_000);
const bytes = new TextEncoder().encode(text);

beforeEach(async () => {
  desk = await openTestDatabase();
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy();
  server?.close();
  await desk.close();
});

/** A source that counts the pieces made. */
function source(pieces: number, fails = false) {
  const seen = { made: 0, isOver: false };
  async function* make(): AsyncGenerator<Piece, void, undefined> {
    try {
      for (; seen.made < pieces; ) {
        seen.made += 1;
        yield { bytes, rows: 500 };
      }
      if (fails) throw new Error("the database is gone");
    } finally {
      seen.isOver = true;
    }
  }
  return { seen, pieces: make() };
}

function open(
  pieces: AsyncGenerator<Piece, void, undefined>,
  isStillAllowed = async () => true,
): Promise<Response> {
  const file = {
    subject: "payments" as const,
    seesCustomers: false,
    fileName: "x.csv",
    contentType: "text/csv",
    detail: { filter: "tab=paid" },
    truncationNotice: new TextEncoder().encode("cut off"),
  };
  return downloadTo(desk.db, operator, { ...file, pieces }, isStillAllowed);
}

const auditRows = async () =>
  (
    await desk.db
      .select()
      .from(auditEntries)
      .where(eq(auditEntries.subject, "payments"))
      .orderBy(auditEntries.seq)
  ).map(({ action, detail, actorName }) => ({ action, detail, actorName }));
const started = {
  action: "payments.export-started",
  detail: { filter: "tab=paid" },
  actorName: operator.name,
};

test("a download makes no piece before the first read, and one piece per read", async () => {
  const { seen, pieces } = source(100);
  const reader = (await open(pieces)).body?.getReader();
  await sleep(20);
  expect(seen.made).toBe(0);
  for (let taken = 1; taken <= 3; taken += 1) {
    await reader?.read();
    await sleep(20);
    expect(seen.made).toBe(taken);
  }
  await reader?.cancel();
  expect(seen).toEqual({ made: 3, isOver: true });
  expect(await auditRows()).toEqual([
    started,
    { ...started, action: "payments.export-cut-off", detail: { filter: "tab=paid", rows: 1_500 } },
  ]);
});

test("a finished download records the person, the query and the number of rows", async () => {
  const { pieces } = source(4);
  expect(await (await open(pieces)).text()).toHaveLength(4 * text.length);
  expect(await auditRows()).toEqual([
    started,
    { ...started, action: "payments.exported", detail: { filter: "tab=paid", rows: 2_000 } },
  ]);
});

test("a failed download ends with the cut-off line and an error", async () => {
  const { pieces } = source(2, true);
  const reader = (await open(pieces)).body?.getReader();
  for (let piece = 0; piece < 2; piece += 1) await reader?.read();
  expect(new TextDecoder().decode((await reader?.read())?.value)).toBe("cut off");
  await expect(reader?.read()).rejects.toThrow("cut off");
  expect((await auditRows())[1]?.action).toBe("payments.export-cut-off");
});

test("a download stops when the person loses the permission", async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  const { seen, pieces } = source(100);
  const reader = (await open(pieces, async () => false)).body?.getReader();
  await reader?.read();
  vi.setSystemTime(Date.now() + 11_000);
  expect(new TextDecoder().decode((await reader?.read())?.value)).toBe("cut off");
  vi.useRealTimers();
  await expect(reader?.read()).rejects.toThrow();
  expect(seen).toEqual({ made: 1, isOver: true });
});

/** Starts a server that answers every request with the file, and connects to it. */
async function serve(pieces: AsyncGenerator<Piece, void, undefined>): Promise<Socket> {
  server = createServer(async (_, response) => {
    const { body } = await open(pieces);
    if (body !== null) await pipeToNodeResponse(body, response).catch(() => undefined);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const client = connect((server.address() as AddressInfo).port, "127.0.0.1");
  clients.push(client);
  client.on("error", () => undefined);
  client.write("GET / HTTP/1.1\r\nhost: x\r\n\r\n");
  return client;
}

test("a client that stops reading pauses the reading of rows, and a client that disconnects ends it", async () => {
  // 6.4 GB: more than any buffer on the way.
  const { seen, pieces } = source(100_000);
  const client = await serve(pieces);
  await once(client, "data");
  client.pause();
  // Time enough to make several times what the buffers of both sockets hold.
  await sleep(500);
  client.destroy();
  await vi.waitFor(() => expect(seen.isOver).toBe(true), { timeout: 5_000 });
  expect(seen.made * text.length).toBeLessThan(32_000_000);
});

test("a file that is cut off does not end like a complete file", async () => {
  const { pieces } = source(2, true);
  const client = await serve(pieces);
  let got = "";
  client.on("data", (bytes) => {
    got += bytes.toString("latin1");
  });
  await once(client, "close");
  expect(got.includes("cut off")).toBe(true);
  // The last chunk of a complete body.
  expect(got.endsWith("0\r\n\r\n")).toBe(false);
});
