import "server-only";
import type { AppContext } from "@/lib/context";
import { audit } from "@/lib/db/audit";
import {
  type ChainLink,
  countUnlinked,
  entriesAfter,
  firstEntryOutside,
  lastLink,
  linksAfter,
  raiseAuditBroken,
  start,
  storedCheckpoints,
} from "@/lib/db/audit/links";
import type { Database } from "@/lib/db/client";
import type { AuditFault, AuditProof } from "@/lib/domain/audit/audit-fault";
import type { Actor } from "@/lib/domain/people/permissions";
import { fewEntries, hashOf, linkEntries } from "./chain";
import { type AuditKeys, type Checkpoint, checkpointOf, isSigned } from "./checkpoints";

const batch = 2_000;

/** Verifies the whole chain, and each checkpoint against it. `outside`: checkpoints that were kept elsewhere. */
export async function verifyAudit(
  db: Database,
  keys: AuditKeys,
  outside: readonly Checkpoint[] = [],
): Promise<AuditProof> {
  const stored = (await storedCheckpoints(db)).map(checkpointOf);
  const checkpoints = [...stored, ...outside].sort((one, other) => one.position - other.position);
  const end = await lastLink(db);
  const signed = checkpoints.filter((checkpoint) => isSigned(checkpoint, keys));
  const unsigned = checkpoints.find((checkpoint) => !signed.includes(checkpoint));
  const fault =
    (await faultInChain(db, signed)) ??
    (await faultBeside(db, end.position, signed)) ??
    (unsigned === undefined ? null : ({ kind: "unsigned", checkpoint: unsigned } as const));
  const lastCheckpointAt = stored.findLast((checkpoint) => signed.includes(checkpoint))?.at ?? null;
  const unlinked = await countUnlinked(db);
  return { ...end, checkpoints: checkpoints.length, lastCheckpointAt, unlinked, fault };
}

/** Verifies for a person, who may have come because something is wrong: the answer is audited. */
export async function verifyAuditNow(
  { database: { db }, auditKeys }: Pick<AppContext, "database" | "auditKeys">,
  actor: Actor,
): Promise<AuditProof> {
  await linkEntries(db, fewEntries);
  const proof = await verifyAudit(db, auditKeys);
  const detail = { entries: proof.position, result: proof.fault?.kind ?? "intact" };
  if (proof.fault !== null) await raiseAuditBroken(db, proof.fault.kind);
  await db.transaction((tx) => audit(tx, { actor, action: "audit.verified", subject: "audit", detail }));
  return proof;
}

async function faultInChain(db: Database, checkpoints: readonly Checkpoint[]): Promise<AuditFault | null> {
  let before: ChainLink = start;
  const due = [...checkpoints];
  for (;;) {
    const links = await linksAfter(db, before.position, batch);
    for (const { position, hash, seq, entry } of links) {
      if (position !== before.position + 1)
        return { kind: "missing", position: before.position + 1, seq: null };
      if (entry === null) return { kind: "missing", position, seq };
      if (hashOf(entry, position, before.hash) !== hash) {
        const stood = await entryOf(db, { position, hash }, before.hash);
        return stood === null
          ? { kind: "changed", position, seq }
          : { kind: "reordered", position, seq: stood };
      }
      before = { position, hash };
      for (; due[0] !== undefined && due[0].position <= position; due.shift())
        if (due[0].position !== position || due[0].hash !== hash)
          return { kind: "rewritten", checkpoint: due[0] };
    }
    if (links.length < batch) return null;
  }
}

/** Returns the number of the unchanged entry that the link was made for, or null where there is none any more. */
async function entryOf(db: Database, { position, hash }: ChainLink, before: string): Promise<number | null> {
  for (let seq = 0; ; ) {
    const entries = await entriesAfter(db, seq, batch);
    const found = entries.find((entry) => hashOf(entry, position, before) === hash);
    if (found !== undefined) return found.seq;
    if (entries.length < batch) return null;
    seq = entries.at(-1)?.seq ?? seq;
  }
}

async function faultBeside(
  db: Database,
  end: number,
  checkpoints: readonly Checkpoint[],
): Promise<AuditFault | null> {
  const beyond = checkpoints.find(({ position }) => position > end);
  if (beyond !== undefined) return { kind: "truncated", checkpoint: beyond };
  const seq = await firstEntryOutside(db);
  return seq === null ? null : { kind: "outside", seq };
}
