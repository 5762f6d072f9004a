// Sign-in tries are limited per account, and per address where the proxies in front are declared: otherwise the
// address is whatever the client writes into X-Forwarded-For.
import "server-only";
import { createHash } from "node:crypto";
import type { Database } from "@/lib/db/client";
import { countTry, forgetTries } from "@/lib/db/sign-in-tries";

const windowMs = 15 * 60_000;
const limits = { account: 10, address: 100 } as const;

/** Counts a try. False when the account or the address has used up its window of fifteen minutes. */
export async function mayTry(db: Database, email: string, address: string | null): Promise<boolean> {
  const byAccount = await countTry(db, accountKey(email), windowMs);
  const byAddress = address === null ? 0 : await countTry(db, `address:${address}`, windowMs);
  return byAccount <= limits.account && byAddress <= limits.address;
}

/** After a success the account starts afresh; the address does not. */
export async function forgiveTries(db: Database, email: string): Promise<void> {
  await forgetTries(db, accountKey(email));
}

/** The client's address as the outermost declared proxy saw it, or null. */
export function clientAddress(headers: Headers, trustedProxies: number): string | null {
  if (trustedProxies === 0) return null;
  const hops = (headers.get("x-forwarded-for") ?? "").split(",").map((hop) => hop.trim());
  return hops.at(-trustedProxies) || null;
}

function accountKey(email: string): string {
  return `account:${createHash("sha256").update(email).digest("hex")}`;
}
