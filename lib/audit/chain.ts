// The chain of the audit: each link's hash covers its entry and the hash before, in canonical JSON (RFC 8785).
import "server-only";
import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import { addLinks } from "@/lib/db/audit/links";
import type { Database } from "@/lib/db/client";
import type { AuditEntry } from "@/lib/domain/audit/audit-entry";

const mostAtOnce = 200;

/**
 * Returns SHA-256, hexadecimal. `before`: the hash of the link before; empty for the first. The link covers the entry's own
 * hash, so that a part of the chain can be proved to somebody who must not read the other entries.
 */
export function hashOf(entry: AuditEntry, position: number, before: string): string {
  return sha256({ before, entry: sha256(entry), position });
}

function sha256(value: unknown): string {
  return createHash("sha256").update(canonical(value)).digest("hex");
}

/** Throws for what JSON cannot say. */
export function canonical(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error("the value has no JSON");
  return text;
}

/** Adds all committed entries to the chain. */
export async function linkEntries(db: Database): Promise<void> {
  while ((await addLinks(db, hashOf, mostAtOnce)) === mostAtOnce);
}
