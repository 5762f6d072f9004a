// `npm start` on the pinned Node: checks the environment, starts the sandbox, builds, starts the desk, and prints each step.
import { existsSync, mkdirSync } from "node:fs";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { type DeskEnv, describeProblems, type Env, parseEnv, parseEnvBeforeSandbox } from "../lib/env.ts";
import type { Checked } from "../lib/env-report.ts";
import { readSettings } from "../sandbox/settings.ts";
import { build, buildWhenNeeded } from "./build.ts";
import { type Child, startChild } from "./child.ts";
import { type Connection, connectionLines } from "./connection.ts";
import { deskArgs } from "./desk-args.ts";
import { type SandboxProcess, startSandboxProcess } from "./start-sandbox.ts";
import { print, Stop, step } from "./steps.ts";

const dev = process.argv.includes("--dev");
const buildOnly = process.argv.includes("--build");
const isRescue = process.argv.includes("--rescue");
/** E-mail address of a person who can no longer sign in. */
const rescue = isRescue ? process.argv[process.argv.indexOf("--rescue") + 1] : undefined;
const running: Child[] = [];
let stopping: Promise<never> | null = null;

try {
  if (buildOnly) await build();
  else await start();
} catch (error) {
  if (stopping !== null) await stopping;
  process.stderr.write(
    error instanceof Stop ? `\n${error.message}\n` : `\n${error instanceof Error ? error.stack : error}\n`,
  );
  await stopAll(1);
}

async function start(): Promise<void> {
  if (isRescue && !rescue?.includes("@"))
    throw new Stop([
      "이메일을 함께 입력해 주세요: npm start -- --rescue admin@example.com",
      "Add the email address: npm start -- --rescue admin@example.com",
    ]);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      if (stopping === null) print("", "종료하는 중 · stopping …");
      void stopAll(0);
    });
  }
  if (existsSync(".env")) process.loadEnvFile(".env");
  const { env, target, withSandbox } = await step("환경 확인 · checking the environment", readEnvironment);
  const sandbox = withSandbox
    ? await step("샌드박스 시작 · starting the sandbox in PortOne's place", () =>
        watched(startSandboxProcess(env)),
      )
    : null;
  if (!dev) await step("빌드 (1~2분) · building (1 to 2 minutes)", buildWhenNeeded);
  const desk = await step("환불데스크 시작 · starting the refund desk", () => startDesk(env, sandbox));
  printReady(env, connectionOf(target, sandbox));
  // From here on only the end of a child or a signal ends this process.
  const dead = await Promise.race(
    [desk, ...(sandbox ? [sandbox.child] : [])].map(async (child) => ({ child, reason: await child.ended })),
  );
  throw new Stop(
    `${dead.child.name} 종료 · ${dead.child.name} ended by itself: ${dead.reason}. Its last output is above.`,
  );
}

type Environment = { env: DeskEnv; target: Env["target"] | null; withSandbox: boolean };

/** `target` is null when a sandbox is yet to be started. */
async function readEnvironment(): Promise<Environment> {
  const withSandbox = (process.env.PORTONE_API_SECRET ?? "").trim() === "";
  const { env, target } = withSandbox
    ? { env: checked(parseEnvBeforeSandbox(process.env), sandboxProblems()), target: null }
    : withTarget(checked(parseEnv(process.env)));
  await checkPort(env.port, env.host, "PORT");
  if (env.databaseKind === "embedded") mkdirSync(env.dataDir, { recursive: true, mode: 0o700 });
  return { env, target, withSandbox };
}

function withTarget(env: Env): Pick<Environment, "env"> & { target: Env["target"] } {
  return { env, target: env.target };
}

/** Returns the values. Throws `Stop` with every problem, `more` included. */
function checked<Of>(read: Checked<Of>, more: readonly string[] = []): Of {
  const problems = [...(read.ok ? [] : describeProblems(read.problems)), ...more];
  if (problems.length > 0) throw new Stop(problems);
  if (!read.ok) throw new Error("a problem has no description");
  return read.env;
}

/** The sandbox reads its own settings. DATABASE_URL and what the start sets are checked with the desk's. */
function sandboxProblems(): string[] {
  const own = Object.fromEntries(Object.entries(process.env).filter(([name]) => /^SANDBOX_/.test(name)));
  const read = readSettings({ ...own, SANDBOX_WEBHOOK_URL: "", SANDBOX_PAYMENT_PAGE: "" });
  return "problems" in read ? read.problems : [];
}

