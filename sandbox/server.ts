// Starts a sandbox: a stand-in for api.portone.io with an API address and a control address, both on loopback. All state
// belongs to the returned object, so that many sandboxes can run in one process.
import { mkdirSync } from "node:fs";
import * as z from "zod";
import { createApi } from "./api/api.ts";
import { createRequestLog } from "./api/request-log.ts";
import { schedulePayout, scheduleSettling } from "./cancel/settle.ts";
import { createControl, type SandboxControl } from "./control/control.ts";
import { handleControl } from "./control/control-http.ts";
import { createFaultBook, type Fault, faultShape } from "./control/faults.ts";
import { defaultSwitches, type Switches, switchesShape } from "./control/switches.ts";
import { listen } from "./http.ts";
import { seedPayments } from "./seed/seed.ts";
import { createAgenda } from "./state/agenda.ts";
import { createClock } from "./state/clock.ts";
import { lockDirectory } from "./state/directory-lock.ts";
import { loadIdentity } from "./state/identity.ts";
import { openStore, type Store } from "./state/store.ts";
import { isLoopbackUrl } from "./webhook/post.ts";
import { createWebhookDesk, type WebhookSender } from "./webhook/sender.ts";
import type { World } from "./world.ts";

export type SandboxOptions = {
  /** Port of the API address; 0 = any. */
  port?: number;
  /** Port of the control address; 0 = any. */
  controlPort?: number;
  /** Stores the state over restarts and kills; absent = memory only. */
  dataDir?: string;
  /** Determines payments, ids and waits. */
  seed?: number;
  /** The payments of a new sandbox: about 300 of the last 14 months, or none. */
  payments?: "realistic" | "none";
  /** The address of webhooks (loopback only); absent = recorded, not sent. */
  webhookUrl?: string;
  /** The address at which the client shows a payment, with `{paymentId}` in the id's place, for links of the control page. */
  paymentPage?: string;
  /** Factor of the waits between webhook attempts; 1 = PortOne's. */
  webhookTimeFactor?: number;
  /** Base clock in ms. */
  now?: () => number;
};

export type RunningSandbox = {
  id: string;
  url: string;
  controlUrl: string;
  controlToken: string;
  apiSecret: string;
  webhookSecret: string;
  testWebhookSecret: string;
  storeId: string;
  control: SandboxControl;
  /** Closes both addresses and open connections, and waits for running writes. */
  close(): Promise<void>;
};

const defaultSeed = 20_260_101;

/**
 * Starts a sandbox and resolves when both addresses listen. Rejects when a port is taken (EADDRINUSE), the data
 * directory is in use or damaged, or `webhookUrl` is not on this machine.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<RunningSandbox> {
  const { webhookUrl, dataDir } = options;
  if (webhookUrl !== undefined && !isLoopbackUrl(webhookUrl)) {
    throw new Error(`webhooks go to this machine only (http://127.0.0.1:…), not to ${webhookUrl}`);
  }
  if (dataDir !== undefined) mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const unlock = dataDir === undefined ? () => {} : lockDirectory(dataDir);
  const opened: (() => void | Promise<void>)[] = [unlock];
  try {
    return await open(options, opened);
  } catch (error) {
    for (const release of opened.reverse()) await release();
    throw error;
  }
}

async function open(
  options: SandboxOptions,
  opened: (() => void | Promise<void>)[],
): Promise<RunningSandbox> {
  const identity = loadIdentity(options.dataDir);
  const seed = options.seed ?? defaultSeed;
  const store = openStore(options.dataDir, seed);
  opened.push(() => store.close());
  const offset = store.setting("clockOffset");
  const clock = createClock(options.now ?? Date.now, typeof offset === "number" ? offset : 0, (ms) =>
    store.putSetting("clockOffset", ms),
  );
  const agenda = createAgenda(clock.now, report);
  const faults = createFaultBook(storedFaults(store), (list) => store.putSetting("faults", list));
  let switches = storedSwitches(store);
  const desk: WebhookSender = createWebhookDesk({
    identity,
    store,
    clock,
    faults,
    agenda,
    switches: () => switches,
    timeFactor: options.webhookTimeFactor ?? 1,
    url: options.webhookUrl ?? null,
  });
  const world: World = {
    identity,
    store,
    clock,
    faults,
    agenda,
    switches: () => switches,
    announce: desk.announce,
  };
  if (store.fresh) {
    if (options.payments !== "none") seedPayments(world, seed);
    store.commit();
  }
  desk.resume();
  for (const payment of store.payments.values()) {
    for (const entry of payment.cancellations) {
      scheduleSettling(world, payment.id, entry);
      schedulePayout(world, payment.id, entry);
    }
  }

  const log = createRequestLog();
  const storeSwitches = (next: Switches) => {
    switches = next;
    store.putSetting("switches", next);
    store.commit();
  };
  const control = createControl(world, desk, log, storeSwitches, options.paymentPage ?? null);
  const api = createApi(world, desk, log, report);
  const apiListener = await listen(options.port ?? 0, api.handle);
  opened.push(apiListener.close);
  const controlListener = await listen(options.controlPort ?? 0, (request, response) =>
    handleControl({ control, token: identity.controlToken, report }, request, response),
  );
  opened.push(controlListener.close);

  let closing: Promise<void> | undefined;
  async function close(): Promise<void> {
    await Promise.all([apiListener.close(), controlListener.close()]);
    api.close();
    desk.close();
    await agenda.close();
    for (const release of opened.slice(0, 2).reverse()) await release();
  }
  return {
    id: identity.id,
    url: `http://127.0.0.1:${apiListener.port}`,
    controlUrl: `http://127.0.0.1:${controlListener.port}`,
    controlToken: identity.controlToken,
    apiSecret: identity.apiSecret,
    webhookSecret: identity.webhookSecret,
    testWebhookSecret: identity.testWebhookSecret,
    storeId: identity.storeId,
    control,
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}

function report(error: unknown): void {
  console.error("sandbox:", error);
}

function storedFaults(store: Store): Fault[] {
  const stored = store.setting("faults");
  return z.array(z.intersection(faultShape, z.object({ id: z.string() }))).parse(stored ?? []);
}

function storedSwitches(store: Store): Switches {
  const stored = store.setting("switches");
  return stored === undefined ? { ...defaultSwitches } : switchesShape.parse(stored);
}
