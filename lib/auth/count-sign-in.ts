import "server-only";
import type { Database } from "@/lib/db/client";
import { countAttempt, deleteAttempts, subtractAttempt } from "@/lib/db/people/sign-in-attempts";
import { err, ok, type Result } from "@/lib/domain/result";
import { type AttemptRule, byAccount, byAddress, byPerson, nextAttempt } from "./limits";

/** Keyed hashes of account and address. `device`: a browser that has signed in to the account before. */
export type SignInAttempt = { account: string; client: string; device: string | null };

const key = Symbol.for("refund-desk.refused-attempts");
type Refusal = { until: number; recheckAt: number };
const holder = globalThis as { [key]?: Map<string, Refusal> };
const mostCached = 10_000;
/** A refusal that was lifted in the database, also by another instance, stays cached no longer than this. */
const cachedMs = 5_000;

function cachedRefusals(): Map<string, Refusal> {
  holder[key] ??= new Map();
  return holder[key];
}

function secondsUntil(at: number): { seconds: number } {
  return { seconds: Math.max(1, Math.ceil((at - performance.now()) / 1000)) };
}

/** Refuses what was refused in the last five seconds, without a hash or a query. `now`: performance.now(). */
export function cachedRefusal(
  names: readonly string[],
  now: number = performance.now(),
): Result<null, "too-many-attempts"> {
  for (const name of names) {
    const refusal = cachedRefusals().get(name);
    if (refusal === undefined) continue;
    if (Math.min(refusal.until, refusal.recheckAt) > now)
      return err("too-many-attempts", secondsUntil(refusal.until));
    cachedRefusals().delete(name);
  }
  return ok(null);
}

/** Counts an attempt. The error has the seconds to wait, at least one. */
export async function mayAttempt(
  db: Database,
  name: string,
  rule: AttemptRule,
): Promise<Result<null, "too-many-attempts">> {
  const counted = await countAttempt(db, name, (before, now) => nextAttempt(before, now, rule));
  if (counted.ok) return ok(null);
  const now = performance.now();
  const until = now + counted.waitMs;
  const all = cachedRefusals();
  if (all.size >= mostCached)
    for (const oldest of [...all.keys()].slice(0, mostCached / 2)) all.delete(oldest);
  all.set(name, { until, recheckAt: now + cachedMs });
  return err("too-many-attempts", secondsUntil(until));
}

/** Codes of a second step are counted apart from passwords. */
export function secondStepOf({ account, client, device }: SignInAttempt): SignInAttempt {
  return { account: `${account}:code`, client, device: device === null ? null : `${device}:code` };
}

export function accountAttempts(account: string): string {
  return `account:${account}`;
}

export function pairAttempts(account: string): string {
  return `pair:${account}:`;
}

/** An address's own count comes first, so that one address cannot use up the account's count. */
export function countsOf({
  account,
  client,
  device,
}: SignInAttempt): readonly (readonly [name: string, rule: AttemptRule])[] {
  if (device !== null) return [[`device:${device}`, byPerson]];
  return [
    [`${pairAttempts(account)}${client}`, byPerson],
    [`address:${client}`, byAddress],
    [accountAttempts(account), byAccount],
  ];
}

export async function countSignIn(
  db: Database,
  attempt: SignInAttempt,
): Promise<Result<null, "too-many-attempts">> {
  for (const [name, rule] of countsOf(attempt)) {
    const may = await mayAttempt(db, name, rule);
    if (!may.ok) return may;
  }
  return ok(null);
}

export async function clearSignIn(db: Database, attempt: SignInAttempt): Promise<void> {
  const [[own] = [""], ...shared] = countsOf(attempt);
  await deleteAttempts(db, [own]);
  for (const [name] of shared) await subtractAttempt(db, name);
}
