import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import * as z from "zod";
import { claimMessage, deleteOldAlerts, dueSubscriptions } from "@/lib/db/alerts/outbox";
import { raiseAlert } from "@/lib/db/alerts/raise-alert";
import { recordChannelDeletion } from "@/lib/db/alerts/record-channels";
import { recordPersonalAlerts } from "@/lib/db/alerts/record-personal-alerts";
import { listChannels } from "@/lib/db/queries/alert-channels";
import type { AnyAlertKind } from "@/lib/domain/alerts/alert";
import type { SaveChannelInput } from "@/lib/domain/alerts/channel";
import { alertContext } from "@/tests/support/alert-context";
import { openReceiver, type Receiver } from "@/tests/support/receiver";
import {
  administrator,
  approver,
  openTestDesk,
  operator,
  secondOperator,
  type TestDesk,
} from "@/tests/support/test-desk";
import { saveChannel, testChannel } from "./channels";
import { createGuardedPost } from "./guarded-post";
import { sendAlerts } from "./send-alerts";

let desk: TestDesk;
let context: ReturnType<typeof alertContext>;
beforeAll(async () => {
  desk = await openTestDesk();
});
afterAll(() => desk.close());

const open: Receiver[] = [];
beforeEach(async () => {
  context = alertContext(desk);
  await run(sql`delete from alert_channels`);
  await run(sql`delete from alert_subscriptions`);
  await run(sql`delete from alerts`);
});
afterEach(async () => {
  for (const receiver of open.splice(0)) await receiver.close();
});

const run = (statement: ReturnType<typeof sql>) => desk.database.db.execute(statement);

async function receive(answer?: Parameters<typeof openReceiver>[0]): Promise<Receiver> {
  const receiver = await openReceiver(answer);
  open.push(receiver);
  return receiver;
}

function channelInput(address: string | null, overrides: Partial<SaveChannelInput> = {}): SaveChannelInput {
  return {
    revision: 0,
    name: "알림",
    type: "webhook",
    address,
    locale: "ko",
    kinds: ["refund-failed"],
    amountFrom: null,
    quiet: null,
    isActive: true,
    ...overrides,
  };
}

async function addChannel(receiver: Receiver, overrides: Partial<SaveChannelInput> = {}): Promise<void> {
  expect(await saveChannel(context, administrator, channelInput(receiver.url, overrides))).toMatchObject({
    ok: true,
  });
}

let raised = 0;
async function raise(more: Partial<Parameters<typeof raiseAlert>[1]> = {}): Promise<void> {
  raised += 1;
  const kind: AnyAlertKind = more.kind ?? "refund-failed";
  await raiseAlert(desk.database.db, {
    key: `test:${raised}`,
    paymentId: `order-${raised}`,
    amount: 10_000,
    currency: "KRW",
    ...more,
    kind,
  });
}

/** Moves what was sent and what waits for the next attempt into the past. */
const pass = (minutes: number) =>
  run(sql`update alert_subscriptions set due_at = due_at - ${minutes} * interval '1 minute',
    begun_at = begun_at - ${minutes} * interval '1 minute', sent_at = sent_at - ${minutes} * interval '1 minute'`);
const age = (hours: number) =>
  run(sql`update alerts set at = at - ${hours} * interval '1 hour'`).then(() =>
    run(sql`update alert_subscriptions set since = since - ${hours} * interval '1 hour'`),
  );

const message = z.object({
  id: z.uuid(),
  count: z.number(),
  title: z.string(),
  alerts: z.array(z.object({ paymentId: z.string().nullable() })),
});
const messagesOf = (receiver: Receiver) =>
  receiver.received.map(({ body }) => message.parse(JSON.parse(body)));
const paymentsOf = (receiver: Receiver) =>
  messagesOf(receiver).map(({ alerts }) => alerts.map(({ paymentId }) => paymentId));
const channelNow = async () => (await listChannels(desk.database.db))[0];

