// The chain of the audit: each link's hash covers its entry and the hash before, in canonical JSON (RFC 8785).
import "server-only";
import { createHash } from "node:crypto";
import { inspect } from "node:util";
import canonicalize from "canonicalize";
import { addLinks } from "@/lib/db/audit/links";
import type { Database } from "@/lib/db/client";
import type { AuditEntry } from "@/lib/domain/audit/audit-entry";

const mostAtOnce = 200;

/** Returns SHA-256, hexadecimal. `before`: the hash of the link before; empty for the first. */
export function hashOf(entry: AuditEntry, position: number, before: string): string {
  return hashOfLink(hashOfEntry(entry), position, before);
}

/** The link covers the entry's own hash, so that a part of the chain is proved without the other entries. */
export function hashOfLink(entry: string, position: number, before: string): string {
  return sha256({ before, entry, position });
}

export function hashOfEntry(entry: AuditEntry): string {
  return sha256(entry);
}

/** Also for what JSON cannot say (a number beyond double precision, read as infinite), so that no entry stops the chain. */
function sha256(value: unknown): string {
  let text: string;
  try {
    text = canonical(value);
  } catch {
    text = `unreadable ${inspect(value, { depth: null, sorted: true, compact: true })}`;
  }
  return createHash("sha256").update(text).digest("hex");
}

/** Throws for what JSON cannot say. */
export function canonical(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error("the value has no JSON");
  return text;
}

/** Adds committed entries to the chain: all of them, or `most`, where somebody waits for it. */
export async function linkEntries(db: Database, most = Number.POSITIVE_INFINITY): Promise<void> {
  for (let linked = 0; linked < most; linked += mostAtOnce)
    if ((await addLinks(db, hashOf, mostAtOnce)) < mostAtOnce) return;
}

/** For a request or the stop: what the last minute can have left, not what an update of the desk left. */
export const fewEntries = 5_000;
