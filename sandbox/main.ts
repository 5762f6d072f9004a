#!/usr/bin/env node
// The program `portone-sandbox`; from the sources: `node sandbox/main.ts`. Reads its settings from the environment, prints
// one line when it cannot start, and ends with code 0 on SIGTERM and SIGINT.
import { type RunningSandbox, startSandbox } from "./server.ts";
import { readSettings, type Settings } from "./settings.ts";

await main();

async function main(): Promise<void> {
  const read = readSettings(process.env);
  if ("problems" in read) {
    for (const problem of read.problems) console.error(problem);
    process.exitCode = 1;
    return;
  }
  const { settings } = read;
  let sandbox: RunningSandbox;
  try {
    sandbox = await startSandbox({
      port: settings.port,
      controlPort: settings.controlPort,
      dataDir: settings.dataDir,
      ...(settings.seed === null ? {} : { seed: settings.seed }),
      payments: settings.payments,
      webhookUrl: settings.webhookUrl,
      ...(settings.paymentPage === null ? {} : { paymentPage: settings.paymentPage }),
      webhookTimeFactor: settings.webhookTimeFactor,
    });
  } catch (error) {
    console.error(startProblem(error, settings));
    process.exitCode = 1;
    return;
  }
  endCleanly(sandbox, settings);
  if (settings.readyJson && !process.stdout.isTTY) printJson(sandbox);
  else printText(sandbox, settings);
}

function startProblem(error: unknown, settings: Settings): string {
  if (!(error instanceof Error)) return String(error);
  if ("code" in error && error.code === "EADDRINUSE" && "port" in error) {
    const name = error.port === settings.port ? "SANDBOX_PORT" : "SANDBOX_CONTROL_PORT";
    return `Port ${error.port} is taken by another program. Stop it, or choose another: ${name}=${Number(error.port) + 100}`;
  }
  return `The sandbox cannot start: ${error.message}`;
}

function endCleanly(sandbox: RunningSandbox, settings: Settings): void {
  const end = () => {
    sandbox.close().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  process.once("SIGTERM", end);
  process.once("SIGINT", end);
  if (!settings.readyJson) return;
  // The parent holds the other end of stdin. When the parent is gone, this process would be an orphan.
  process.stdin.once("end", end);
  process.stdin.once("error", end);
  process.stdin.resume();
}

function printJson(sandbox: RunningSandbox): void {
  const { control: _control, close: _close, ...fields } = sandbox;
  console.log(JSON.stringify({ sandbox: "ready", ...fields }));
}

function printText(sandbox: RunningSandbox, settings: Settings): void {
  console.log(
    [
      `PortOne sandbox ${sandbox.id} is running. No real money moves here.`,
      "",
      `PORTONE_API_BASE=${sandbox.url}`,
      `PORTONE_API_SECRET=${sandbox.apiSecret}`,
      `PORTONE_WEBHOOK_SECRET=${sandbox.webhookSecret}`,
      `PORTONE_WEBHOOK_SECRET_TEST=${sandbox.testWebhookSecret}`,
      `PORTONE_SANDBOX_ID=${sandbox.id}`,
      "",
      `Webhooks go to ${settings.webhookUrl}`,
      `Control page: ${sandbox.controlUrl}/#token=${sandbox.controlToken}`,
    ].join("\n"),
  );
}