test("an alert reaches each channel that wants its kind, once", async () => {
  const [one, two, other] = [await receive(), await receive(), await receive()];
  await addChannel(one);
  await addChannel(two, { type: "slack" });
  await addChannel(other, { kinds: ["dead-letter"] });
  await raise();
  await sendAlerts(context);
  await pass(60);
  await sendAlerts(context);
  expect(messagesOf(one)).toMatchObject([{ title: "환불 실패 1건", count: 1 }]);
  expect(one.received[0]?.headers["webhook-signature"]).toMatch(/^v1,/);
  expect(two.received).toHaveLength(1);
  expect(other.received).toEqual([]);
  expect(await channelNow()).toMatchObject({ failure: null, waiting: 0, missed: 0 });
  expect((await channelNow())?.lastSuccessAt).not.toBeNull();
});

test("two instances send an alert once", async () => {
  const receiver = await receive((_, response) => void setTimeout(() => response.end("ok"), 100));
  await addChannel(receiver);
  await raise();
  await Promise.all([sendAlerts(context), sendAlerts(context), sendAlerts(context)]);
  expect(receiver.received).toHaveLength(1);
});

test("a burst goes as one message after the first, and a digest of 10,000 describes 20", async () => {
  const receiver = await receive();
  await addChannel(receiver);
  await raise();
  await sendAlerts(context);
  await run(sql`insert into alerts (key, kind, payment_id, amount, currency)
    select 'burst:' || n, 'refund-failed', 'order-' || n, n, 'KRW' from generate_series(1, 10000) n`);
  await sendAlerts(context);
  expect(receiver.received).toHaveLength(1);
  await pass(5);
  await sendAlerts(context);
  expect(receiver.received).toHaveLength(2);
  const [, digest] = messagesOf(receiver);
  expect(digest).toMatchObject({ title: "환불 실패 10,000건", count: 10_000 });
  expect(digest?.alerts).toHaveLength(20);
  expect(receiver.received[1]?.body.length).toBeLessThan(10_000);
  await pass(60);
  await sendAlerts(context);
  expect(receiver.received).toHaveLength(2);
});

test("a message that was not taken is the same at each attempt, later each time, and says so on the screen", async () => {
  let isDown = true;
  const receiver = await receive((_, response) => void response.writeHead(isDown ? 503 : 200).end());
  await addChannel(receiver);
  await raise();
  await sendAlerts(context);
  await raise();
  await sendAlerts(context);
  expect(receiver.received).toHaveLength(1);
  expect(await channelNow()).toMatchObject({ failure: { code: "refused" }, waiting: 2, lastSuccessAt: null });
  await pass(0.51);
  await sendAlerts(context);
  await pass(0.51);
  await sendAlerts(context);
  expect(receiver.received).toHaveLength(2);
  isDown = false;
  await pass(0.5);
  await sendAlerts(context);
  const sent = messagesOf(receiver);
  expect(sent).toHaveLength(3);
  expect(new Set(sent.map(({ id }) => id)).size).toBe(1);
  expect(new Set(paymentsOf(receiver).map(String)).size).toBe(1);
  expect(sent[0]?.count).toBe(1);
  expect(await channelNow()).toMatchObject({ failure: null, waiting: 1 });
  await pass(5);
  await sendAlerts(context);
  expect(paymentsOf(receiver).flat()).toHaveLength(4);
  expect(await channelNow()).toMatchObject({ waiting: 0 });
});

test("a process that ends while it sends leaves the message to another", async () => {
  const receiver = await receive();
  await addChannel(receiver);
  await raise();
  const [[subscription]] = (await dueSubscriptions(desk.database.db)) as [[number]];
  const claimed = await claimMessage(desk.database.db, subscription);
  await sendAlerts(context);
  expect(receiver.received).toEqual([]);
  await pass(3);
  await sendAlerts(context);
  expect(messagesOf(receiver)).toMatchObject([{ id: claimed?.messageId, count: 1 }]);
});

test("a slow receiver delays only itself", async () => {
  const slow = await receive(() => {});
  const quick = await receive();
  await addChannel(slow, { kinds: ["refund-failed", "dead-letter"] });
  await addChannel(quick);
  await raise();
  await raise({ kind: "dead-letter" });
  const sending = sendAlerts(context);
  await expect.poll(() => quick.received.length, { timeout: 900 }).toBe(1);
  await sending;
  // After a message that failed, the other kinds wait for the next round.
  expect(slow.received).toHaveLength(1);
});

