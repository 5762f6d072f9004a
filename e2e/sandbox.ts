// Access to the sandbox through its control API, like a person at its control page.
import { started } from "./desk";

type Json = Record<string, unknown>;
type SandboxPayment = {
  id: string;
  storeId: string;
  orderName: string;
  cancellations?: { id: string; status: string }[];
};

export type Sandbox = {
  createPayment(overrides?: Json): Promise<SandboxPayment>;
  getPayment(id: string): Promise<SandboxPayment>;
  ledger(paymentId: string): Promise<{ amount: number; by: string }[]>;
  requests(paymentId: string, operation: string): Promise<{ method: string; body: string }[]>;
  script(fault: Json): Promise<void>;
  endCancellation(paymentId: string, outcome: "succeed" | "fail"): Promise<void>;
  cancelInConsole(paymentId: string, options?: Json): Promise<void>;
  /** Pays into a waiting virtual account, as its buyer. */
  deposit(paymentId: string): Promise<void>;
};

export function createSandbox(): Sandbox {
  const { controlUrl, controlToken } = started();
  async function action<T>(name: string, ...args: unknown[]): Promise<T> {
    const response = await fetch(`${controlUrl}/control/${name}`, {
      method: "POST",
      headers: { "x-sandbox-token": controlToken },
      body: JSON.stringify(args),
      // The sandbox answers at once. Without a limit the test would end without the name of the call.
      signal: AbortSignal.timeout(20_000),
    });
    const answer = (await response.json()) as { result: T; error?: string };
    if (!response.ok) throw new Error(`sandbox ${name}: ${answer.error}`);
    return answer.result;
  }
  return {
    createPayment: (overrides = {}) => action("createPayment", { announce: true, ...overrides }),
    getPayment: (id) => action("getPayment", id),
    ledger: (paymentId) => action("ledger", paymentId),
    requests: (paymentId, operation) => action("requests", { paymentId, operation }),
    script: (fault) => action("script", fault),
    async endCancellation(paymentId, outcome) {
      const { cancellations = [] } = await action<SandboxPayment>("getPayment", paymentId);
      const pending = cancellations.find(({ status }) => status === "REQUESTED");
      if (!pending) throw new Error(`payment ${paymentId} has no requested cancellation`);
      await action("endCancellation", paymentId, pending.id, outcome);
    },
    cancelInConsole: (paymentId, options = {}) => action("cancelInConsole", paymentId, options),
    deposit: (paymentId) => action("deposit", paymentId),
  };
}
