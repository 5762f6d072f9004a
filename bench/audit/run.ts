// `npm run bench:audit [-- --on embedded|postgres --entries 1000000 --refunds 150]`: what the chain of the audit costs a refund
// and its webhook, how long the pages of the audit log take at that many entries, and how long the whole chain takes to verify.
import { availableParallelism, cpus } from "node:os";
import { parseArgs } from "node:util";
import { sql } from "drizzle-orm";
import { linkEntries } from "@/lib/audit/chain";
import { auditKeys, keepChain, makeCheckpoint } from "@/lib/audit/checkpoints";
import { verifyAudit } from "@/lib/audit/verify";
import type { Database } from "@/lib/db/client";
import { listAudit } from "@/lib/db/queries/audit-list";
import { readAuditFilter } from "@/lib/domain/audit/audit-filter";
import { log } from "@/lib/log";
import { requestRefund } from "@/lib/refunds/request-refund";
import { print, step } from "@/scripts/steps";
import { prepareTestDatabase } from "@/tests/support/test-database";
import { fullRefund, openTestDesk, operator, type TestDesk } from "@/tests/support/test-desk";
import { describeServer, postgresAddress } from "../database";

const { values } = parseArgs({
  options: { on: { type: "string" }, entries: { type: "string" }, refunds: { type: "string" } },
});
const entries = Number(values.entries ?? 1_000_000);
const refunds = Number(values.refunds ?? 60);
const rounds = 11;
const repeats = 20;
const atOnce = 8;
/** `p95` in milliseconds; `ratio`: refunds a second with the chain, to those without. */
const floors = { p95: 50, ratio: 0.95 } as const;
const keys = auditKeys("the secret of a benchmark, 32 characters");

const questions: Record<string, string> = {
  everything: "",
  "a day": "from=2026-06-01&to=2026-06-01",
  "a person": "person=person-3",
  "a kind": "kind=refund",
  "a rare act": "action=role.deleted",
  "a person and a rare act": "person=person-3&action=role.deleted",
  "a payment": "payment=order-500000",
  "a subject": "subject=refund:500000",
  "a number": "q=R-500000",
  "a frequent word": "q=frequent",
  "a word that none has": "q=nothing+like+this",
  "a frequent word and a kind": "q=frequent&kind=signIn",
  "a word of one in a hundred": "q=seldom",
};

log.level = "silent";
let missed = false;
for (const kind of ["embedded", "postgres"] as const) {
  if (values.on !== undefined && values.on !== kind) continue;
  if (kind === "postgres" && postgresAddress === "") {
    print("PostgreSQL: skipped, because TEST_DATABASE_URL is not set.");
    continue;
  }
  process.env.DESK_TEST_DATABASE = kind;
  await prepareTestDatabase();
  print("", kind === "postgres" ? await describeServer() : "Embedded database");
  print(`${availableParallelism()} × ${cpus()[0]?.model.trim() ?? "?"}`);
  await measureRefunds();
  await measureLog();
}
process.exit(missed ? 1 : 0);

/** Two desks take turns, so that a temporary slowdown of the machine affects both. */
async function measureRefunds(): Promise<void> {
  const [bare, chained] = [await openTestDesk(), await openTestDesk()];
  await removeChain(bare.database.db);
  const times: { bare: number[]; chained: number[] } = { bare: [], chained: [] };
  await step(`${refunds} refunds in each of ${rounds} rounds, without and with the chain`, async () => {
    for (let n = -1; n < rounds; n += 1)
      for (const [name, desk] of [
        ["bare", bare],
        ["chained", chained],
      ] as const) {
        const perSecond = await refundsPerSecond(desk, name === "chained");
        if (n >= 0) times[name].push(perSecond);
      }
  });
  await Promise.all([bare.close(), chained.close()]);
  const [without, withChain] = [median(times.bare), median(times.chained)];
  const ratio = withChain / without;
  if (ratio < floors.ratio) missed = true;
  print(
    `Refunds a second, from the request to the answer of PortOne, ${atOnce} at once: ${without.toFixed(1)} without, ` +
      `${withChain.toFixed(1)} with the chain (×${ratio.toFixed(2)}${ratio < floors.ratio ? ", missed" : ""}).`,
  );
}

