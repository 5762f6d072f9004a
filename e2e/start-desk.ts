// Starts the program with the README's command, reads its terminal output, and stops it after the tests.
import { spawn } from "node:child_process";
import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dataDir, logFile, people, port, type Started, startedFile } from "./desk";
import { mailPort, startMailServer } from "./mail";
import { providerEnv, startProvider } from "./provider";

const startLimitMs = 240_000;

export default async function startDesk(): Promise<() => Promise<void>> {
  rmSync(dataDir, { recursive: true, force: true });
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const beside = [await startMailServer(), await startProvider()];
  const closeBeside = async () => {
    for (const server of beside) await server.close();
  };
  const desk = spawn("npm", ["start"], {
    stdio: ["ignore", "pipe", "pipe"],
    // Its own process group, stopped like Ctrl-C at a terminal: stopping only npm would leave its children.
    detached: true,
    env: {
      ...withoutPortOne(process.env),
      PORT: String(port),
      SANDBOX_PORT: String(port + 1),
      SANDBOX_CONTROL_PORT: String(port + 2),
      SANDBOX_WEBHOOK_TIME_FACTOR: "0.001",
      DESK_DATA_DIR: dataDir,
      DESK_URL: `http://localhost:${port}`,
      // More than the eight seconds after which the desk says that the answer is awaited.
      DESK_CANCEL_TIMEOUT_MS: "14000",
      // A PG that does not get refund numbers: a person decides which of its cancellations belong to a refund.
      DESK_REASON_WITHOUT_NUMBER: "NAVERPAY",
      DATABASE_URL: "",
      DESK_SMTP_URL: `smtp://127.0.0.1:${mailPort}`,
      DESK_MAIL_FROM: "환불데스크 <desk@example.com>",
      // The receivers of alerts are on this machine.
      DESK_ALERTS_PRIVATE: "1",
      ...providerEnv,
    },
  });
  let printed = "";
  const exited = new Promise<never>((_, reject) => {
    desk.once("exit", (code) =>
      reject(new Error(`the desk ended with ${code} before it was ready:\n${printed}`)),
    );
  });
  exited.catch(() => undefined);
  const ready = new Promise<Started>((resolve) => {
    const read = (chunk: Buffer) => {
      printed += chunk.toString();
      appendFileSync(logFile, chunk);
      if (process.env.E2E_SHOW) process.stderr.write(chunk);
      const setupCode = /setup code: ([0-9A-F-]{39})/.exec(printed)?.[1];
      const control = /(http:\/\/127\.0\.0\.1:\d+)\/#token=(\S+)/.exec(printed);
      if (desk.pid && setupCode && control?.[1] && control[2]) {
        resolve({ pid: desk.pid, setupCode, controlUrl: control[1], controlToken: control[2] });
      }
    };
    desk.stdout.on("data", read);
    desk.stderr.on("data", read);
  });
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error(`the desk was not ready in time:\n${printed}`)), startLimitMs).unref();
  });
  const started = await Promise.race([ready, exited, late]).catch(async (error: unknown) => {
    await closeBeside();
    throw error;
  });
  writeFileSync(startedFile, JSON.stringify(started), { mode: 0o600 });
  return async () => {
    const { pid } = started;
    // The streams close when the last child that holds them has ended.
    const ended = new Promise((resolve) => desk.once("close", resolve));
    process.kill(-pid, "SIGTERM");
    await ended;
    await closeBeside();
    const told = privateTexts.filter((text) => readFileSync(logFile, "utf8").includes(text));
    if (told.length > 0) throw new Error(`the log has private texts: ${told.join(", ")}`);
  };
}

/** Typed somewhere in the tests: passwords, accounts, and a customer's name and address. */
const privateTexts = [
  ...Object.values(people).map(({ password }) => password),
  "110123456789",
  "110-123-456789",
  "제갈공명",
  "gongmyeong@example.com",
];

function withoutPortOne(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const remaining = Object.entries(env).filter(([name]) => !name.startsWith("PORTONE_"));
  return { NODE_ENV: "production", ...Object.fromEntries(remaining) };
}
