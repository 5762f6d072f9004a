// What raises an alert, and that nothing of a customer, of an account or of a secret leaves the desk with an alert, or is
// written to a log, to the audit or to a job.
import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { auditKeys, makeCheckpoint } from "@/lib/audit/checkpoints";
import { verifyAuditNow } from "@/lib/audit/verify";
import { raiseOverdue } from "@/lib/db/alerts/raise-overdue";
import { createSecretAlert } from "@/lib/db/alerts/raise-secret-refused";
import { recordPersonalAlerts } from "@/lib/db/alerts/record-personal-alerts";
import { recordApprovalRule, recordApprovalSettings } from "@/lib/db/approvals/record-rules";
import { expireApprovals } from "@/lib/db/approvals/write-approvals";
import { recordResolution } from "@/lib/db/refunds/record-resolution";
import { storeDeliveries } from "@/lib/db/webhooks/write-deliveries";
import { type AnyAlertKind, alertKinds } from "@/lib/domain/alerts/alert";
import { alertChannelTypes, channelLocales } from "@/lib/domain/alerts/channel";
import type { RefundAccount } from "@/lib/domain/refund/refund-request";
import { askForApproval } from "@/lib/refunds/ask-approval";
import { decideApproval } from "@/lib/refunds/decide-approval";
import { requestRefund } from "@/lib/refunds/request-refund";
import { resumeOpenRefunds } from "@/lib/refunds/resume-refunds";
import { pollPending } from "@/lib/sync/poll-pending";
import { syncPayment } from "@/lib/sync/sync-payment";
import { processDeliveries } from "@/lib/webhooks/process-deliveries";
import { alertContext } from "@/tests/support/alert-context";
import { captureLog } from "@/tests/support/capture-log";
import { openReceiver } from "@/tests/support/receiver";
import { tamperWith } from "@/tests/support/tamper";
import {
  administrator,
  approver,
  fullRefund,
  openTestDesk,
  operator,
  partialRefund,
  type TestDesk,
} from "@/tests/support/test-desk";
import { allRefunds } from "@/tests/support/test-rule";
import { saveChannel } from "./channels";
import { sendAlerts } from "./send-alerts";

const minute = 60_000;
const keys = auditKeys("a secret of at least 32 characters");
let desk: TestDesk;
beforeAll(async () => {
  desk = await openTestDesk();
});
afterAll(() => desk.close());
const run = (statement: ReturnType<typeof sql>) => desk.database.db.execute(statement);
beforeEach(async () => {
  desk.sandbox.control.clearFaults();
  desk.sandbox.control.resetSwitches();
  await run(sql`delete from alert_channels`);
  await run(sql`delete from approval_rules`);
  await run(sql`delete from alerts`);
});

type Planted = { name: string; email: string; phone: string; account: string; note: string };
const someone: Planted = {
  name: "남궁민수",
  email: "namgung@example.net",
  phone: "01098765432",
  account: "1002345678901",
  note: "현관 비밀번호 4821",
};

/** Creates a payment of a customer. */
function payment(
  planted: Planted,
  more: Parameters<TestDesk["sandbox"]["control"]["createPayment"]>[0] = {},
) {
  const { name, email, phone, note } = planted;
  return desk.sandbox.control.createPayment({
    total: 60_000,
    customer: { id: `customer-${phone}`, name, email, phoneNumber: phone },
    orderName: `${name} ${note}`,
    customData: JSON.stringify({ name, phone }),
    ...more,
  });
}

const refused = (message: string) =>
  ({ kind: "status", status: 409, body: { type: "MAX_CANCEL_COUNT_REACHED", message } }) as const;

