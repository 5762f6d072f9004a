// Reads the desk's rows directly from its database, and moves the times of waiting rows back.
// Plain SQL instead of the product's queries: the check must not share the product's mistakes.
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { pg_trgm } from "@electric-sql/pglite/contrib/pg_trgm";
import pg from "pg";
import * as z from "zod";

export type Rows = {
  refunds: z.output<typeof refundRow>[];
  /** Requests that wait for approval although they have a refund. */
  waitingWithRefund: string[];
  deliveries: z.output<typeof deliveryRow>[];
  cancellations: z.output<typeof cancellationRow>[];
  /** Alerts that the channel wants. */
  alerts: z.output<typeof alertRow>[];
};

export type DeskRows = {
  readonly env: Readonly<Record<string, string>>;
  /** Reads all rows. No desk may run on an embedded database meanwhile. */
  read(): Promise<Rows>;
  /** Moves the times of everything that waits back by `ms`, as if that time had passed. No desk may run meanwhile. */
  age(ms: number): Promise<void>;
  drop(): Promise<void>;
};

const refundRow = z.object({
  id: z.string(),
  requestId: z.string(),
  paymentId: z.string(),
  number: z.string(),
  state: z.enum(["submitting", "pending", "succeeded", "failed", "undecided"]),
  createdAt: z.date(),
  endedAt: z.date().nullable(),
  failure: z.unknown(),
  attempts: z.array(z.object({ n: z.number(), outcome: z.unknown() })),
  /** Whether the person is one whose refunds a rule wants approved. */
  mustBeApproved: z.boolean(),
  /** Of other people. */
  approvals: z.number(),
});
const deliveryRow = z.object({ id: z.string(), state: z.enum(["waiting", "processed", "ignored", "dead"]) });
const cancellationRow = z.object({
  id: z.string(),
  paymentId: z.string(),
  status: z.string(),
  refundId: z.string().nullable(),
});

const alertRow = z.object({
  kind: z.string(),
  at: z.date(),
  paymentId: z.string().nullable(),
  refundNumber: z.string().nullable(),
  isTold: z.boolean(),
});

type Query = (text: string, values?: unknown[]) => Promise<{ rows: unknown[] }>;
type Connect = <Value>(work: (query: Query) => Promise<Value>) => Promise<Value>;

export function embeddedRows(dataDir: string): DeskRows {
  const connect: Connect = async (work) => {
    const pglite = await PGlite.create(join(dataDir, "database", "pgdata"), { extensions: { pg_trgm } });
    try {
      return await work((text, values) => pglite.query(text, values));
    } finally {
      await pglite.close();
    }
  };
  return { env: { DESK_DATA_DIR: dataDir, DATABASE_URL: "" }, ...rowsOf(connect), drop: async () => {} };
}

export async function postgresRows(serverUrl: string, dataDir: string): Promise<DeskRows> {
  const name = `desk_crash_${randomBytes(8).toString("hex")}`;
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const on =
    (connectionString: string): Connect =>
    async (work) => {
      const client = new pg.Client({ connectionString });
      await client.connect();
      try {
        return await work((text, values) => client.query(text, values));
      } finally {
        await client.end();
      }
    };
  await on(serverUrl)((query) => query(`create database ${name}`));
  return {
    env: {
      DESK_DATA_DIR: dataDir,
      DATABASE_URL: url.href,
      DESK_AUTH_SECRET: randomBytes(48).toString("base64url"),
      DESK_ENCRYPTION_KEY: randomBytes(32).toString("base64"),
    },
    ...rowsOf(on(url.href)),
    drop: async () => void (await on(serverUrl)((query) => query(`drop database ${name} with (force)`))),
  };
}

const open = "state in ('submitting', 'pending', 'undecided')";

function rowsOf(connect: Connect): Pick<DeskRows, "read" | "age"> {
  return {
    read: () =>
      connect(async (query) => ({
        refunds: z.array(refundRow).parse(
          (
            await query(
              `select id, request_id as "requestId", payment_id as "paymentId", number, state, failure,
                 created_at as "createdAt", ended_at as "endedAt",
                 (select coalesce(json_agg(json_build_object('n', n, 'outcome', outcome) order by n), '[]'::json)
                  from refund_attempts where refund_id = refunds.id) as attempts,
                 (select role = 'operator' from "user" where id = refunds.actor_id) as "mustBeApproved",
                 (select count(*)::int from approval_events
                  where approval_id = refunds.approval_id and kind = 'approved' and actor_id <> refunds.actor_id) as approvals
               from refunds order by created_at`,
            )
          ).rows,
        ),
        waitingWithRefund: z
          .array(z.object({ id: z.string() }))
          .parse(
            (
              await query(
                `select approvals.id from approvals join refunds on refunds.approval_id = approvals.id
                 where approvals.state in ('waiting', 'returned')`,
              )
            ).rows,
          )
          .map(({ id }) => id),
        deliveries: z.array(deliveryRow).parse((await query("select id, state from deliveries")).rows),
        cancellations: z
          .array(cancellationRow)
          .parse(
            (
              await query(
                `select id, payment_id as "paymentId", status, refund_id as "refundId" from cancellations`,
              )
            ).rows,
          ),
        alerts: z.array(alertRow).parse(
          (
            await query(
              `select a.kind, a.at, a.payment_id as "paymentId", a.number as "refundNumber",
                 exists (select from alert_deliveries d where d.alert_id = a.id) as "isTold"
               from alerts a join alert_subscriptions s on s.kind = a.kind and a.at > s.since`,
            )
          ).rows,
        ),
      })),
    age: (ms) =>
      connect(async (query) => {
        for (const [table, columns, where] of [
          ["refunds", ["created_at", "check_at"], open],
          [
            "refund_attempts",
            ["started_at", "lease_until", "finished_at"],
            `refund_id in (select id from refunds where ${open})`,
          ],
          ["cancellations", ["poll_at"], "poll_at is not null"],
          ["deliveries", ["received_at", "next_attempt_at"], "state in ('waiting', 'dead')"],
          ["alert_subscriptions", ["due_at", "sent_at"], "true"],
          ["pgboss.job", ["start_after"], "state in ('created', 'retry')"],
        ] as const) {
          const assignments = columns.map(
            (column) => `${column} = ${column} - $1 * interval '1 millisecond'`,
          );
          await query(`update ${table} set ${assignments.join(", ")} where ${where}`, [ms]);
        }
      }),
  };
}
