import "server-only";
import { randomUUID } from "node:crypto";
import { and, eq, notInArray, sql } from "drizzle-orm";
import { audit } from "@/lib/db/audit";
import type { Database, Transaction } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/clock";
import { roleNow } from "@/lib/db/people/read-roles";
import { alertChannels, alertSubscriptions } from "@/lib/db/schema/alerts";
import {
  type ChannelInput,
  mostChannels,
  type SaveChannelError,
  type SaveChannelInput,
  type SendFailureCode,
} from "@/lib/domain/alerts/channel";
import { type Actor, may } from "@/lib/domain/people/permissions";
import { err, ok, type Result } from "@/lib/domain/result";
import { type AlertChannel, recordChannelResult } from "./outbox";

/** What the desk encrypts for a channel of the id. */
type Sealed = { encryptedAddress: string; shownAddress: string };
/** `secret`: of a new channel of type `webhook`. */
export type Seal = (id: string) => { address: Sealed | null; encryptedSecret: string | null };

type SaveError = Exclude<SaveChannelError, "address-private" | "mail-not-set-up">;

/** Adds a channel, or changes one. Alerts before it are not told, nor those of a kind before the kind was chosen. */
export function recordChannel(
  db: Database,
  actor: Actor,
  input: SaveChannelInput,
  seal: Seal,
): Promise<Result<null, SaveError>> {
  return db.transaction(async (tx) => {
    await lockChannels(tx);
    if (!(await mayManage(tx, actor))) return err("not-permitted");
    const settings = {
      name: input.name,
      locale: input.locale,
      amountFrom: input.amountFrom?.amount ?? null,
      currency: input.amountFrom?.currency ?? null,
      quietFrom: input.quiet?.from ?? null,
      quietTo: input.quiet?.to ?? null,
      active: input.isActive,
    };
    const before = input.id === undefined ? null : await channelById(tx, input.id);
    if (before === null) {
      if (input.id !== undefined) return err("channel-gone");
      if ((await tx.$count(alertChannels)) >= mostChannels) return err("channels-too-many");
      const id = randomUUID();
      const { address, encryptedSecret } = seal(id);
      if (address === null) throw new Error("a new channel has an address");
      await tx
        .insert(alertChannels)
        .values({ id, type: input.type, ...settings, ...address, encryptedSecret });
      await subscribe(tx, id, input.kinds, false);
      await auditChannel(tx, actor, "alert-channel.added", id, {
        type: input.type,
        after: described({ ...settings, ...address }, input.kinds),
      });
      return ok(null);
    }
    if (before.revision !== input.revision || before.type !== input.type) return err("channel-changed");
    const { address } = seal(before.id);
    const kindsBefore = await kindsOf(tx, before.id);
    const after = { ...settings, ...address, revision: before.revision + 1 };
    await tx.update(alertChannels).set(after).where(eq(alertChannels.id, before.id));
    await subscribe(tx, before.id, input.kinds, input.isActive && !before.active);
    await auditChannel(tx, actor, "alert-channel.changed", before.id, {
      type: before.type,
      before: described(before, kindsBefore),
      after: described({ ...before, ...after }, input.kinds),
      addressChanged: address !== null,
    });
    return ok(null);
  });
}

export function recordChannelDeletion(
  db: Database,
  actor: Actor,
  { id, revision }: ChannelInput,
): Promise<Result<null, SaveError>> {
  return db.transaction(async (tx) => {
    await lockChannels(tx);
    if (!(await mayManage(tx, actor))) return err("not-permitted");
    const before = await channelById(tx, id);
    if (before === null) return err("channel-gone");
    if (before.revision !== revision) return err("channel-changed");
    const detail = { type: before.type, before: described(before, await kindsOf(tx, id)) };
    await tx.delete(alertChannels).where(eq(alertChannels.id, id));
    await auditChannel(tx, actor, "alert-channel.deleted", id, detail);
    return ok(null);
  });
}

/** Returns the channel that a person may test. */
export async function channelToTest(
  db: Database,
  actor: Actor,
  { id, revision }: ChannelInput,
): Promise<Result<AlertChannel, SaveError>> {
  return db.transaction(async (tx) => {
    if (!(await mayManage(tx, actor))) return err("not-permitted");
    const channel = await channelById(tx, id);
    if (channel === null) return err("channel-gone");
    return channel.revision === revision ? ok(channel) : err("channel-changed");
  });
}

export function recordChannelTest(
  db: Database,
  actor: Actor,
  { id, name, type }: AlertChannel,
  failure: SendFailureCode | null,
): Promise<void> {
  return db.transaction(async (tx) => {
    await recordChannelResult(tx, id, await databaseNow(tx), failure);
    await auditChannel(tx, actor, "alert-channel.tested", id, { name, type, failure });
  });
}

async function channelById(tx: Transaction, id: string): Promise<AlertChannel | null> {
  const [row] = await tx.select().from(alertChannels).where(eq(alertChannels.id, id));
  return row ?? null;
}

async function kindsOf(tx: Transaction, channelId: string): Promise<string[]> {
  const rows = await tx
    .select({ kind: alertSubscriptions.kind })
    .from(alertSubscriptions)
    .where(eq(alertSubscriptions.channelId, channelId));
  return rows.map(({ kind }) => kind);
}

/** `isResumed`: what happened while the channel was not active is not told. */
async function subscribe(
  tx: Transaction,
  channelId: string,
  kinds: SaveChannelInput["kinds"],
  isResumed: boolean,
): Promise<void> {
  const since = await databaseNow(tx);
  await tx
    .delete(alertSubscriptions)
    .where(and(eq(alertSubscriptions.channelId, channelId), notInArray(alertSubscriptions.kind, kinds)));
  if (isResumed)
    await tx.update(alertSubscriptions).set({ since }).where(eq(alertSubscriptions.channelId, channelId));
  await tx
    .insert(alertSubscriptions)
    .values([...new Set(kinds)].map((kind) => ({ channelId, kind, since })))
    .onConflictDoNothing();
}

type Described = Pick<
  AlertChannel,
  "name" | "shownAddress" | "locale" | "amountFrom" | "currency" | "quietFrom" | "quietTo" | "active"
>;

/** What the audit says of a channel: nothing of a web address but its origin. */
function described(channel: Described, kinds: readonly string[]): string {
  const { name, shownAddress, locale, amountFrom, currency, quietFrom, quietTo, active } = channel;
  return JSON.stringify({
    name,
    shownAddress,
    locale,
    kinds: [...kinds].sort(),
    amountFrom,
    currency,
    quietFrom,
    quietTo,
    active,
  });
}

/** The session may have an older role. */
async function mayManage(tx: Transaction, actor: Actor): Promise<boolean> {
  const role = await roleNow(tx, actor.id);
  return role !== null && may(role, "settings:manage");
}

async function lockChannels(tx: Transaction): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('refund-desk.alert-channels'))`);
}

function auditChannel(
  tx: Transaction,
  actor: Actor,
  action: "alert-channel.added" | "alert-channel.changed" | "alert-channel.deleted" | "alert-channel.tested",
  id: string,
  detail: Record<string, string | boolean | null>,
): Promise<void> {
  return audit(tx, { actor, action, subject: `alert-channel:${id}`, detail });
}