/** Lets every kind of alert happen, with what was planted wherever people and PortOne write. */
async function scene(planted: Planted): Promise<Set<string>> {
  const { control } = desk.sandbox;
  const { db } = desk.database;
  const said = `${planted.note} ${planted.name} ${planted.phone}`;
  const account: RefundAccount = {
    bank: "SHINHAN",
    number: planted.account,
    holderName: planted.name,
    holderPhoneNumber: planted.phone,
  };
  const written = { note: planted.note, internalNote: said };
  const results: unknown[] = [];

  // Failed, succeeded, undecided, and decided by a person.
  const failing = payment(planted);
  control.script({ ...refused(said), paymentId: failing.id });
  results.push(await requestRefund(desk, operator, fullRefund(failing, written)));
  results.push(await requestRefund(desk, operator, fullRefund(payment(planted), written)));
  const unclear = payment(planted, { discount: 1_000, pgProvider: "KCP_V2" });
  control.script({ kind: "pg-error", pgCode: "Z-77", pgMessage: said, paymentId: unclear.id });
  const asked = await requestRefund(desk, operator, fullRefund(unclear, written));
  for (const ms of [62_000, 10 * minute]) {
    await desk.age(ms);
    await resumeOpenRefunds(desk);
  }
  if (!asked.ok) throw new Error(asked.error.code);
  results.push(
    await recordResolution(db, administrator, { refundId: asked.value.id, decision: "failed", note: said }),
  );
  // Open for more than a day.
  const waiting = payment(planted);
  control.script({ kind: "async-cancel", paymentId: waiting.id });
  results.push(await requestRefund(desk, operator, fullRefund(waiting, written)));
  control.resetSwitches();
  await run(
    sql`update refunds set created_at = created_at - interval '25 hours' where payment_id = ${waiting.id}`,
  );

  // Asked, rejected, approved, expiring, expired, emergency.
  await recordApprovalRule(db, administrator, { revision: 0, conditions: { ...allRefunds } });
  await recordApprovalSettings(db, administrator, { expiryDays: 3, emergencyAllowed: true });
  for (const decision of ["reject", "approve", "expire"] as const) {
    const made = payment(planted, { method: "VIRTUAL_ACCOUNT" });
    const wanted = await askForApproval(desk, operator, {
      ...fullRefund(made, written),
      refundAccount: account,
    });
    if (!wanted.ok) throw new Error(wanted.error.code);
    const of = { approvalId: wanted.value.id, revision: 1 };
    if (decision === "reject")
      results.push(await decideApproval(desk, approver, { ...of, decision, code: "other", note: said }));
    if (decision === "approve") results.push(await decideApproval(desk, approver, { ...of, decision }));
    if (decision === "expire") {
      await tamperWith(
        db,
        `update approvals set created_at = created_at - interval '71 hours',
          expires_at = expires_at - interval '71 hours' where id = '${wanted.value.id}'`,
      );
      await raiseOverdue(db);
      await run(sql`update approvals set expires_at = clock_timestamp() where id = ${wanted.value.id}`);
      await expireApprovals(db);
    }
  }
  const urgent = { ...fullRefund(payment(planted), written), emergency: { why: said } };
  results.push(await requestRefund(desk, administrator, urgent, { isConfirmed: true }));

  // Made elsewhere, a transfer that failed, a webhook that cannot be processed.
  const elsewhere = payment(planted);
  await syncPayment(desk, { paymentId: elsewhere.id });
  control.cancelByOther(elsewhere.id, { trigger: "CONSOLE", amount: 5_000 });
  await syncPayment(desk, { paymentId: elsewhere.id });
  control.setSwitches({ virtualAccountPayout: "manual" });
  const transferred = payment(planted, { method: "VIRTUAL_ACCOUNT" });
  control.cancelByOther(transferred.id, { trigger: "API" });
  await syncPayment(desk, { paymentId: transferred.id });
  control.endPayout(transferred.id, "fail");
  await run(
    sql`update payments set payout_poll_at = now() - interval '1 second' where id = ${transferred.id}`,
  );
  await pollPending(desk);
  await db.transaction((tx) =>
    storeDeliveries(tx, [
      {
        id: `webhook-${randomUUID()}`,
        type: "Transaction.Paid",
        storeId: desk.sandbox.storeId,
        paymentId: `gone-${planted.account.length}`,
        environment: "live",
        body: JSON.stringify({ said }),
        happenedAt: null,
        state: "waiting",
        lastError: null,
        repeats: 0,
      },
    ]),
  );
  await run(sql`update deliveries set attempts = 15, next_attempt_at = now() - interval '1 second'
    where payment_id like 'gone-%' and state = 'waiting'`);
  await processDeliveries(desk, {
    storeId: desk.sandbox.storeId,
    paymentId: `gone-${planted.account.length}`,
  });
  // Payments since the last webhook, long ago.
  await run(sql`update deliveries set received_at = now() - interval '2 days'`);
  await run(sql`update payments set paid_at = now() - interval '2 hours'`);
  await raiseOverdue(db);

  // PortOne refuses the secret; a checkpoint, and then a chain that was rewritten.
  createSecretAlert(db)();
  await makeCheckpoint(db, keys);
  await tamperWith(db, `update audit_entries set actor_name = '다른 사람' where seq = 1`);
  results.push(await verifyAuditNow({ database: desk.database, auditKeys: keys }, administrator));
  await tamperWith(db, `update audit_entries set actor_name = actor_name || '' where seq = 1`);
  await expect.poll(async () => (await raisedKinds()).has("secret-refused"), { timeout: 2_000 }).toBe(true);
  for (const result of results)
    for (const text of [planted.account, planted.phone, planted.email])
      expect(JSON.stringify(failureOf(result))).not.toContain(text);
  return raisedKinds();
}

/** The part of a result that is an answer to an error. */
function failureOf(result: unknown): unknown {
  return typeof result === "object" && result !== null && "error" in result ? result.error : null;
}

async function raisedKinds(): Promise<Set<string>> {
  const { rows } = await run(sql`select distinct kind from alerts`);
  return new Set(rows.map(({ kind }) => String(kind)));
}

