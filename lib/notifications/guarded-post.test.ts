import type { LookupAddress } from "node:dns";
import { afterEach, expect, test } from "vitest";
import { openReceiver, type Receiver } from "@/tests/support/receiver";
import { createGuardedPost } from "./guarded-post";

const open: Receiver[] = [];
afterEach(async () => {
  for (const receiver of open.splice(0)) await receiver.close();
});

async function receive(answer?: Parameters<typeof openReceiver>[0]): Promise<Receiver> {
  const receiver = await openReceiver(answer);
  open.push(receiver);
  return receiver;
}

const here = createGuardedPost({ allowsPrivate: true, limitMs: 300 });
const outside = createGuardedPost({ allowsPrivate: false, limitMs: 300 });

/** A name server that gives the next answer at each look-up. */
function answering(...answers: string[][]) {
  return createGuardedPost({
    allowsPrivate: false,
    limitMs: 300,
    resolve: (_, __, callback) => {
      const found: LookupAddress[] = (answers.shift() ?? []).map((address) => ({
        address,
        family: address.includes(":") ? 6 : 4,
      }));
      callback(found.length === 0 ? Object.assign(new Error("unknown"), { code: "ENOTFOUND" }) : null, found);
    },
  });
}

test("a message arrives with its body and its headers", async () => {
  const receiver = await receive();
  expect(await here.post(receiver.url, '{"글":1}', { accept: "a/b" })).toBeNull();
  expect(receiver.received).toMatchObject([
    { body: '{"글":1}', headers: { accept: "a/b", "content-type": "application/json" } },
  ]);
});

test.each([
  [204, null],
  [400, "refused"],
  [500, "refused"],
] as const)("an answer of %s is %s", async (status, failure) => {
  const receiver = await receive((_, response) => void response.writeHead(status).end());
  expect(await here.post(receiver.url, "{}", {})).toBe(failure);
});

test("a redirect is not followed", async () => {
  const secret = await receive();
  const receiver = await receive(
    (_, response) => void response.writeHead(307, { location: secret.url }).end(),
  );
  expect(await here.post(receiver.url, "{}", {})).toBe("refused");
  expect(secret.received).toEqual([]);
});

test("a receiver that never answers, or only begins to, is given up and holds no connection", async () => {
  const silent = await receive(() => {});
  expect(await here.post(silent.url, "{}", {})).toBe("timeout");
  const slow = await receive(
    (_, response) => void setTimeout(() => response.writeHead(200).end(), 60_000).unref(),
  );
  expect(await here.post(slow.url, "{}", {})).toBe("timeout");
  await expect.poll(async () => (await silent.connections()) + (await slow.connections())).toBe(0);
});

test("of a long answer only the status is read", async () => {
  let written = 0;
  const receiver = await receive((_, response) => {
    const chunk = Buffer.alloc(64 * 1_024);
    response.writeHead(200);
    const write = () => {
      while (!response.destroyed && written < 10 * 2 ** 20) {
        written += chunk.length;
        if (!response.write(chunk)) return;
      }
      response.end();
    };
    response.on("drain", write);
    write();
  });
  expect(await here.post(receiver.url, "{}", {})).toBeNull();
  await expect.poll(() => receiver.connections()).toBe(0);
  expect(written).toBeLessThan(10 * 2 ** 20);
});

test("an address where nobody listens is unreachable", async () => {
  const receiver = await receive();
  await receiver.close();
  open.splice(0);
  expect(await here.post(receiver.url, "{}", {})).toBe("unreachable");
  expect(await answering([]).post("https://no-such-host.example/", "{}", {})).toBe("unreachable");
});

test.each([
  "127.0.0.1",
  "0x7f.1",
  "2130706433",
  "0.0.0.0",
  "10.1.2.3",
  "172.16.0.1",
  "192.168.0.1",
  "169.254.169.254",
  "100.64.0.1",
  "198.18.0.1",
  "224.0.0.1",
  "255.255.255.255",
  "[::1]",
  "[::]",
  "[::ffff:127.0.0.1]",
  "[::ffff:a9fe:a9fe]",
  "[fe80::1]",
  "[fc00::1]",
  "[64:ff9b::7f00:1]",
])("the private address %s is never connected to", async (host) => {
  expect(await outside.isPrivate(`https://${host}/x`)).toBe(true);
  expect(await outside.post(`https://${host}/x`, "{}", {})).toBe("address-private");
});

test("a name of a private address is never connected to, also beside public ones", async () => {
  const receiver = await receive();
  const address = receiver.url.replace("127.0.0.1", "hooks.example");
  for (const found of [["127.0.0.1"], ["93.184.216.34", "127.0.0.1"], ["::1"]]) {
    expect(await answering(found).isPrivate(address)).toBe(true);
    expect(await answering(found).post(address, "{}", {})).toBe("address-private");
  }
  expect(receiver.received).toEqual([]);
});

test("a name that leads to a private address only later (rebinding) is not connected to either", async () => {
  const receiver = await receive();
  const address = receiver.url.replace("127.0.0.1", "hooks.example");
  const post = answering(["93.184.216.34"], ["127.0.0.1"]);
  expect(await post.isPrivate(address)).toBe(false);
  expect(await post.post(address, "{}", {})).toBe("address-private");
  expect(receiver.received).toEqual([]);
});

test("an unknown name is not called private", async () => {
  expect(await answering([]).isPrivate("https://hooks.example/")).toBe(false);
});