function connectionOf(target: Env["target"] | null, sandbox: SandboxProcess | null): Connection {
  if (sandbox !== null)
    return {
      kind: "sandbox",
      sandboxId: sandbox.id,
      base: sandbox.control.url,
      controlPage: sandbox.controlPage,
    };
  if (target === null) throw new Error("neither a target nor a sandbox");
  return target.kind === "sandbox" ? { ...target, controlPage: null } : target;
}

/** Throws `Stop` when the port is taken. Runs before the build, because the build takes long. */
async function checkPort(port: number, host: string, name: string): Promise<void> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const taken = `${host}:${port} 포트를 다른 프로그램이 쓰고 있습니다 · Port ${port} is taken by another program.`;
      const remedy = `Stop it, or choose another: ${name}=${port + 1} npm start`;
      reject(
        new Stop(
          error.code === "EADDRINUSE" ? [taken, remedy] : `${host}:${port} cannot be used: ${error.message}`,
        ),
      );
    });
    server.listen(port, host, () => server.close(() => resolve()));
  });
}

async function watched(starting: Promise<SandboxProcess>): Promise<SandboxProcess> {
  const sandbox = await starting;
  running.push(sandbox.child);
  return sandbox;
}

async function startDesk(env: DeskEnv, sandbox: SandboxProcess | null): Promise<Child> {
  const desk = startChild("desk", deskArgs(dev ? "dev" : "start", env.host, env.port), {
    stdio: ["pipe", dev ? "pipe" : "inherit", "inherit"],
    env: {
      ...process.env,
      NODE_ENV: dev ? "development" : "production",
      NEXT_TELEMETRY_DISABLED: "1",
      ...(dev && process.stdout.isTTY ? { FORCE_COLOR: "1" } : {}),
      ...sandbox?.env,
      ...(rescue !== undefined && { DESK_RESCUE: rescue }),
    },
  });
  // First in the list, so that the desk stops before the sandbox and its last requests are still answered.
  running.unshift(desk);
  let end: string | null = null;
  void desk.ended.then((reason) => {
    end = reason;
  });
  const showOutput = holdOutput(desk);
  const deadline = performance.now() + (dev ? 300_000 : 120_000);
  while (!(await answers(env))) {
    if (end !== null) {
      showOutput();
      throw new Stop(
        `환불데스크가 시작되지 않았습니다 · Refund Desk did not start (${end}); its reason is above.`,
      );
    }
    if (performance.now() > deadline) {
      showOutput();
      throw new Stop("환불데스크가 응답하지 않습니다 · Refund Desk does not respond at /api/health.");
    }
    await sleep(200);
  }
  showOutput();
  return desk;
}

/**
 * Holds back what a child with a pipe prints, because `next dev` prints its banner before the desk is ready. Returns a
 * function that shows it and what follows.
 */
function holdOutput({ process: { stdout } }: Child): () => void {
  const held: Buffer[] = [];
  const hold = (chunk: Buffer) => held.push(chunk);
  stdout?.on("data", hold);
  return () => {
    stdout?.off("data", hold);
    process.stdout.write(Buffer.concat(held));
    stdout?.pipe(process.stdout);
  };
}

async function answers(env: DeskEnv): Promise<boolean> {
  try {
    const answer = await fetch(`http://${reachable(env.host)}:${env.port}/api/health`, {
      signal: AbortSignal.timeout(5_000),
    });
    return answer.ok;
  } catch {
    return false;
  }
}

/** Returns the address at which this machine reaches a server bound to `host`. */
function reachable(host: string): string {
  if (host === "0.0.0.0" || host === "localhost") return "127.0.0.1";
  return host.includes(":") ? `[${host === "::" ? "::1" : host}]` : host;
}

function printReady(env: DeskEnv, to: Connection): void {
  print(
    "",
    "  환불데스크가 준비되었습니다 · Refund Desk is ready",
    `    ${env.deskUrl}`,
    "",
    ...connectionLines(to, env.deskUrl),
    "",
    "  끝내기: Ctrl-C · To stop: Ctrl-C",
    "",
  );
}

/** Stops the children one after the other, by their own pid, then ends this process. */
function stopAll(code: number): Promise<never> {
  stopping ??= (async () => {
    for (const child of running) await child.stop();
    process.exit(code);
  })();
  return stopping;
}
