// A checkpoint says where the chain ends, signed by a key that the database does not hold. Whoever owns the database can rewrite
// the whole chain; a checkpoint that lies elsewhere shows it.
import "server-only";
import { createPrivateKey, createPublicKey, hkdfSync, type KeyObject, sign, verify } from "node:crypto";
import * as z from "zod/mini";
import {
  addCheckpoint,
  hashAt,
  lastLink,
  newestCheckpoints,
  raiseAuditBroken,
  type StoredCheckpoint,
} from "@/lib/db/audit/links";
import type { Database } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/clock";
import { log } from "@/lib/log";
import { canonical, linkEntries } from "./chain";

/** Milliseconds between two checkpoints. */
const everyMs = 60 * 60_000;

/** As it is printed, kept and read again. `at`: ISO 8601, UTC. `key`: the public key that signed, base64url. `ed25519`: the
 * signature, base64url; the log masks the name "signature". */
export const checkpointShape = z.object({
  position: z.number(),
  hash: z.string(),
  at: z.string(),
  key: z.string(),
  ed25519: z.string(),
});
export type Checkpoint = z.infer<typeof checkpointShape>;

/** `trusted`: the public key of this desk and those of earlier secrets, base64url. */
export type AuditKeys = { privateKey: KeyObject; publicKey: string; trusted: ReadonlySet<string> };

/** DER of an Ed25519 key in PKCS #8 before its 32 bytes (RFC 8410). */
const pkcs8 = Buffer.from("302e020100300506032b657004220420", "hex");

/** Returns the keys that `secret` (DESK_AUTH_SECRET) determines. */
export function auditKeys(secret: string, earlier: readonly string[] = []): AuditKeys {
  const seed = Buffer.from(hkdfSync("sha256", secret, "", "refund-desk audit checkpoint", 32));
  const privateKey = createPrivateKey({ key: Buffer.concat([pkcs8, seed]), format: "der", type: "pkcs8" });
  const { x: publicKey } = createPublicKey(privateKey).export({ format: "jwk" });
  if (publicKey === undefined) throw new Error("an Ed25519 key has no public part");
  return { privateKey, publicKey, trusted: new Set([publicKey, ...earlier]) };
}

/** Returns the signature of the canonical JSON of `value`, base64url. */
export function signatureOf(value: object, { privateKey }: AuditKeys): string {
  return sign(null, Buffer.from(canonical(value)), privateKey).toString("base64url");
}

/** Returns whether a trusted `key` has signed the canonical JSON of everything but the signature. */
export function hasSignature<Value extends { key: string; ed25519: string }>(
  { ed25519, ...value }: Value,
  { trusted }: AuditKeys,
): boolean {
  if (!trusted.has(value.key)) return false;
  const key = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x: value.key }, format: "jwk" });
  return verify(null, Buffer.from(canonical(value)), key, Buffer.from(String(ed25519), "base64url"));
}

/** Returns whether a trusted key has signed the checkpoint. */
export function isSigned({ position, hash, at, key, ed25519 }: Checkpoint, keys: AuditKeys): boolean {
  return position >= 1 && hasSignature({ position, hash, at, key, ed25519 }, keys);
}

export function checkpointOf({ position, hash, at, key, ed25519 }: StoredCheckpoint): Checkpoint {
  // The owner of the database may have stored no time, or an infinite one. No signature fits it.
  const isTime = at instanceof Date && !Number.isNaN(at.getTime());
  return { position, hash, at: isTime ? at.toISOString() : String(at), key, ed25519 };
}

/** The newest checkpoint that the desk has signed, whatever else somebody has stored. */
async function lastSigned(db: Database, keys: AuditKeys): Promise<Checkpoint | null> {
  const newest = (await newestCheckpoints(db)).map(checkpointOf);
  return newest.find((checkpoint) => isSigned(checkpoint, keys)) ?? null;
}

/**
 * Signs the end of the chain and prints it to the log. Nothing where the chain has not grown, and no signature for a chain that
 * no longer goes on from the last checkpoint. `most`: how many entries are linked before.
 */
export async function makeCheckpoint(db: Database, keys: AuditKeys, most?: number): Promise<void> {
  await linkEntries(db, most);
  const last = await lastSigned(db, keys);
  if (last !== null && (await hashAt(db, last.position)) !== last.hash) {
    log.error({ position: last.position }, "the audit does not go on from its last checkpoint");
    await raiseAuditBroken(db, "rewritten");
    return;
  }
  const end = await lastLink(db);
  if (end.position === (last?.position ?? 0)) return;
  const at = await databaseNow(db);
  const unsigned = { ...end, at: at.toISOString(), key: keys.publicKey };
  const ed25519 = signatureOf(unsigned, keys);
  const checkpoint = { ...unsigned, ed25519 };
  await addCheckpoint(db, { ...checkpoint, at }, JSON.stringify(checkpoint));
  log.info({ checkpoint }, "audit checkpoint");
}

/** Links new entries, and makes a checkpoint once an hour. */
export async function keepChain(db: Database, keys: AuditKeys): Promise<void> {
  const last = await lastSigned(db, keys);
  const age = last === null ? everyMs : (await databaseNow(db)).getTime() - Date.parse(last.at);
  if (age >= 0 && age < everyMs) await linkEntries(db);
  else await makeCheckpoint(db, keys);
}
