// One process per directory: two PGlites on one directory lose acknowledged rows silently. The lock is a listening unix
// socket file: the kernel ends the lock with its process, and every container that mounts the directory sees the file
// (an abstract socket belongs to one network namespace). Every contender listens under its own name *before* the search
// for others, so of two contenders at least one sees the other. A name is used once, so removing a socket that refuses
// connections never removes a live lock.
import { randomBytes } from "node:crypto";
import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { connect, createServer, type Server } from "node:net";
import { hostname } from "node:os";
import { join, relative, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import * as z from "zod";

export type DirectoryLock = { release(): Promise<void> };

const ownerShape = z.object({ pid: z.number(), since: z.string(), host: z.string(), machine: z.string() });
export type Owner = z.infer<typeof ownerShape>;

/** `owner` is null when the holder of the directory does not say who it is. */
export class DirectoryHeldError extends Error {
  readonly code = "DIRECTORY_HELD";
  readonly owner: Owner | null;

  constructor(directory: string, owner: Owner | null) {
    const who =
      owner === null ? "another process" : `process ${owner.pid} on ${owner.host} since ${owner.since}`;
    super(`${directory} is in use by ${who}; stop it first, or set DESK_DATA_DIR to another directory`);
    this.name = "DirectoryHeldError";
    this.owner = owner;
  }
}

/** Creates an absent directory. Throws DirectoryHeldError when another process holds the directory. */
export async function lockDirectory(directory: string): Promise<DirectoryLock> {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  if (process.platform === "win32")
    throw new Error("the embedded database needs unix sockets; on Windows use WSL or DATABASE_URL");
  const here = openForSockets(directory);
  const mine: Owner = {
    pid: process.pid,
    since: new Date().toISOString(),
    host: hostname(),
    machine: machineId(),
  };
  const ticket = `${randomBytes(8).toString("hex")}${extension}`;
  const state: State = { holds: false };
  let server: Server | undefined;
  try {
    server = await listen(here.path(`${ticket}.new`), () => JSON.stringify({ ...mine, holds: state.holds }));
    // Renamed only after listening: a file that is bound but not yet listening refuses connections and looks dead.
    renameSync(join(directory, `${ticket}.new`), join(directory, ticket));
    await waitForContenders(directory, ticket, here.path);
    refuseOtherMachine(directory, mine);
    state.holds = true;
    writeOwner(directory, mine);
  } catch (error) {
    rmSync(join(directory, ticket), { force: true });
    await closeServer(server);
    here.close();
    throw error;
  }
  const held = server;
  const beat = setInterval(() => touch(join(directory, ownerFile)), heartbeatMs).unref();
  return {
    release: async () => {
      clearInterval(beat);
      rmSync(join(directory, ownerFile), { force: true });
      rmSync(join(directory, ticket), { force: true });
      await closeServer(held);
      here.close();
    },
  };
}

type State = { holds: boolean };
const ownerFile = "lock.json";
const extension = ".lock";
const heartbeatMs = 5_000;
/** Longer than any query blocks the event loop, and with it the heartbeat. */
const silentMs = 60_000;
/** sun_path has 108 bytes on Linux and 104 on macOS. */
const longestPath = 100;

async function waitForContenders(
  directory: string,
  ticket: string,
  path: (name: string) => string,
): Promise<void> {
  for (;;) {
    let waiting = false;
    for (const name of readdirSync(directory).filter((each) => each.endsWith(extension) && each !== ticket)) {
      const answer = await queryListener(path(name));
      if (answer === "gone") rmSync(join(directory, name), { force: true });
      else if (answer === "silent") throw new DirectoryHeldError(directory, readOwner(directory));
      // Of contenders that see each other, the smaller name wins; the other gives up.
      else if (answer.holds || name < ticket) throw new DirectoryHeldError(directory, answer);
      else waiting = true;
    }
    if (!waiting) return;
    await sleep(20);
  }
}

/** Throws when the owner file of another machine changed within a minute: sockets do not reach across machines. */
function refuseOtherMachine(directory: string, mine: Owner): void {
  const owner = readOwner(directory);
  // Containers on one machine share its boot id, so only the socket decides there.
  if (owner === null || owner.machine === mine.machine) return;
  const probe = join(directory, `${ownerFile}.now`);
  writeFileSync(probe, "", { mode: 0o600 });
  // Both times come from the file system, so differing clocks of the two machines do not matter.
  const quietMs = statSync(probe).mtimeMs - statSync(join(directory, ownerFile)).mtimeMs;
  rmSync(probe);
  if (quietMs < silentMs) throw new DirectoryHeldError(directory, owner);
}

const answerShape = ownerShape.extend({ holds: z.boolean() });

/** "gone" proves that no process listens; "silent" is a process that is stopped or too busy to answer. */
function queryListener(path: string): Promise<z.infer<typeof answerShape> | "gone" | "silent"> {
  return new Promise((answer, fail) => {
    let text = "";
    const socket = connect(path);
    socket.setEncoding("utf8").setTimeout(2_000, () => socket.destroy(new Error("no answer")));
    socket.on("data", (part: string) => {
      text += part;
    });
    socket.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "ECONNREFUSED" || error.code === "ENOENT") answer("gone");
      else if (error.code === "EACCES" || error.code === "EPERM") fail(error);
      else answer("silent");
    });
    socket.on("close", () => answer(answerShape.safeParse(parseJson(text)).data ?? "silent"));
  });
}

function listen(path: string, answer: () => string): Promise<Server> {
  return new Promise((ready, fail) => {
    // The lock alone must not keep the process alive, and a client that hangs up early must not end it.
    const server = createServer((socket) => socket.on("error", () => socket.destroy()).end(answer())).unref();
    server.once("error", fail);
    server.listen(path, () => ready(server));
  });
}

function closeServer(server: Server | undefined): Promise<void> {
  return new Promise((closed) => (server?.listening ? server.close(() => closed()) : closed()));
}

/** Returns paths for sockets that fit into sun_path, whatever the length of the directory's path. */
function openForSockets(directory: string): { path: (name: string) => string; close: () => void } {
  const room = longestPath - 32;
  const whole = resolve(directory);
  const near = relative(process.cwd(), whole);
  const short = near !== "" && near.length < whole.length ? near : whole;
  if (Buffer.byteLength(short) <= room) return { path: (name) => join(short, name), close: () => {} };
  if (process.platform !== "linux")
    throw new Error(
      `the path of ${directory} is too long for a unix socket; set DESK_DATA_DIR to a shorter one`,
    );
  const descriptor = openSync(whole, "r");
  return { path: (name) => `/proc/self/fd/${descriptor}/${name}`, close: () => closeSync(descriptor) };
}

function machineId(): string {
  return process.platform === "linux"
    ? readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()
    : hostname();
}

function writeOwner(directory: string, owner: Owner): void {
  const path = join(directory, ownerFile);
  writeFileSync(`${path}.new`, `${JSON.stringify(owner)}\n`, { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

function readOwner(directory: string): Owner | null {
  try {
    return ownerShape.safeParse(parseJson(readFileSync(join(directory, ownerFile), "utf8"))).data ?? null;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}

function touch(path: string): void {
  const now = new Date();
  utimesSync(path, now, now);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
