// The sandbox in PortOne's place, as a process that outlives every crash of the desk, and its control API: the only
// source for which money really moved.
import type { SandboxControl } from "@/sandbox/control/control";
import { type SandboxProcess, startSandboxProcess } from "@/scripts/start-sandbox";

type Actions = {
  [Name in keyof SandboxControl]: (
    ...args: Parameters<SandboxControl[Name]>
  ) => Promise<Awaited<ReturnType<SandboxControl[Name]>>>;
};

export type PortOne = {
  readonly control: Actions;
  /** The desk's environment: the sandbox's addresses and secrets. */
  readonly env: Readonly<Record<string, string>>;
  stop(): Promise<void>;
};

/** Starts a sandbox that sends webhooks to `webhookUrl` and stores its state in `dataDir`. */
export async function startPortOne(dataDir: string, webhookUrl: string): Promise<PortOne> {
  const sandbox = await startSandboxProcess(
    { dataDir, port: 0, deskUrl: new URL(webhookUrl).origin },
    {
      SANDBOX_PORT: "0",
      SANDBOX_CONTROL_PORT: "0",
      SANDBOX_DATA_DIR: `${dataDir}/sandbox`,
      SANDBOX_PAYMENTS: "none",
      SANDBOX_WEBHOOK_URL: webhookUrl,
      // PortOne's five resends come within seconds instead of hours.
      SANDBOX_WEBHOOK_TIME_FACTOR: "0.001",
    },
  );
  const control = new Proxy({} as Actions, {
    get:
      (_, name) =>
      (...args: unknown[]) =>
        action(sandbox, String(name), args),
  });
  return {
    control,
    env: sandbox.env,
    stop: () => sandbox.child.stop(),
  };
}

async function action(sandbox: SandboxProcess, name: string, args: unknown[]): Promise<never> {
  const response = await fetch(`${sandbox.control.url}/control/${name}`, {
    method: "POST",
    headers: { "x-sandbox-token": sandbox.control.token },
    body: JSON.stringify(args),
  });
  const answer = (await response.json()) as { result: never; error?: string };
  if (!response.ok) throw new Error(`sandbox ${name}: ${answer.error}`);
  return answer.result;
}
