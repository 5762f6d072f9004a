// The evidence pack of a payment: one ZIP, whose manifest has the hash of each file and is signed by the key of the checkpoints.
import "server-only";
import { createHash } from "node:crypto";
import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from "fflate";
import * as z from "zod/mini";
import type { EvidenceEntry, EvidenceFile } from "@/lib/domain/audit/evidence";
import { type AuditKeys, hasSignature, signatureOf } from "./checkpoints";
import { proofShape, provedPositions } from "./evidence-proof";

const manifestName = "manifest.json";
const entriesName = "audit.jsonl";
const proofName = "audit-proof.json";

/** `sha256`: hexadecimal. `key`, `ed25519`: the public key and its signature of the canonical rest, base64url. */
const manifestShape = z.object({
  format: z.literal(1),
  storeId: z.string(),
  paymentId: z.string(),
  madeAt: z.string(),
  madeBy: z.string(),
  files: z.array(z.object({ name: z.string(), bytes: z.number(), sha256: z.string() })),
  key: z.string(),
  ed25519: z.string(),
});
type EvidenceManifest = z.infer<typeof manifestShape>;
type About = Pick<EvidenceManifest, "storeId" | "paymentId" | "madeAt" | "madeBy">;

/** Returns the bytes of the ZIP. */
export function packEvidence(files: readonly EvidenceFile[], about: About, keys: AuditKeys): Uint8Array {
  const contents = files.map(({ name, text }) => ({ name, bytes: strToU8(text) }));
  const unsigned = {
    format: 1 as const,
    ...about,
    files: contents.map(({ name, bytes }) => ({ name, bytes: bytes.length, sha256: sha256(bytes) })),
    key: keys.publicKey,
  };
  const manifest: EvidenceManifest = { ...unsigned, ed25519: signatureOf(unsigned, keys) };
  const zip: Zippable = Object.fromEntries(contents.map(({ name, bytes }) => [name, bytes]));
  return zipSync({ ...zip, [manifestName]: strToU8(`${JSON.stringify(manifest, null, 2)}\n`) });
}

export type EvidenceFault =
  | { kind: "no-pack" | "no-manifest" | "unsigned" }
  | { kind: "changed" | "missing" | "added"; name: string };

export type EvidenceVerdict =
  | { ok: false; fault: EvidenceFault }
  | { ok: true; manifest: EvidenceManifest; entries: number; proved: number };

/** Verifies a pack by itself: its signature, each of its files, and the proof of its audit entries. */
export function verifyEvidence(zip: Uint8Array, keys: AuditKeys): EvidenceVerdict {
  const unpacked = unzipped(zip);
  if (unpacked === null) return { ok: false, fault: { kind: "no-pack" } };
  const { files, names } = unpacked;
  const manifest = manifestShape.safeParse(jsonOf(files[manifestName])).data;
  if (manifest === undefined) return { ok: false, fault: { kind: "no-manifest" } };
  if (!hasSignature(manifest, keys)) return { ok: false, fault: { kind: "unsigned" } };
  const fault = faultOfFiles(manifest, files, names);
  if (fault !== null) return { ok: false, fault };
  const entries = entriesIn(files[entriesName]);
  const proof = proofShape.safeParse(jsonOf(files[proofName])).data ?? { parts: [] };
  const proved = provedPositions(proof, keys, entries).size;
  return { ok: true, manifest, entries: entries.length, proved };
}

function faultOfFiles(
  manifest: EvidenceManifest,
  files: Record<string, Uint8Array>,
  names: readonly string[],
): EvidenceFault | null {
  for (const { name, sha256: hash } of manifest.files) {
    const bytes = files[name];
    if (bytes === undefined) return { kind: "missing", name };
    if (sha256(bytes) !== hash) return { kind: "changed", name };
  }
  const listed = new Set([manifestName, ...manifest.files.map(({ name }) => name)]);
  // Programs differ in which of two files of one name they show.
  const added = names.find((name, n) => !listed.has(name) || names.indexOf(name) !== n);
  return added === undefined ? null : { kind: "added", name: added };
}

/** `names`: of every file in the ZIP, also twice. */
function unzipped(zip: Uint8Array): { files: Record<string, Uint8Array>; names: string[] } | null {
  const names: string[] = [];
  const filter = ({ name }: { name: string }) => names.push(name) > 0;
  try {
    return { files: unzipSync(zip, { filter }), names };
  } catch {
    return null;
  }
}

function jsonOf(bytes: Uint8Array | undefined): unknown {
  try {
    return bytes === undefined ? undefined : JSON.parse(strFromU8(bytes));
  } catch {
    return undefined;
  }
}

/** The desk has signed the file that these lines are from. */
function entriesIn(bytes: Uint8Array | undefined): EvidenceEntry[] {
  const lines = bytes === undefined ? [] : strFromU8(bytes).split("\n");
  return lines.filter((line) => line !== "").map((line): EvidenceEntry => JSON.parse(line));
}

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
