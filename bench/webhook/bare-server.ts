// The upper limit: node:http without Next, with the desk's own verification, intake and database, without a worker.
// The parent reads the port from stdout and ends this process by closing its stdin.
import { createServer } from "node:http";
import * as z from "zod";
import { openDatabase } from "@/lib/db/client";
import { createJobQueue } from "@/lib/jobs/queue";
import { openJobs } from "@/lib/jobs/worker";
import { createIntake } from "@/lib/webhooks/intake";
import { receiveWebhook } from "@/lib/webhooks/receive-webhook";
import { createRejections } from "@/lib/webhooks/rejected-requests";

const env = z
  .object({ DESK_DATA_DIR: z.string(), DATABASE_URL: z.string(), PORTONE_WEBHOOK_SECRET: z.string() })
  .parse(process.env);
const database = await openDatabase({
  databaseUrl: env.DATABASE_URL === "" ? undefined : env.DATABASE_URL,
  dataDir: env.DESK_DATA_DIR,
});
const boss = await openJobs(database, { schedule: false, supervise: false });
const context = {
  storeId: null,
  intake: createIntake({ database, jobs: createJobQueue(boss) }),
  webhookSecrets: { live: [env.PORTONE_WEBHOOK_SECRET], test: [] },
  rejections: createRejections(database),
};

const server = createServer((request, response) => {
  receiveWebhook(context, {
    body: request,
    headers: new Headers(request.headers as Record<string, string>),
  }).then(
    (status) => response.writeHead(status).end(),
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
      response.writeHead(500).end();
    },
  );
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  process.stdout.write(`${typeof address === "object" ? address?.port : ""}\n`);
});

for await (const _ of process.stdin);
server.closeAllConnections();
server.close();
await boss.stop({ graceful: false });
await context.rejections.flush();
await database.close();
