// A separate thread: Node's scrypt shares few threads with name lookups, where a flood of sign-ins delays refunds.
import "server-only";
import { randomBytes, randomUUID, timingSafeEqual } from "node:crypto";
import { Worker } from "node:worker_threads";

// better-auth's parameters and format, `<salt>:<key>` in hexadecimal: its hashes stay valid. 33 MB and 0.1 s a hash.
const threadSource = `
const { parentPort } = require("node:worker_threads");
const { scryptSync } = require("node:crypto");
const cost = { N: 16384, r: 16, p: 1, maxmem: 128 * 16384 * 16 * 2 };
parentPort.on("message", ({ id, password, salt }) => {
  parentPort.postMessage({ id, key: scryptSync(password.normalize("NFKC"), salt, 64, cost).toString("hex") });
});`;

type Waiting = { resolve: (key: string) => void; reject: (error: Error) => void };
type Thread = { worker: Worker; waiting: Map<string, Waiting> };

// On globalThis: Next bundles instrumentation, pages and handlers separately, and each bundle would start a thread.
const key = Symbol.for("refund-desk.password-thread");
const holder = globalThis as { [key]?: Thread | undefined };

function thread(): Thread {
  if (holder[key] !== undefined) return holder[key];
  const worker = new Worker(threadSource, { eval: true });
  const waiting = new Map<string, Waiting>();
  const fail = (error: Error) => {
    holder[key] = undefined;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  worker.on("message", (answer: { id: string; key: string }) => {
    waiting.get(answer.id)?.resolve(answer.key);
    waiting.delete(answer.id);
  });
  worker.on("error", fail);
  worker.on("exit", () => fail(new Error("the thread that hashes passwords has ended")));
  worker.unref();
  holder[key] = { worker, waiting };
  return holder[key];
}

function derive(password: string, salt: string): Promise<string> {
  const { worker, waiting } = thread();
  const id = randomUUID();
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject });
    worker.postMessage({ id, password, salt });
  });
}

export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16).toString("hex");
  return `${salt}:${await derive(password, salt)}`;
}

/** Throws for a malformed hash. */
export async function verifyPassword({
  hash,
  password,
}: {
  hash: string;
  password: string;
}): Promise<boolean> {
  const [salt, expected] = hash.split(":");
  if (!salt || !expected) throw new Error("a stored password is not a hash");
  const [given, known] = [Buffer.from(await derive(password, salt), "hex"), Buffer.from(expected, "hex")];
  return given.length === known.length && timingSafeEqual(given, known);
}
