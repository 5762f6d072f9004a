// Child processes that are stopped by their own pid, in order, and whose death is told.
import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";

export type Child = {
  readonly name: string;
  readonly process: ChildProcess;
  /** Resolves with how it ended; never rejects. */
  readonly ended: Promise<string>;
  /** Asks it to end, and after `graceMs` makes it. */
  stop(graceMs?: number): Promise<void>;
};

/** Runs this Node with `args`. A group of its own keeps the terminal's Ctrl-C away, so that we choose the order of the end. */
export function startChild(name: string, args: readonly string[], options: SpawnOptions): Child {
  const child = spawn(process.execPath, args, {
    detached: true,
    ...options,
    env: { ...(options.env ?? process.env), STARTED_BY_PID: String(process.pid) },
  });
  let running = true;
  const ended = new Promise<string>((resolve) => {
    const end = (how: string) => {
      running = false;
      resolve(how);
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

/** Runs a tool on this Node to its end with its output shown, and gives its exit code. It does not outlive this process. */
export async function runTool(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<number> {
  return run(process.execPath, args, env);
}

/** Runs a script of package.json in the same way. */
export async function runScript(name: string): Promise<number> {
  return run("npm", ["run", "--silent", name], { NEXT_TELEMETRY_DISABLED: "1" });
}

function run(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<number> {
  const child = spawn(command, args, { stdio: "inherit", env: { ...process.env, ...env } });
  const stop = () => child.kill();
  process.once("exit", stop);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => {
      process.off("exit", stop);
      resolve(code ?? 1);
    });
  });
}
