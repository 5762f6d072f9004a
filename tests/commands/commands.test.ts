// Runs, briefly, every command that the documentation names.
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, expect, onTestFinished, test } from "vitest";
import { auditKeys, checkpointOf, makeCheckpoint } from "@/lib/audit/checkpoints";
import { packEvidence } from "@/lib/audit/evidence-pack";
import { verifyPassword } from "@/lib/auth/password-hash";
import { audit } from "@/lib/db/audit";
import { storedCheckpoints } from "@/lib/db/audit/links";
import { openDatabase } from "@/lib/db/client";
import { migrate } from "@/lib/db/migrate";
import { addSetupCode, createFirstAdministrator, passwordHashOf } from "@/lib/db/people/write-people";
import { tamperWith } from "@/tests/support/tamper";

const run = promisify(execFile);
const scripts: Record<string, string> = JSON.parse(readFileSync("package.json", "utf8")).scripts;

/** Commands that this file does not run, each with what runs it or why nothing does. */
const elsewhere: Record<string, string> = {
  start: "e2e/start-desk.ts",
  build: "the build step of `npm test`",
  check: "`npm test`",
  "check:types": "a part of `check`",
  test: "this run",
  "test:quick": "parts of `npm test`",
  "test:unit": "`npm test`",
  "test:integration": "`npm test`",
  "test:model": "`npm test`",
  "test:crash": "`npm test`",
  "test:e2e": "`npm test`",
  "test:proof": "takes minutes; scripts/planted-faults.test.ts checks that each fault still has its place",
  "bench:lighthouse": "downloads Lighthouse",
  "bench:webhook": "needs a build with a handler of its own, a minute longer than all of these",
  font: "messages/font.test.ts compares its result with the messages",
};
const here = [
  "dev",
  "sandbox",
  "db:generate",
  "docs:policy",
  "docs:permissions",
  "bench:list",
  "bench:export",
  "bench:audit",
  "audit:verify",
];

const dataDir = mkdtempSync(join(tmpdir(), "refund-desk-commands-"));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

test("every command that a document names is a script, and is run here or elsewhere", () => {
  const documents = ["README.md", "CONTRIBUTING.md", "SECURITY.md", ...globSync("docs/*.md")];
  const named = new Set(
    documents.flatMap((file) =>
      [
        ...readFileSync(file, "utf8").matchAll(
          /npm (?:run )?((?:start|test|dev|[a-z]+:[a-z]+)|(?<=run )[a-z:]+)/g,
        ),
      ].map(([, name]) => name ?? ""),
    ),
  );
  expect(named.size).toBeGreaterThan(10);
  expect([...named].filter((name) => !(name in scripts))).toEqual([]);
  expect([...named].filter((name) => !(name in elsewhere) && !here.includes(name))).toEqual([]);
});

test("npm run sandbox answers as PortOne", { timeout: 30_000 }, async () => {
  const [port, controlPort] = await freePorts(2);
  const child = npm("sandbox", {
    SANDBOX_PORT: String(port),
    SANDBOX_CONTROL_PORT: String(controlPort),
    DESK_DATA_DIR: join(dataDir, "sandbox"),
    SANDBOX_DATA_DIR: join(dataDir, "sandbox"),
  });
  await printed(child, new RegExp(`:${port}`));
  expect((await fetch(`http://127.0.0.1:${port}/payments/none`)).status).toBe(401);
});

test("npm run db:generate finds the migrations up to date", { timeout: 60_000 }, async () => {
  const { stdout } = await run("npm", ["run", "db:generate"]);
  expect(stdout).toContain("No schema changes");
});

test.each(["policy", "permissions"])(
  "npm run docs:%s leaves the committed table as it is",
  {
    timeout: 60_000,
  },
  async (table) => {
    const before = readFileSync(`docs/${table}.md`, "utf8");
    await run("npm", ["run", `docs:${table}`]);
    expect(readFileSync(`docs/${table}.md`, "utf8")).toBe(before);
  },
);

test.each([
  [
    "bench:list",
    ["--on", "embedded", "--small", "600", "--large", "800", "--repeats", "1"],
    /questions on embedded/,
  ],
  ["bench:export", ["--on", "embedded", "--rows", "600"], /600 payments as a file/],
  ["bench:audit", ["--on", "embedded", "--entries", "600", "--refunds", "2"], /600 entries, intact/],
])("npm run %s measures", { timeout: 240_000 }, async (name, options, line) => {
  // Floors do not apply to a run this short: only the output matters.
  const { stdout } = await run("npm", ["run", name, "--", ...options]).catch(
    (error: { stdout: string }) => error,
  );
  expect(stdout).toMatch(line);
});