test("after a day a message is given up, and counted", async () => {
  const receiver = await receive((_, response) => void response.writeHead(500).end());
  await addChannel(receiver);
  await raise();
  await sendAlerts(context);
  await age(25);
  await pass(25 * 60);
  await sendAlerts(context);
  expect(receiver.received).toHaveLength(1);
  expect(await channelNow()).toMatchObject({ waiting: 0, missed: 1 });
  // The next alert is a message of its own.
  await raise();
  await sendAlerts(context);
  const [first, second] = messagesOf(receiver);
  expect(second?.id).not.toBe(first?.id);
  expect(second?.count).toBe(1);
});

test("nothing is told of before the channel, while the channel is off, or below its amount", async () => {
  const receiver = await receive();
  await raise({ paymentId: "before" });
  await addChannel(receiver, { amountFrom: { amount: 50_000, currency: "KRW" } });
  await raise({ paymentId: "small" });
  await raise({ paymentId: "large", amount: 50_000 });
  await raise({ paymentId: "dollars", amount: 100, currency: "USD" });
  await raise({ paymentId: "unknown", amount: null });
  await sendAlerts(context);
  expect(paymentsOf(receiver)).toEqual([["large", "dollars", "unknown"]]);
  const channel = await channelNow();
  const change = async (revision: number, isActive: boolean) =>
    expect(
      await saveChannel(context, administrator, {
        ...channelInput(null, { isActive }),
        id: channel?.id,
        revision,
      }),
    ).toEqual({ ok: true, value: null });
  await pass(60);
  await change(1, false);
  await raise({ paymentId: "while off" });
  await sendAlerts(context);
  await change(2, true);
  await raise({ paymentId: "after" });
  await sendAlerts(context);
  expect(paymentsOf(receiver)).toEqual([["large", "dollars", "unknown"], ["after"]]);
});

test("in quiet hours nothing is sent", async () => {
  const receiver = await receive();
  const minute = (new Date().getUTCHours() * 60 + new Date().getUTCMinutes() + 9 * 60) % 1_440;
  const quiet = (from: number, to: number) => ({ from: (from + 1_440) % 1_440, to: (to + 1_440) % 1_440 });
  await addChannel(receiver, { quiet: quiet(minute - 60, minute + 60) });
  await raise();
  await sendAlerts(context);
  expect(receiver.received).toEqual([]);
  expect(await channelNow()).toMatchObject({ waiting: 1, failure: null });
  const channel = await channelNow();
  await saveChannel(context, administrator, {
    ...channelInput(null, { quiet: quiet(minute + 60, minute - 60) }),
    id: channel?.id,
    revision: 1,
  });
  await sendAlerts(context);
  expect(receiver.received).toHaveLength(1);
});

test("an address is kept encrypted, shown as its origin, and must be public", async () => {
  const receiver = await receive();
  const strict = { ...context, alertPost: createGuardedPost({ allowsPrivate: false }) };
  const save = (input: SaveChannelInput, actor = administrator) => saveChannel(strict, actor, input);
  expect(await save(channelInput(receiver.url))).toMatchObject({ error: { code: "address-private" } });
  expect(await save(channelInput("https://no-such-host.invalid/x"))).toMatchObject({ ok: true });
  expect(await save(channelInput("https://no-such-host.invalid/x"), operator)).toMatchObject({
    error: { code: "not-permitted" },
  });
  const mail = channelInput("team@example.com", { type: "mail" });
  expect(await saveChannel({ ...context, mailer: null }, administrator, mail)).toMatchObject({
    error: { code: "mail-not-set-up" },
  });
  await addChannel(receiver);
  const [, channel] = await listChannels(desk.database.db);
  expect(channel?.shownAddress).toBe(new URL(receiver.url).origin);
  for (const table of ["alert_channels", "audit_entries"]) {
    const { rows } = await run(sql.raw(`select t::text from ${table} t`));
    expect(JSON.stringify(rows)).not.toMatch(/\/hook|whsec_/);
  }
});

