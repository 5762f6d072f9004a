// The counts that a try to sign in has to pass, before any hash is made.
import "server-only";
import type { Database } from "@/lib/db/client";
import { countAttempt, forgetAttempts, takeBackAttempt } from "@/lib/db/people/sign-in-attempts";
import { err, ok, type Result } from "@/lib/domain/result";
import { type AttemptRule, byAccount, byAddress, byPerson, nextAttempt } from "./limits";

/** Who tries: keyed hashes of the account and of the client's address, and the browser where it is known at the account. */
export type Trying = { account: string; client: string; device: string | null };

// Next bundles pages and handlers apart.
const key = Symbol.for("refund-desk.refused-attempts");
type Refusal = { until: number; askAgainAt: number };
const holder = globalThis as { [key]?: Map<string, Refusal> };
const mostRemembered = 10_000;
/** A refusal that was lifted in the database, also by another instance, holds no longer than this. */
const rememberedMs = 5_000;

/** Refusals that this process remembers: who asks again and again costs neither a place nor a question of the database. */
function remembered(): Map<string, Refusal> {
  holder[key] ??= new Map();
  return holder[key];
}

function secondsUntil(at: number): { seconds: number } {
  return { seconds: Math.max(1, Math.ceil((at - performance.now()) / 1000)) };
}

/**
 * Refuses with the seconds to wait where a try by one of the names was refused within five seconds and would be again.
 * `now` is in milliseconds of `performance`.
 */
export function refusedLately(
  names: readonly string[],
  now: number = performance.now(),
): Result<null, "too-many-attempts"> {
  for (const name of names) {
    const refusal = remembered().get(name);
    if (refusal === undefined) continue;
    if (Math.min(refusal.until, refusal.askAgainAt) > now)
      return err("too-many-attempts", secondsUntil(refusal.until));
    remembered().delete(name);
  }
  return ok(null);
}

/** Counts a try by a rule. Refuses with the seconds to wait, at least one. */
export async function mayAttempt(
  db: Database,
  name: string,
  rule: AttemptRule,
): Promise<Result<null, "too-many-attempts">> {
  const counted = await countAttempt(db, name, (before, now) => nextAttempt(before, now, rule));
  if (counted.ok) return ok(null);
  const now = performance.now();
  const until = now + counted.waitMs;
  const all = remembered();
  if (all.size >= mostRemembered)
    for (const oldest of [...all.keys()].slice(0, mostRemembered / 2)) all.delete(oldest);
  all.set(name, { until, askAgainAt: now + rememberedMs });
  return err("too-many-attempts", secondsUntil(until));
}

/** The name under which the tries at an account from unknown browsers are counted, for administrators to see. */
export function accountAttempts(account: string): string {
  return `account:${account}`;
}

/** The beginning of the names under which one account's tries are counted by address. */
export function pairAttempts(account: string): string {
  return `pair:${account}:`;
}

/**
 * Returns what counts a try. One address uses up its own count at an account first, so that alone it cannot use up that of
 * the account.
 */
export function countsOf({
  account,
  client,
  device,
}: Trying): readonly (readonly [name: string, rule: AttemptRule])[] {
  if (device !== null) return [[`device:${device}`, byPerson]];
  return [
    [`${pairAttempts(account)}${client}`, byPerson],
    [`address:${client}`, byAddress],
    [accountAttempts(account), byAccount],
  ];
}

/** Counts a try to sign in. Refuses with the seconds to wait. */
export async function countSignIn(db: Database, trying: Trying): Promise<Result<null, "too-many-attempts">> {
  for (const [name, rule] of countsOf(trying)) {
    const may = await mayAttempt(db, name, rule);
    if (!may.ok) return may;
  }
  return ok(null);
}

/** After a success the person starts afresh; of the counts that are shared with others one try is taken back. */
export async function forgiveSignIn(db: Database, trying: Trying): Promise<void> {
  const [[own] = [""], ...shared] = countsOf(trying);
  await forgetAttempts(db, [own]);
  for (const [name] of shared) await takeBackAttempt(db, name);
}
