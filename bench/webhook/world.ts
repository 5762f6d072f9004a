// The desk to measure: the production build with its worker, on its own database, with a sandbox of paid payments and a
// signed-in administrator.
import { randomBytes, randomUUID } from "node:crypto";
import { mkdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { hashPassword } from "better-auth/crypto";
import { createAuth } from "@/lib/auth/auth";
import { openDatabase } from "@/lib/db/client";
import { migrate } from "@/lib/db/migrate";
import { addSetupCode, createFirstAdministrator } from "@/lib/db/people/write-people";
import { type Env, parseEnv, parseEnvBeforeSandbox } from "@/lib/env";
import { loadKeys } from "@/lib/keys";
import { type Child, startChild } from "@/scripts/child";
import { deskArgs } from "@/scripts/desk-args";
import { type SandboxProcess, startSandboxProcess } from "@/scripts/start-sandbox";
import { Stop } from "@/scripts/steps";
import { makeDatabase } from "../database";

export type Measured = {
  origin: string;
  desk: Child;
  storeId: string;
  secret: string;
  paymentIds: string[];
  cookie: string;
  env: Readonly<Record<string, string>>;
  databaseUrl: string | undefined;
  dataDir: string;
  /** Stops only the desk, which frees the embedded database. */
  stopDesk(): Promise<void>;
  close(): Promise<void>;
};

const paymentCount = 1_000;

/** Starts everything. Throws `Stop`, with nothing left running, when something does not start. */
export async function openBenchDesk(kind: "embedded" | "postgres"): Promise<Measured> {
  const dataDir = join(".test-data", `bench-webhook-${kind}`);
  rmSync(dataDir, { recursive: true, force: true });
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const database = kind === "postgres" ? await makeDatabase() : null;
  const [port, sandboxPort, controlPort] = await freePorts(3);
  const settings: Record<string, string> = {
    PORT: String(port),
    DESK_DATA_DIR: dataDir,
    DATABASE_URL: database?.url ?? "",
    DESK_AUTH_SECRET: randomBytes(32).toString("hex"),
    DESK_ENCRYPTION_KEY: randomBytes(32).toString("base64"),
    DESK_URL: `http://127.0.0.1:${port}`,
    SANDBOX_PORT: String(sandboxPort),
    SANDBOX_CONTROL_PORT: String(controlPort),
    SANDBOX_PAYMENTS: "none",
    LOG_LEVEL: "warn",
  };
  for (const name of Object.keys(process.env)) if (name.startsWith("PORTONE_")) delete process.env[name];
  Object.assign(process.env, settings);
  const before = parseEnvBeforeSandbox(process.env);
  if (!before.ok) throw new Stop(before.problems.map(({ name, why }) => `${name} ${why}`));
  const sandbox = await startSandboxProcess(before.env);
  const ending: (() => Promise<void>)[] = [() => sandbox.child.stop(), async () => database?.drop()];
  try {
    const env = parseEnv({ ...process.env, ...sandbox.env });
    if (!env.ok) throw new Stop(env.problems.map(({ name, why }) => `${name} ${why}`));
    const paymentIds = await makePayments(sandbox);
    const cookie = await makeAdministrator(env.env);
    const desk = await startDesk(env.env, { ...settings, ...sandbox.env });
    ending.unshift(() => desk.stop());
    return {
      origin: `http://127.0.0.1:${port}`,
      desk,
      storeId: sandbox.env.PORTONE_STORE_ID ?? "",
      secret: sandbox.env.PORTONE_WEBHOOK_SECRET ?? "",
      paymentIds,
      cookie,
      env: { ...settings, ...sandbox.env },
      databaseUrl: database?.url,
      dataDir,
      stopDesk: () => desk.stop(),
      close: async () => {
        for (const end of ending) await end();
        rmSync(dataDir, { recursive: true, force: true });
      },
    };
  } catch (error) {
    for (const end of ending) await end();
    throw error;
  }
}

/** Creates card payments of this hour through the sandbox's control API, without webhooks. Returns their ids. */
async function makePayments(sandbox: SandboxProcess): Promise<string[]> {
  const { origin, hash } = new URL(sandbox.controlPage);
  const headers = { "x-sandbox-token": hash.replace("#token=", "") };
  const ids = Array.from({ length: paymentCount }, (_, n) => `bench-${String(n).padStart(5, "0")}`);
  for (const id of ids) {
    const body = JSON.stringify([{ id, total: 10_000 + id.length, announce: false }]);
    const made = await fetch(`${origin}/control/createPayment`, { method: "POST", headers, body });
    if (!made.ok) throw new Error(`the sandbox made no payment: ${await made.text()}`);
  }
  return ids;
}

/** Creates an administrator before the desk starts, because one process opens the embedded database. Returns the cookie. */
async function makeAdministrator(env: Env): Promise<string> {
  const database = await openDatabase(env);
  try {
    await migrate(database);
    const person = { id: randomUUID(), name: "박관리", email: "bench@example.com" };
    const password = randomBytes(16).toString("hex");
    const code = randomUUID();
    await addSetupCode(database.db, code, 60_000);
    const passwordHash = () => hashPassword(password);
    const made = await createFirstAdministrator(database.db, { ...person, passwordHash }, code);
    if (!made.ok) throw new Error(`no administrator: ${made.error.code}`);
    const { authSecret } = await loadKeys(env);
    const auth = createAuth(database, { secret: authSecret, origin: env.deskUrl });
    const answer = await auth.api.signInEmail({ body: { email: person.email, password }, asResponse: true });
    return answer.headers
      .getSetCookie()
      .map((cookie) => cookie.split(";")[0])
      .join("; ");
  } finally {
    await database.close();
  }
}

async function startDesk(env: Env, settings: Readonly<Record<string, string>>): Promise<Child> {
  const profile = process.env.BENCH_PROFILE;
  const desk = startChild(
    "desk",
    [
      ...(profile ? ["--cpu-prof", `--cpu-prof-dir=${profile}`] : []),
      ...deskArgs("start", env.host, env.port),
    ],
    {
      stdio: ["pipe", "ignore", "inherit"],
      env: { ...process.env, ...settings, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    },
  );
  let end: string | null = null;
  void desk.ended.then((reason) => {
    end = reason;
  });
  for (const deadline = performance.now() + 60_000; performance.now() < deadline; await sleep(100)) {
    if (end !== null) throw new Stop(`The desk ended before it was ready: ${end}`);
    const answer = await fetch(`http://127.0.0.1:${env.port}/api/health`).catch(() => null);
    if (answer?.ok) return desk;
  }
  await desk.stop();
  throw new Stop("The desk does not answer at /api/health.");
}

/** Returns free ports. All are bound at the same time, so that they differ. */
async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer());
  const ports = await Promise.all(
    servers.map(
      (server) =>
        new Promise<number>((resolve, reject) => {
          server.once("error", reject);
          server.listen(0, "127.0.0.1", () => {
            const address = server.address();
            if (address === null || typeof address === "string") reject(new Error("no port"));
            else resolve(address.port);
          });
        }),
    ),
  );
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