test("a channel is tested, changed and deleted by who has seen its present state, and each is audited", async () => {
  const receiver = await receive();
  await addChannel(receiver);
  const id = (await channelNow())?.id ?? "";
  expect(await testChannel(context, administrator, { id, revision: 1 })).toEqual({ ok: true, value: null });
  expect(messagesOf(receiver)).toMatchObject([{ title: "환불데스크 알림 시험" }]);
  expect(await testChannel(context, administrator, { id, revision: 9 })).toMatchObject({
    error: { code: "channel-changed" },
  });
  expect(await testChannel(context, operator, { id, revision: 1 })).toMatchObject({
    error: { code: "not-permitted" },
  });
  const change = channelInput(null, { id, revision: 1, name: "새 이름", kinds: ["dead-letter"] });
  expect(await saveChannel(context, administrator, change)).toEqual({ ok: true, value: null });
  expect(await saveChannel(context, administrator, change)).toMatchObject({
    error: { code: "channel-changed" },
  });
  expect(await channelNow()).toMatchObject({ name: "새 이름", kinds: ["dead-letter"], revision: 2 });
  const other = { ...context, cipher: { ...context.cipher, decrypt: () => null } };
  expect(await testChannel(other, administrator, { id, revision: 2 })).toEqual({
    ok: true,
    value: "address-unreadable",
  });
  expect(await recordChannelDeletion(desk.database.db, administrator, { id, revision: 2 })).toMatchObject({
    ok: true,
  });
  expect(await saveChannel(context, administrator, { ...change, revision: 2 })).toMatchObject({
    error: { code: "channel-gone" },
  });
  const { rows } = await run(
    sql`select action from audit_entries where subject = ${`alert-channel:${id}`} order by seq`,
  );
  expect(rows.map(({ action }) => action)).toEqual([
    "alert-channel.added",
    "alert-channel.tested",
    "alert-channel.changed",
    "alert-channel.tested",
    "alert-channel.deleted",
  ]);
});

test("people are mailed what they chose: others' requests, and the end of their own", async () => {
  const { db } = desk.database;
  const both = { approvalWanted: true, ownRefunds: true };
  for (const actor of [approver, operator]) await recordPersonalAlerts(db, actor, both, "ko");
  await recordPersonalAlerts(db, secondOperator, { approvalWanted: false, ownRefunds: true }, "en");
  await raise({ kind: "approval-wanted", paymentId: "by-approver", personId: approver.id });
  await raise({ kind: "approval-wanted", paymentId: "by-operator", personId: operator.id });
  await raise({ kind: "refund-ended", paymentId: "own", code: "succeeded", personId: secondOperator.id });
  await raise({ kind: "refund-ended", paymentId: "nobody's", code: "succeeded", personId: administrator.id });
  await sendAlerts(context);
  const mails = context.mails.map(({ to, text }) => [to, text]);
  // An operator may not approve, so nothing is asked of them.
  expect(mails).toHaveLength(2);
  expect(mails.find(([to]) => to === "approver-1@example.com")?.[1]).toMatch(/by-operator/);
  expect(mails.join()).not.toMatch(/by-approver|nobody/);
  const english = context.mails.find(({ to }) => to === "operator-2@example.com");
  expect(english?.subject).toBe("1 refund you requested ended");
  expect(english?.text).toMatch(/own · Refunded[\s\S]*https:\/\/desk\.example\/payments\/own/);
  await pass(60);
  await recordPersonalAlerts(db, secondOperator, { approvalWanted: false, ownRefunds: false }, "en");
  await raise({ kind: "refund-ended", code: "failed", personId: secondOperator.id });
  await sendAlerts(context);
  expect(context.mails).toHaveLength(2);
});

test("a mail that is refused is sent again; without a mail server the channel says so", async () => {
  const input = channelInput("team@example.com", { type: "mail" });
  expect(await saveChannel(context, administrator, input)).toEqual({ ok: true, value: null });
  await raise();
  await sendAlerts({ ...context, mailer: null });
  expect(await channelNow()).toMatchObject({
    failure: { code: "mail-not-set-up" },
    shownAddress: "team@example.com",
  });
  await pass(1);
  await sendAlerts({
    ...context,
    mailer: { send: async () => ({ ok: false, error: { code: "mail-failed" } }) },
  });
  expect(await channelNow()).toMatchObject({ failure: { code: "mail-failed" } });
  await pass(2);
  await sendAlerts(context);
  expect(context.mails).toMatchObject([{ to: "team@example.com", subject: "환불 실패 1건" }]);
});

test("alerts are deleted after 90 days", async () => {
  await raise();
  await age(24 * 91);
  await raise({ paymentId: "new" });
  await deleteOldAlerts(desk.database.db);
  const { rows } = await run(sql`select payment_id from alerts`);
  expect(rows).toEqual([{ payment_id: "new" }]);
});
