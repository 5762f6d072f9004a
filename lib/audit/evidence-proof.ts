// Proves entries of the chain to somebody who must not read the others: the hashes from an entry to the next checkpoint.
import "server-only";
import * as z from "zod/mini";
import { checkpointsFrom, hashAt, linksAfter } from "@/lib/db/audit/links";
import type { Database } from "@/lib/db/client";
import type { AuditEntry } from "@/lib/domain/audit/audit-entry";
import { hashOfEntry, hashOfLink } from "./chain";
import { type AuditKeys, type Checkpoint, checkpointOf, checkpointShape, isSigned } from "./checkpoints";

/** Entries of a chain up to here are hashed for a pack; what lies further from its checkpoint stays unproved. */
const mostHashes = 50_000;

/**
 * A part of the chain. `before`: the hash of the link before the position `from`. `entries`: the hashes of the entries from
 * there to the checkpoint.
 */
const partShape = z.object({
  from: z.number(),
  before: z.string(),
  entries: z.array(z.string()),
  checkpoint: checkpointShape,
});
export const proofShape = z.object({ parts: z.array(partShape) });
export type EvidenceProof = z.infer<typeof proofShape>;
type Part = EvidenceProof["parts"][number];

type Linked = AuditEntry & { position: number | null };

/** Returns the parts of the chain that cover the entries, as far as there is a checkpoint after them. */
export async function proofOf(
  db: Database,
  keys: AuditKeys,
  entries: readonly Linked[],
): Promise<EvidenceProof> {
  const positions = entries.flatMap(({ position }) => position ?? []).sort((one, other) => one - other);
  const parts: Part[] = [];
  let left = mostHashes;
  for (const position of positions) {
    if ((parts.at(-1)?.checkpoint.position ?? 0) >= position) continue;
    const nearest = (await checkpointsFrom(db, position)).map(checkpointOf);
    const checkpoint = nearest.find((one) => isSigned(one, keys));
    const length = checkpoint === undefined ? 0 : checkpoint.position - position + 1;
    if (checkpoint === undefined || length > left) continue;
    left -= length;
    parts.push(await readPart(db, position, checkpoint));
  }
  return { parts };
}

async function readPart(db: Database, from: number, checkpoint: Checkpoint): Promise<Part> {
  const links = await linksAfter(db, from - 1, checkpoint.position - from + 1);
  return {
    from,
    before: from === 1 ? "" : ((await hashAt(db, from - 1)) ?? ""),
    entries: links.map(({ entry }) => (entry === null ? "" : hashOfEntry(entry))),
    checkpoint,
  };
}

/** Returns the positions of the entries that the proof shows to be those that a checkpoint of the desk covers. */
export function provedPositions(
  { parts }: EvidenceProof,
  keys: AuditKeys,
  entries: readonly Linked[],
): Set<number> {
  const sound = parts.filter((part) => isSound(part, keys));
  const proved = entries.flatMap(({ position, ...entry }) => {
    if (position === null) return [];
    const hash = hashOfEntry(asLinked(entry));
    return sound.some(({ from, entries: hashes }) => hashes[position - from] === hash) ? [position] : [];
  });
  return new Set(proved);
}

/** The chain covers an entry without its place and its hash. */
function asLinked({ hash: _, ...entry }: AuditEntry & { hash?: unknown }): AuditEntry {
  return entry;
}

function isSound({ from, before, entries, checkpoint }: Part, keys: AuditKeys): boolean {
  if (!isSigned(checkpoint, keys) || from + entries.length - 1 !== checkpoint.position) return false;
  let hash = before;
  for (const [n, entry] of entries.entries()) hash = hashOfLink(entry, from + n, hash);
  return hash === checkpoint.hash;
}
