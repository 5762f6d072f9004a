// One instance of the desk as a process: started as in production, killed by SIGKILL, started again on the same data.
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { type Child, startChild } from "@/scripts/child";
import { deskArgs } from "@/scripts/desk-args";

export type DeskProcess = {
  readonly url: string;
  spawn(): void;
  /** Resolves with true when the desk answers, with false when it was killed before. Rejects when it ends or times out. */
  up(): Promise<boolean>;
  /** Sends SIGKILL and waits for the end. Resolves with the time of the signal, or null when no process ran. */
  kill(): Promise<Date | null>;
  printed(): string;
  stop(): Promise<void>;
};

const startLimitMs = 90_000;
const printedLimit = 4_000;

/** Returns an instance that will listen on `port`. The process is not started. */
export function deskProcess(name: string, port: number, env: Readonly<Record<string, string>>): DeskProcess {
  const url = `http://127.0.0.1:${port}`;
  let child: Child | null = null;
  let killed = false;
  let output = "";

  async function answers(): Promise<boolean> {
    try {
      return (await fetch(`${url}/api/health`, { signal: AbortSignal.timeout(5_000) })).ok;
    } catch {
      return false;
    }
  }

  return {
    url,
    spawn() {
      if (child !== null) throw new Error(`${name} runs already`);
      killed = false;
      output = "";
      // As in scripts/start-desk.ts. The preload ends the desk when this test is interrupted.
      const started = startChild(name, deskArgs("start", "127.0.0.1", port), {
        stdio: ["pipe", "pipe", "pipe"],
        env: {
          ...process.env,
          ...env,
          NODE_ENV: "production",
          NEXT_TELEMETRY_DISABLED: "1",
          PORT: String(port),
          DESK_URL: url,
          HOST: "127.0.0.1",
        },
      });
      const collect = (part: Buffer) => {
        output = (output + part.toString("utf8")).slice(-printedLimit);
      };
      started.process.stdout?.on("data", collect);
      started.process.stderr?.on("data", collect);
      child = started;
    },
    async up() {
      let end: string | null = null;
      void child?.ended.then((reason) => {
        end = reason;
      });
      const deadline = performance.now() + startLimitMs;
      while (!(await answers())) {
        if (killed) return false;
        if (end !== null) throw new Error(`${name} ended by itself (${end}):\n${output}`);
        if (performance.now() > deadline) throw new Error(`${name} does not answer:\n${output}`);
        await sleep(25);
      }
      return !killed;
    },
    async kill() {
      const victim = child;
      if (victim === null) return null;
      killed = true;
      child = null;
      victim.process.kill("SIGKILL");
      const at = new Date();
      await victim.ended;
      return at;
    },
    printed: () => output,
    async stop() {
      const ending = child;
      child = null;
      await ending?.stop();
    },
  };
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no port was given");
  return address.port;
}