test("npm run audit:verify names the first fault, also beside a checkpoint of the log, and verifies a pack", {
  timeout: 120_000,
}, async () => {
  const dir = join(dataDir, "audit");
  const { secret, kept } = await auditedDesk(dir);
  const log = join(dataDir, "kept.log");
  writeFileSync(
    log,
    `another line\n${JSON.stringify({ level: "info", checkpoint: kept, msg: "audit checkpoint" })}\n`,
  );
  const env = {
    ...process.env,
    DESK_DATA_DIR: dir,
    DESK_AUTH_SECRET: secret,
    DESK_ENCRYPTION_KEY: Buffer.alloc(32).toString("base64"),
  };
  const verified = await run("npm", ["run", "audit:verify", "--", "--checkpoint", log], { env });
  expect(verified.stdout).toMatch(/3 entries, 2 checkpoints/);
  expect(verified.stdout).toMatch(/nothing is wrong/);

  const pack = join(dataDir, "evidence.zip");
  const about = {
    storeId: "store-1",
    paymentId: "order-1",
    madeAt: "2026-12-03T00:00:00Z",
    madeBy: "박관리",
  };
  writeFileSync(
    pack,
    packEvidence([{ name: "report.html", text: "<h1>증빙 자료</h1>" }], about, auditKeys(secret)),
  );
  const evidence = await run("npm", ["run", "audit:verify", "--", "--evidence", pack], { env });
  expect(evidence.stdout).toMatch(/order-1 .*박관리/);
  expect(evidence.stdout).toMatch(/1 files are unchanged/);

  await changeEntry(dir);
  const failed = await run("npm", ["run", "audit:verify"], { env }).catch(
    (error: { code: number; stdout: string }) => error,
  );
  expect(failed).toMatchObject({ code: 1, stdout: expect.stringMatching(/entry 2 \(2\) was changed/) });
});

/** Makes a desk with three entries and a checkpoint, and returns the checkpoint. */
async function auditedDesk(dir: string) {
  const secret = "a".repeat(48);
  const database = await openDatabase({ databaseUrl: undefined, dataDir: dir });
  await migrate(database);
  for (const name of ["하나", "둘", "셋"])
    await database.db.transaction((tx) =>
      audit(tx, { actor: { id: null, name }, action: "ledgers.compared", subject: "payments", detail: {} }),
    );
  await makeCheckpoint(database.db, auditKeys(secret));
  const [stored] = await storedCheckpoints(database.db);
  await database.close();
  if (stored === undefined) throw new Error("there is no checkpoint");
  return { secret, kept: checkpointOf(stored) };
}

async function changeEntry(dir: string): Promise<void> {
  const database = await openDatabase({ databaseUrl: undefined, dataDir: dir });
  await tamperWith(database.db, "update audit_entries set actor_name = '넷' where seq = 2");
  await database.close();
}

// Two starts: 20 seconds alone, a hundred while the crash tests begin beside them.
test("npm start -- --rescue opens an account again, and asks for a missing address", {
  timeout: 240_000,
}, async () => {
  const dir = join(dataDir, "rescue");
  const admin = { id: "admin", name: "박관리", email: "admin@example.com" };
  const asDesk = async <Value>(
    use: (database: Awaited<ReturnType<typeof openDatabase>>) => Promise<Value>,
  ) => {
    const database = await openDatabase({ dataDir: dir });
    const value = await use(database);
    await database.close();
    return value;
  };
  await asDesk(async (database) => {
    await migrate(database);
    await addSetupCode(database.db, "code", 60_000);
    await createFirstAdministrator(database.db, { ...admin, passwordHash: async () => "forgotten" }, "code");
  });
  const [port, sandboxPort, controlPort] = await freePorts(3);
  const child = npm(
    "start",
    {
      PORT: String(port),
      SANDBOX_PORT: String(sandboxPort),
      SANDBOX_CONTROL_PORT: String(controlPort),
      DESK_DATA_DIR: dir,
    },
    ["--rescue", "Admin@example.com"],
  );
  const [, password = ""] = await printed(child, /temporary password: (\S+)/);
  await end(child);
  const hash = await asDesk(({ db }) => passwordHashOf(db, admin.id));
  expect(await verifyPassword({ hash: hash ?? "", password })).toBe(true);
  await expect(run("npm", ["start", "--", "--rescue"])).rejects.toThrow("Add the email address");
});

// The bundler compiles the desk from nothing. Last, when the crash tests that run beside have ended or are about to: 45 seconds
// alone, 170 to 240 beside the three of them.
test("npm run dev answers the sign-in page", { timeout: 240_000 }, async () => {
  const [port, sandboxPort, controlPort] = await freePorts(3);
  const child = npm("dev", {
    PORT: String(port),
    SANDBOX_PORT: String(sandboxPort),
    SANDBOX_CONTROL_PORT: String(controlPort),
    DESK_DATA_DIR: join(dataDir, "dev"),
  });
  await printed(child, /setup code/);
  const response = await fetch(`http://localhost:${port}/sign-in`);
  expect(response.status).toBe(200);
  expect(await response.text()).toContain("<form");
});

/** Starts a script in a process group of its own and ends the group with the test. */
function npm(script: string, env: Record<string, string>, options: readonly string[] = []): ChildProcess {
  const clean = Object.entries(process.env).filter(
    ([name]) => !/^(PORTONE|DESK|SANDBOX|DATABASE)_/.test(name),
  );
  const child = spawn("npm", ["run", script, "--", ...options], {
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...Object.fromEntries(clean), NODE_ENV: script === "dev" ? "development" : "production", ...env },
  });
  onTestFinished(() => end(child));
  return child;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const ended = new Promise((resolve) => child.once("close", resolve));
  process.kill(-child.pid, "SIGTERM");
  await ended;
}

/** Returns the match of the output. Rejects with the output when the process ends before. */
function printed(child: ChildProcess, line: RegExp): Promise<RegExpExecArray> {
  return new Promise((resolve, reject) => {
    let output = "";
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const found = line.exec(output);
      if (found !== null) resolve(found);
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    child.once("exit", (code) => reject(new Error(`ended with ${code}:\n${output}`)));
  });
}

/** Returns ports that are free now. */
async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, () => {
      const server = createServer();
      return new Promise<typeof server>((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
    }),
  );
  return Promise.all(
    servers.map((server) => {
      const address = server.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      return new Promise<number>((resolve) => server.close(() => resolve(port)));
    }),
  );
}
