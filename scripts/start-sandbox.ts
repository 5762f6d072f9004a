// Starts the sandbox as a child process. The sandbox prints its addresses and secrets as one line of JSON.
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import * as z from "zod";
import type { DeskEnv } from "../lib/env.ts";
import { type Child, startChild } from "./child.ts";
import { print, Stop } from "./steps.ts";

const readyShape = z.object({
  sandbox: z.literal("ready"),
  id: z.string(),
  url: z.url(),
  controlUrl: z.url(),
  controlToken: z.string(),
  apiSecret: z.string(),
  webhookSecret: z.string(),
  testWebhookSecret: z.string(),
  storeId: z.string(),
});

export type SandboxProcess = {
  readonly child: Child;
  readonly id: string;
  readonly env: Readonly<Record<string, string>>;
  readonly controlPage: string;
  readonly control: { readonly url: string; readonly token: string };
};

const readyWithinMs = 60_000;

/**
 * Starts the sandbox for the desk of `env`. `settings` override the environment of this process. Throws `Stop` when the
 * sandbox ends before it is ready; its own output is shown.
 */
export async function startSandboxProcess(
  env: Pick<DeskEnv, "dataDir" | "port" | "deskUrl">,
  settings: Readonly<Record<string, string>> = {},
): Promise<SandboxProcess> {
  const child = startChild("sandbox", ["sandbox/main.ts"], {
    stdio: ["pipe", "pipe", "inherit"],
    env: {
      ...process.env,
      SANDBOX_READY_JSON: "1",
      SANDBOX_DATA_DIR: process.env.SANDBOX_DATA_DIR ?? join(env.dataDir, "sandbox"),
      SANDBOX_WEBHOOK_URL: `http://127.0.0.1:${env.port}/api/webhook`,
      SANDBOX_PAYMENT_PAGE: `${env.deskUrl}/payments/{paymentId}`,
      ...settings,
    },
  });
  const { stdout } = child.process;
  if (stdout === null) throw new Error("the sandbox has no output");
  const lines = createInterface({ input: stdout });
  const first = await Promise.race([
    once(lines, "line").then(([line]) => String(line)),
    child.ended.then(() => null),
    new Promise<null>((resolve) => setTimeout(resolve, readyWithinMs, null).unref()),
  ]);
  lines.on("line", (line) => print(line));
  const ready = first === null ? null : readyShape.safeParse(parseJson(first)).data;
  if (ready == null) {
    await child.stop();
    throw new Stop(`샌드박스가 시작되지 않았습니다 · The sandbox did not start (${await child.ended}).`);
  }
  return {
    child,
    id: ready.id,
    env: {
      PORTONE_API_BASE: ready.url,
      PORTONE_API_SECRET: ready.apiSecret,
      PORTONE_WEBHOOK_SECRET: ready.webhookSecret,
      PORTONE_WEBHOOK_SECRET_TEST: ready.testWebhookSecret,
      PORTONE_STORE_ID: ready.storeId,
      PORTONE_SANDBOX_ID: ready.id,
    },
    control: { url: ready.controlUrl, token: ready.controlToken },
    controlPage: `${ready.controlUrl.replace(/\/$/, "")}/#token=${ready.controlToken}`,
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