/** As before the chain: an entry is one row and nothing reads it. */
async function removeChain(db: Database): Promise<void> {
  await db.execute(sql`drop trigger audit_entries_to_link on audit_entries`);
  for (const name of ["time", "actor", "action", "subject", "payment"])
    await db.execute(sql.raw(`drop index audit_by_${name}`));
}

async function refundsPerSecond(desk: TestDesk, isChained: boolean): Promise<number> {
  const waiting = Array.from({ length: refunds }, () =>
    desk.sandbox.control.createPayment({ total: 10_000 }),
  );
  const { db } = desk.database;
  const started = performance.now();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let payment = waiting.pop(); payment !== undefined; payment = waiting.pop()) {
        const answer = await requestRefund(desk, operator, fullRefund(payment));
        if (!answer.ok) throw new Error(answer.error.code);
      }
    }),
  );
  if (isChained) await keepChain(db, keys);
  return refunds / ((performance.now() - started) / 1_000);
}

async function measureLog(): Promise<void> {
  const desk = await openTestDesk();
  const { db } = desk.database;
  await step(`${entries.toLocaleString("en")} entries`, () => makeEntries(db));
  await step("linking them", () => linkEntries(db));
  await makeCheckpoint(db, keys);
  await db.execute(sql`vacuum analyze`);
  print("| question | first, p50 / p95 | page 20 or the last |", "| --- | --- | --- |");
  for (const [name, query] of Object.entries(questions)) {
    const { filter, ignored } = readAuditFilter(new URLSearchParams(query));
    if (ignored.length > 0) throw new Error(`the question "${name}" cannot be read`);
    let after: string | null = null;
    for (let n = 1; n < 20; n += 1) {
      const { next } = await listAudit(db, { filter, after, before: null });
      if (next === null) break;
      after = next;
    }
    const first = await timesOf(() => listAudit(db, { filter, after: null, before: null }));
    const deep = await timesOf(() => listAudit(db, { filter, after, before: null }));
    const isMissed = [first, deep].some((times) => at(times, 0.95) >= floors.p95);
    if (isMissed) missed = true;
    print(`| ${name}${isMissed ? " (missed)" : ""} | ${shown(first)} | ${shown(deep)} |`);
  }
  await step("verifying the chain", async () => {
    const proof = await verifyAudit(db, keys);
    return `${proof.position.toLocaleString("en")} entries, ${proof.fault === null ? "intact" : proof.fault.kind}`;
  });
  await desk.close();
}

/** A year of entries by ten people, of acts that are frequent and rare. */
async function makeEntries(db: Database): Promise<void> {
  const piece = 50_000;
  for (let from = 1; from <= entries; from += piece)
    await db.execute(sql`
      insert into audit_entries (at, actor_id, actor_name, actor_role, session_id, address, action, subject, store_id, payment_id, detail)
      select timestamptz '2025-12-01' + n * (interval '365 days' / ${entries}), 'person-' || n % 10, 'Person ' || n % 10, 'operator',
        'session-' || n % 1000, '203.0.113.' || n % 250,
        case when n % 100000 = 7 then 'role.deleted' when n % 3 = 0 then 'person.signed-in' when n % 3 = 1 then 'refund.requested'
          else 'payment.viewed' end,
        'refund:' || n, 'store-1', 'order-' || n,
        jsonb_build_object('number', 'R-' || n, 'amount', n, 'currency', 'KRW', 'note',
          case when n % 100 = 0 then 'seldom' when n % 2 = 0 then 'frequent' else 'other' end)
      from generate_series(${from}::int, ${Math.min(entries, from + piece - 1)}::int) as n`);
}

async function timesOf(read: () => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (let n = -2; n < repeats; n += 1) {
    const started = performance.now();
    await read();
    if (n >= 0) times.push(performance.now() - started);
  }
  return times.sort((one, other) => one - other);
}

function at(sorted: readonly number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

function median(times: readonly number[]): number {
  return at(
    [...times].sort((one, other) => one - other),
    0.5,
  );
}

function shown(times: readonly number[]): string {
  return `${at(times, 0.5).toFixed(1)} / ${at(times, 0.95).toFixed(1)}`;
}
