// Starts the sandbox as a separate process for a test. Not part of the program.
import { type ChildProcessByStdio, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";
import { onTestFinished } from "vitest";

export type Child = ChildProcessByStdio<Writable, Readable, Readable>;
export type Ready = {
  sandbox: string;
  id: string;
  url: string;
  controlUrl: string;
  controlToken: string;
  apiSecret: string;
  storeId: string;
};

/** Creates a folder that is removed when the test ends. */
export function folder(): string {
  const path = mkdtempSync(join(tmpdir(), "sandbox-test-"));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** Runs `file` on free ports without payments, and kills it when the test ends. */
export function startProgram(file: string, dataDir: string, env: Record<string, string> = {}): Child {
  return startCommand([process.execPath, file], ".", dataDir, env);
}

/** Runs a command in `cwd`, with a process group of its own, which is killed when the test ends. */
export function startCommand(
  [command, ...args]: readonly [string, ...string[]],
  cwd: string,
  dataDir: string,
  env: Record<string, string>,
): Child {
  const child = spawn(command, args, {
    cwd,
    detached: true,
    stdio: ["pipe", "pipe", "pipe"],
    env: {
      NODE_ENV: process.env.NODE_ENV,
      PATH: process.env.PATH,
      SANDBOX_PORT: "0",
      SANDBOX_CONTROL_PORT: "0",
      SANDBOX_DATA_DIR: dataDir,
      SANDBOX_READY_JSON: "1",
      SANDBOX_PAYMENTS: "none",
      // Nothing listens on the discard port: webhooks of these tests must not reach a running desk.
      SANDBOX_WEBHOOK_URL: "http://127.0.0.1:9/",
      ...env,
    },
  });
  onTestFinished(() => {
    if (child.exitCode === null && child.signalCode === null) signalGroup(child, "SIGKILL");
  });
  return child;
}

/** Signals the process and its children. */
export function signalGroup({ pid }: Child, signal: NodeJS.Signals): void {
  if (pid !== undefined) process.kill(-pid, signal);
}

/** Resolves with the JSON line that the program prints once it listens. Rejects with its error output. */
export function ready(child: Child): Promise<Ready> {
  return new Promise((resolve, reject) => {
    let out = "";
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
      out += chunk;
      if (out.includes("\n")) resolve(JSON.parse(out) as Ready);
    });
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => reject(new Error(chunk)));
    child.once("exit", (code) => reject(new Error(`ended with ${code}`)));
  });
}

/** Resolves with the exit code and the output from this call on. */
export async function ended(child: Child): Promise<{ code: number | null; out: string; refuse: string }> {
  let out = "";
  let refuse = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    out += chunk;
  });
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
    refuse += chunk;
  });
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { code, out, refuse };
}
