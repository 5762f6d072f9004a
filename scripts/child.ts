// Child processes that are stopped by their own pid, in order, and whose end is reported.
import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";

export type Child = {
  readonly name: string;
  readonly process: ChildProcess;
  /** Resolves with the exit code, signal or error as text. Never rejects. */
  readonly ended: Promise<string>;
  /** Sends SIGTERM, and SIGKILL after `graceMs` milliseconds. */
  stop(graceMs?: number): Promise<void>;
};

/**
 * Starts this Node with `args` in its own process group: the terminal's Ctrl-C does not reach it, so the parent decides
 * the order of stops.
 */
export function startChild(name: string, args: readonly string[], options: SpawnOptions): Child {
  const child = spawn(process.execPath, args, {
    detached: true,
    ...options,
    env: { ...(options.env ?? process.env), STARTED_BY_PID: String(process.pid) },
  });
  let running = true;
  const ended = new Promise<string>((resolve) => {
    const end = (reason: string) => {
      running = false;
      resolve(reason);
    };
    child.once("error", (error) => end(error.message));
    child.once("exit", (code, signal) => end(signal === null ? `exit code ${code}` : `signal ${signal}`));
  });
  return {
    name,
    process: child,
    ended,
    async stop(graceMs = 10_000) {
      if (!running) return;
      child.kill("SIGTERM");
      const force = setTimeout(() => child.kill("SIGKILL"), graceMs);
      await ended;
      clearTimeout(force);
    },
  };
}

/**
 * Runs a tool on this Node. Returns its exit code. The tool does not outlive this process. `output`: shown as it comes, or
 * only when the exit code is not 0.
 */
export async function runTool(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  output: "shown" | "of-failure" = "shown",
): Promise<number> {
  return run(process.execPath, args, env, output);
}

export async function runScript(name: string): Promise<number> {
  return run("npm", ["run", "--silent", name], { NEXT_TELEMETRY_DISABLED: "1" }, "shown");
}

function run(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  output: "shown" | "of-failure",
): Promise<number> {
  const stdio = output === "shown" ? "inherit" : "pipe";
  const child = spawn(command, args, { stdio, env: { ...process.env, ...env } });
  const held: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk: Buffer) => held.push(chunk));
  const stop = () => child.kill();
  process.once("exit", stop);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      process.off("exit", stop);
      if (code !== 0) process.stderr.write(Buffer.concat(held));
      resolve(code ?? 1);
    });
  });
}
