// One instance of the desk as a process: the production start, a death by SIGKILL, and the same again on the same data.
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { type Child, startChild } from "@/scripts/child";
import { deskArgs } from "@/scripts/desk-args";

export type DeskProcess = {
  readonly url: string;
  /** Begins a start. */
  spawn(): void;
  /** Resolves when it answers; with false when it was killed first. Rejects when it ended by itself or never answers. */
  up(): Promise<boolean>;
  /** Sends SIGKILL; answers when it was sent, or null when nothing ran. Resolves once the process is gone. */
  kill(): Promise<Date | null>;
  /** What its present life has printed last. */
  printed(): string;
  /** Ends it as an operator of the machine does. */
  stop(): Promise<void>;
};

const startLimitMs = 90_000;
const lastWords = 4_000;

/** An instance that listens on `port` and is not started yet. */
export function deskProcess(name: string, port: number, env: Readonly<Record<string, string>>): DeskProcess {
  const url = `http://127.0.0.1:${port}`;
  let child: Child | null = null;
  let killed = false;
  let said = "";

  async function answers(): Promise<boolean> {
    try {
      return (await fetch(`${url}/api/health`, { signal: AbortSignal.timeout(5_000) })).ok;
    } catch {
      // Not listening yet, or gone again.
      return false;
    }
  }

  return {
    url,
    spawn() {
      if (child !== null) throw new Error(`${name} runs already`);
      killed = false;
      said = "";
      // As scripts/start-desk.ts does; the preload ends it should this test be ended midway.
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
      const hear = (part: Buffer) => {
        said = (said + part.toString("utf8")).slice(-lastWords);
      };
      started.process.stdout?.on("data", hear);
      started.process.stderr?.on("data", hear);
      child = started;
    },
    async up() {
      let end: string | null = null;
      void child?.ended.then((how) => {
        end = how;
      });
      const deadline = performance.now() + startLimitMs;
      while (!(await answers())) {
        if (killed) return false;
        if (end !== null) throw new Error(`${name} ended by itself (${end}):\n${said}`);
        if (performance.now() > deadline) throw new Error(`${name} does not answer:\n${said}`);
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
    printed: () => said,
    async stop() {
      const ending = child;
      child = null;
      await ending?.stop();
    },
  };
}

/** A port of this machine that nobody listens on. */
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
