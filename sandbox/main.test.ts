// The program as a process: its ready line, its end, its start errors, and its state after a SIGKILL.
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it, onTestFinished } from "vitest";
import { startSandbox } from "./server.ts";
import { at, clientOf, testReceiver } from "./test-harness.ts";
import { type Child, ended, folder, type Ready, ready, startProgram } from "./test-program.ts";

const start = (dataDir: string, env: Record<string, string> = {}): Child =>
  startProgram(fileURLToPath(new URL("./main.ts", import.meta.url)), dataDir, env);

// A process starts slowly on a busy machine.
const slow = { timeout: 60_000 };

async function action(sandbox: Ready, name: string, ...args: unknown[]): Promise<unknown> {
  const reply = await fetch(`${sandbox.controlUrl}/control/${name}`, {
    method: "POST",
    headers: { "X-Sandbox-Token": sandbox.controlToken },
    body: JSON.stringify(args),
  });
  return at(await reply.json(), "result");
}

describe("a killed sandbox", slow, () => {
  it("still has every answered cancel, its identity, keys, faults, switches and clock", async () => {
    const dataDir = folder();
    const first = start(dataDir);
    const before = await ready(first);
    const client = clientOf(before);
    await action(before, "createPayment", { id: "p", total: 100_000 });
    await action(before, "setSwitches", { maxCancelCount: 99 });
    await action(before, "shiftClock", 60_000);
    const answers: string[] = [];
    for (let count = 0; count < 20; count += 1) {
      answers.push(
        (await client.cancel("p", { amount: 1_000 }, `durable-key-${String(count).padStart(4, "0")}`)).text,
      );
    }
    await action(before, "script", { kind: "reset", count: 3 });
    // In progress when the process is killed: afterwards this cancel must be there whole or not at all.
    const last = client.cancel("p", { amount: 2_000 }).catch(() => null);
    first.kill("SIGKILL");
    await last;

    const second = start(dataDir);
    const after = await ready(second);
    expect({ ...after, url: "", controlUrl: "" }).toEqual({ ...before, url: "", controlUrl: "" });
    const ledger = (await action(after, "ledger", "p")) as { amount: number; cancellationId: string }[];
    const payment = await action(after, "getPayment", "p");
    expect(ledger.slice(0, 20).map((entry) => entry.cancellationId)).toEqual(
      answers.map((text) => at(JSON.parse(text), "cancellation", "id")),
    );
    expect(at(payment, "amount", "cancelled")).toBe(ledger.reduce((sum, entry) => sum + entry.amount, 0));
    expect(await action(after, "faults")).toMatchObject([{ kind: "reset" }]);
    await action(after, "clearFaults");
    const replayed = await clientOf(after).cancel("p", { amount: 1_000 }, "durable-key-0007");
    expect(replayed.text).toBe(answers[7]);
    expect(at(await action(after, "switches"), "maxCancelCount")).toBe(99);
    expect(Number(await action(after, "now"))).toBeGreaterThan(Date.now() + 50_000);
  });

  it("drops a torn last line, and refuses to start with a journal that is damaged inside", async () => {
    const dataDir = folder();
    const options = { dataDir, payments: "none" } as const;
    const first = await startSandbox(options);
    first.control.createPayment({ id: "kept" });
    await first.close();
    const journal = join(dataDir, "journal.jsonl");
    const whole = readFileSync(journal, "utf8");
    writeFileSync(journal, `${whole}[["payment",{"id":"to`);
    const second = await startSandbox(options);
    expect(second.control.payments().map((payment) => payment.id)).toEqual(["kept"]);
    second.control.createPayment({ id: "after" });
    await second.close();
    const third = await startSandbox(options);
    const ids = third.control.payments().map((payment) => payment.transactionId);
    // Both were the first ids of their run: a restart must continue the sequence.
    expect([ids.length, new Set(ids).size]).toEqual([2, 2]);
    await third.close();
    writeFileSync(journal, whole.replace("[[", "[{"));
    await expect(startSandbox(options)).rejects.toThrow("damaged");
  });

  it("sends waiting webhooks and settles pending cancels after its restart", async () => {
    const dataDir = folder();
    const receiver = await testReceiver();
    const webhookUrl = receiver.url;
    const first = await startSandbox({ dataDir, payments: "none", webhookUrl });
    first.control.script({ kind: "webhook-delay", ms: 60_000 });
    const { id } = first.control.createPayment({ announce: true });
    first.control.script({ kind: "async-cancel", autoSettle: { afterMs: 60_000 } });
    await clientOf(first).cancel(id, { skipWebhook: true });
    await first.control.flushWebhooks();
    await first.close();
    expect(receiver.received).toHaveLength(1);
    const second = await startSandbox({ dataDir, payments: "none", webhookUrl });
    onTestFinished(() => second.close());
    second.control.shiftClock(61_000);
    await second.control.flushWebhooks();
    expect(receiver.received.map(({ body }) => at(JSON.parse(body), "type"))).toEqual([
      "Transaction.CancelPending",
      "Transaction.Paid",
    ]);
    expect(second.control.getPayment(id)?.status).toBe("CANCELLED");
  });

  it("locks its data directory for one process at a time", async () => {
    const dataDir = folder();
    const first = await startSandbox({ dataDir, payments: "none" });
    await expect(startSandbox({ dataDir })).rejects.toThrow("another sandbox");
    const { code, refuse } = await ended(start(dataDir));
    expect(code).toBe(1);
    expect(refuse).toContain(`process ${process.pid}`);
    await first.close();
    const second = await startSandbox({ dataDir, payments: "none" });
    await second.close();
  });
});

