// The desk of one crash test on its database, with one or two instances, and the sandbox in PortOne's place.
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type AlertReceiver, openAlertReceiver } from "./alert-receiver";
import { type DeskRows, embeddedRows, postgresRows } from "./database";
import { type DeskProcess, deskProcess, freePort } from "./desk-process";
import { type Operator, setUpOperator } from "./operator";
import { longestDelayMs } from "./plan";
import { type PortOne, startPortOne } from "./portone";

export type Place = "embedded" | "postgres" | "instances";

export type Scene = {
  place: Place;
  portone: PortOne;
  alerts: AlertReceiver;
  desks: readonly DeskProcess[];
  operator: Operator;
  rows: DeskRows;
  /** Stops all instances, runs `work` on the database, and starts the instances again. */
  pause<Value>(work: () => Promise<Value>): Promise<Value>;
  close(): Promise<void>;
};

/** Short, so that a lease (this and 30 seconds more) is over soon. */
const cancelLimitMs = 1_500;

/** Starts the desk for the first time and sets up the person who requests refunds. */
export async function openScene(place: Place): Promise<Scene> {
  const dataDir = join(".test-data", "crash", place);
  rmSync(dataDir, { recursive: true, force: true });
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const ports = await Promise.all(place === "instances" ? [freePort(), freePort()] : [freePort()]);
  const undo: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const step of undo.reverse()) await step();
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    const portone = await startPortOne(dataDir, `http://127.0.0.1:${ports[0]}/api/webhook`);
    undo.push(portone.stop);
    const alerts = await openAlertReceiver();
    undo.push(alerts.close);
    const rows =
      place === "embedded"
        ? embeddedRows(dataDir)
        : await postgresRows(process.env.TEST_DATABASE_URL ?? "", dataDir);
    undo.push(rows.drop);
    const env = {
      ...portone.env,
      ...rows.env,
      DESK_CANCEL_TIMEOUT_MS: String(cancelLimitMs),
      DESK_ALERTS_PRIVATE: "1",
      LOG_LEVEL: process.env.TEST_LOG_LEVEL ?? "error",
    };
    const desks = ports.map((port, n) => deskProcess(`desk ${n + 1} (${place})`, port, env));
    undo.push(async () => void (await Promise.all(desks.map((desk) => desk.stop()))));
    await start(desks);
    const operator = await setUpOperator(desks[0]?.url ?? "", await setupCode(desks[0]), alerts.url);
    return {
      place,
      portone,
      alerts,
      desks,
      operator,
      rows,
      async pause(work) {
        await Promise.all(desks.map((desk) => desk.stop()));
        // Requests that the desk sent before its end still run at PortOne.
        await sleep(longestDelayMs + 200);
        const value = await work();
        await start(desks);
        return value;
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function start(desks: readonly DeskProcess[]): Promise<void> {
  for (const desk of desks) desk.spawn();
  await Promise.all(desks.map((desk) => desk.up()));
}

async function setupCode(desk: DeskProcess | undefined): Promise<string> {
  for (let attempts = 0; attempts < 100; attempts += 1) {
    const code = /setup code: ([0-9A-F-]{39})/.exec(desk?.printed() ?? "")?.[1];
    if (code !== undefined) return code;
    await sleep(50);
  }
  throw new Error("the first start printed no setup code");
}