test("every kind of alert is raised by what it tells of", async () => {
  captureLog();
  const expected: AnyAlertKind[] = [...alertKinds, "refund-ended"];
  expect([...(await scene(someone))].sort()).toEqual(expected.sort());
});

test("an alert tells amount, payment, refund and state, and is raised once", async () => {
  const made = payment(someone);
  desk.sandbox.control.script({ ...refused("too many"), paymentId: made.id });
  const failed = await requestRefund(desk, operator, partialRefund(made, 7_000));
  expect(failed).toMatchObject({ value: { state: "failed" } });
  const { rows } = await run(
    sql`select kind, payment_id, number, amount::int, currency, code, person_id from alerts order by id`,
  );
  const about = {
    payment_id: made.id,
    number: expect.stringMatching(/^R/),
    amount: 7_000,
    currency: "KRW",
    code: "failed",
    person_id: operator.id,
  };
  expect(rows).toEqual([
    { kind: "refund-failed", ...about },
    { kind: "refund-ended", ...about },
  ]);
});

test("what happens again is raised again, and a refused secret once a day", async () => {
  captureLog();
  const tell = createSecretAlert(desk.database.db);
  for (let at = 0; at < 3; at += 1) tell();
  createSecretAlert(desk.database.db)();
  await expect.poll(async () => (await run(sql`select 1 from alerts`)).rows.length).toBe(1);
  const made = payment(someone);
  await syncPayment(desk, { paymentId: made.id });
  for (const amount of [1_000, 2_000]) {
    desk.sandbox.control.cancelByOther(made.id, { trigger: "CONSOLE", amount });
    await syncPayment(desk, { paymentId: made.id });
    await syncPayment(desk, { paymentId: made.id });
  }
  const { rows } = await run(
    sql`select code, amount::int from alerts where kind = 'discrepancy' order by id`,
  );
  expect(rows).toEqual([
    { code: "made-elsewhere", amount: 1_000 },
    { code: "made-elsewhere", amount: 2_000 },
  ]);
});

const digits = (from: number, to: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: from, maxLength: to }).map((all) => all.join(""));
const word = (alphabet: string, from: number, to: number) =>
  fc.array(fc.constantFrom(...alphabet), { minLength: from, maxLength: to }).map((all) => all.join(""));
const plantedValues = fc.record({
  name: word("가나다라마바사아자차카타파하", 4, 8).map((name) => `갊${name}`),
  email: word("abcdefghijk", 8, 12).map((name) => `${name}@plant.example`),
  phone: digits(8, 8).map((rest) => `010${rest}`),
  account: digits(12, 14).map((rest) => `9${rest}`),
  note: word("뷁쀍쮏꿻", 6, 12),
});

test("no message, log line, audit entry or job has what was planted", { timeout: 60_000 }, async () => {
  const receiver = await openReceiver();
  const lines = captureLog();
  const context = alertContext(desk);
  const path = "secret-path-of-the-channel";
  for (const type of alertChannelTypes)
    for (const locale of channelLocales) {
      const added = await saveChannel(context, administrator, {
        revision: 0,
        name: `${type} ${locale}`,
        type,
        address: type === "mail" ? "team@example.com" : `${receiver.url}/${path}`,
        locale,
        kinds: [...alertKinds],
        amountFrom: null,
        quiet: null,
        isActive: true,
      });
      expect(added.ok).toBe(true);
    }
  for (const person of [operator, approver])
    await recordPersonalAlerts(desk.database.db, person, { approvalWanted: true, ownRefunds: true }, "ko");
  await fc.assert(
    fc.asyncProperty(plantedValues, async (planted) => {
      await run(sql`delete from alerts`);
      await run(sql`delete from approval_rules`);
      receiver.received.length = 0;
      context.mails.length = 0;
      await scene(planted);
      await run(sql`update alert_subscriptions set sent_at = null`);
      await sendAlerts(context);
      expect(receiver.received.length).toBeGreaterThan(8 * 10);
      expect(context.mails.length).toBeGreaterThan(2 * 10);
      const sent = JSON.stringify([receiver.received.map(({ body }) => body), context.mails]);
      for (const text of Object.values(planted)) expect(sent).not.toContain(text);
      expect(sent).not.toContain(path);
      expect(sent).not.toContain(someone.account);
      // People write notes for the audit to keep, so only what is no note is searched there.
      const { rows: audit } = await run(sql`select t::text from audit_entries t`);
      const { rows: jobs } = await run(sql`select t::text from pgboss.job t`);
      const kept = JSON.stringify([audit, jobs]) + lines.join("\n");
      for (const text of [planted.account, planted.email, path]) expect(kept).not.toContain(text);
      const logged = lines.join("\n");
      for (const text of Object.values(planted)) expect(logged).not.toContain(text);
    }),
    { numRuns: 4, endOnFailure: true },
  );
  await receiver.close();
});