describe("the program", slow, () => {
  it("stores its secrets in a file that only its owner can read, and ends on SIGTERM", async () => {
    const dataDir = folder();
    const child = start(dataDir);
    const running = await ready(child);
    expect(running.sandbox).toBe("ready");
    expect(statSync(join(dataDir, "identity.json")).mode & 0o777).toBe(0o600);
    expect(statSync(join(dataDir, "journal.jsonl")).mode & 0o777).toBe(0o600);
    const end = ended(child);
    child.kill("SIGTERM");
    expect((await end).code).toBe(0);
  });

  it("ends when its parent's pipe closes", async () => {
    const child = start(folder());
    await ready(child);
    const end = ended(child);
    child.stdin.end();
    expect((await end).code).toBe(0);
  });

  it("prints the settings for a desk as text when no program reads its output", async () => {
    const dataDir = folder();
    const child = start(dataDir, { SANDBOX_READY_JSON: "" });
    const end = ended(child);
    await new Promise<void>((resolve) => {
      child.stdout.once("data", () => resolve());
    });
    child.kill("SIGINT");
    const { code, out } = await end;
    expect(code).toBe(0);
    for (const name of ["API_BASE", "API_SECRET", "WEBHOOK_SECRET", "WEBHOOK_SECRET_TEST", "SANDBOX_ID"]) {
      expect(out).toMatch(new RegExp(`^PORTONE_${name}=\\S+$`, "m"));
    }
    expect(out).toMatch(/Control page: http:\/\/127\.0\.0\.1:\d+\/#token=\S{32,}/);
  });

  it("names the port that is taken", async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void server.close());
    const port = String(at(server.address(), "port"));
    const { code, refuse, out } = await ended(start(folder(), { SANDBOX_CONTROL_PORT: port }));
    expect([code, out]).toEqual([1, ""]);
    expect(refuse).toContain(`Port ${port} is taken`);
    expect(refuse).toContain("SANDBOX_CONTROL_PORT=");
  });

  it("refuses to run with a database on another machine", async () => {
    const env = { DATABASE_URL: "postgres://desk@db.example.com/desk" };
    const { code, refuse } = await ended(start(folder(), env));
    expect(code).toBe(1);
    expect(refuse).toContain("DESK_SANDBOX=1");
    const allowed = start(folder(), { ...env, DESK_SANDBOX: "1" });
    expect((await ready(allowed)).sandbox).toBe("ready");
  });
});
