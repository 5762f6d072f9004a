// `npm run bench:export [-- --on embedded|postgres --rows 1000000 --rate 8]`: exports the whole list as a file over HTTP to a
// client that reads `rate` megabytes per second. Prints the memory of the process during the export, and fails when memory
// grows. Uses the data of `bench:list` and creates them when they are missing.
import { once } from "node:events";
import { createServer, get, type IncomingMessage } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { sheetFile } from "@/components/list-tools/sheet-file";
import {
  type PaymentSheetLabels,
  paymentColumns,
  paymentSheetRow,
} from "@/components/payment-list/payment-sheet";
import { downloadTo } from "@/lib/auth/download";
import type { Database } from "@/lib/db/client";
import { pagesOfPayments } from "@/lib/db/queries/payment-list/list-payments";
import { everyPayment } from "@/lib/domain/payment/payment-filter";
import { type Actor, defaultRole } from "@/lib/domain/people/permissions";
import type { SheetPage } from "@/lib/domain/sheet";
import { print, step } from "@/scripts/steps";
import { describeServer, postgresAddress } from "../database";
import { type Kind, openData } from "../list/data";

const { values } = parseArgs({
  options: { on: { type: "string" }, rows: { type: "string" }, rate: { type: "string" } },
});
const size = Number(values.rows ?? 1_000_000);
const bytesPerSecond = Number(values.rate ?? 8) * 1_000_000;
const megabyte = 1_000_000;
/** Allowed difference of memory in use between the twentieths of the file, in bytes. */
const maxGrowth = 16 * megabyte;
const parts = 20;
const actor: Actor = { id: "bench", name: "bench", role: defaultRole("operator") };

setFlagsFromString("--expose-gc");
const collect: () => void = runInNewContext("gc");
let missed = false;
for (const kind of ["embedded", "postgres"] as const) {
  if (values.on !== undefined && values.on !== kind) continue;
  if (kind === "postgres" && postgresAddress === "") {
    print("PostgreSQL: skipped, because TEST_DATABASE_URL is not set.");
    continue;
  }
  await measure(kind);
}
process.exit(missed ? 1 : 0);

async function measure(kind: Kind): Promise<void> {
  const desk = await openData(kind, size);
  try {
    const taken = await step(`${size.toLocaleString("en")} payments as a file, from ${kind}`, () =>
      take(desk.db),
    );
    const used = taken.map(({ inUse }) => inUse);
    const growth = Math.max(...used) - Math.min(...used);
    const isWhole = taken.at(-1)?.lines === size + 1;
    if (growth > maxGrowth || !isWhole) missed = true;
    print("", kind === "postgres" ? await describeServer() : "Embedded database");
    print("| file so far, MB | in use, MB | process, MB | seconds |", "| --- | --- | --- | --- |");
    for (const { bytes, inUse, process: whole, seconds } of taken)
      print(
        `| ${[bytes, inUse, whole].map((value) => (value / megabyte).toFixed(1)).join(" | ")} | ${seconds.toFixed(1)} |`,
      );
    print(
      `Lines: ${taken.at(-1)?.lines.toLocaleString("en")}${isWhole ? "" : " (not whole)"}; in use it differs by ` +
        `${(growth / megabyte).toFixed(1)} MB${growth > maxGrowth ? " (too much)" : ""}.`,
    );
  } finally {
    await desk.close();
  }
}

type Sample = { lines: number; bytes: number; inUse: number; process: number; seconds: number };

/** Serves the file and reads it at the limited rate. Returns one sample for each part of the file. */
async function take(db: Database): Promise<Sample[]> {
  const server = createServer(async (_, response) => {
    const file = await downloadTo(db, actor, fileOf(db), async () => true);
    for await (const chunk of file.body ?? []) if (!response.write(chunk)) await once(response, "drain");
    response.end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const samples: Sample[] = [];
  const started = performance.now();
  let [lines, bytes] = [0, 0];
  try {
    const request = get({ host: "127.0.0.1", port: address.port });
    const [response]: IncomingMessage[] = await once(request, "response");
    for await (const chunk of response ?? []) {
      bytes += chunk.length;
      for (const byte of chunk) if (byte === 10) lines += 1;
      const ahead = bytes / bytesPerSecond - (performance.now() - started) / 1000;
      if (ahead > 0.1) await sleep(ahead * 1000);
      if (lines < ((samples.length + 1) * (size + 1)) / parts) continue;
      collect();
      const { heapUsed, external, rss } = process.memoryUsage();
      const seconds = (performance.now() - started) / 1000;
      samples.push({ lines, bytes, inUse: heapUsed + external, process: rss, seconds });
    }
  } finally {
    server.close();
  }
  return samples;
}

function fileOf(db: Database): Parameters<typeof downloadTo>[2] {
  // Outside Next there are no messages. Their keys have about the same length.
  const payment = ((key: string) => key) as PaymentSheetLabels["payment"];
  const labels = { locale: "ko", head: (column: string) => column, payment, otherMethod: "otherMethod" };
  const sheet = {
    name: "payments",
    columns: paymentColumns(labels),
    decimals: 2,
    truncationNotice: "cutOff",
  };
  return {
    subject: "payments",
    fileName: "payments.csv",
    seesCustomers: true,
    detail: { filter: "", locale: "ko" },
    ...sheetFile("csv", sheet, pages(db, labels)),
  };
}

async function* pages(db: Database, labels: PaymentSheetLabels): AsyncGenerator<SheetPage, void, undefined> {
  for await (const rows of pagesOfPayments(db, { filter: everyPayment, seesCustomers: true }))
    yield { rows: rows.map((row) => paymentSheetRow(row, labels)), counted: rows.length };
}
