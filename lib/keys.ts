// On PostgreSQL the keys come from the environment, because all instances share them. On the embedded database absent
// keys are created once, in a file that only its owner can read. Keys are never printed.
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import type { DeskEnv } from "./env.ts";
import { madeByVersion01 } from "./older-version.ts";

export type Keys = { readonly authSecret: string; readonly encryptionKey: Buffer };

/** Throws, with the fix, if the key file can be read by others or is damaged. */
export async function loadKeys(
  env: Pick<DeskEnv, "databaseKind" | "dataDir" | "authSecret" | "encryptionKey">,
): Promise<Keys> {
  const { authSecret, encryptionKey } = env;
  if (authSecret !== undefined && encryptionKey !== undefined) return keysOf({ authSecret, encryptionKey });
  if (env.databaseKind === "postgres")
    throw new Error("with DATABASE_URL both DESK_AUTH_SECRET and DESK_ENCRYPTION_KEY are required");
  const stored = storedKeys(env.dataDir);
  return keysOf({
    authSecret: authSecret ?? stored.authSecret,
    encryptionKey: encryptionKey ?? stored.encryptionKey,
  });
}

const fileShape = z.strictObject({
  authSecret: z.string().min(32),
  encryptionKey: z.string().refine((text) => Buffer.from(text, "base64").length === 32),
});
type KeyFile = z.infer<typeof fileShape>;

function keysOf({ authSecret, encryptionKey }: KeyFile): Keys {
  return { authSecret, encryptionKey: Buffer.from(encryptionKey, "base64") };
}

function storedKeys(dataDir: string): KeyFile {
  makePrivateDirectory(dataDir);
  const path = join(dataDir, "keys.json");
  return readKeys(path) ?? makeKeys(path);
}

function makePrivateDirectory(dataDir: string): void {
  if (mkdirSync(dataDir, { recursive: true, mode: 0o700 }) !== undefined) return;
  const { mode, uid } = statSync(dataDir);
  if ((mode & 0o077) === 0 || process.platform === "win32") return;
  if (uid === process.getuid?.()) chmodSync(dataDir, 0o700);
  // A person with write access could replace the keys.
  else if ((mode & 0o022) !== 0)
    throw new Error(`${dataDir} can be changed by others; fix it with: chmod 700 ${dataDir}`);
}

function readKeys(path: string): KeyFile | null {
  let text: string;
  try {
    if ((statSync(path).mode & 0o077) !== 0 && process.platform !== "win32") {
      throw new Error(`${path} can be read by others; fix it with: chmod 600 ${path}`);
    }
    text = readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
  const read = parseJson(text);
  if (typeof read === "object" && read !== null && "sealKey" in read) throw new Error(madeByVersion01);
  const parsed = fileShape.safeParse(read);
  if (!parsed.success) {
    throw new Error(
      `${path} is damaged; restore it from a backup (new keys would end all sessions and open refunds could not be resent)`,
    );
  }
  return parsed.data;
}

/** Flushes the keys under another name, then links the file: a second concurrent start reads the first's keys. */
function makeKeys(path: string): KeyFile {
  const temporary = `${path}.${randomBytes(6).toString("hex")}`;
  const keys: KeyFile = {
    authSecret: randomBytes(48).toString("base64url"),
    encryptionKey: randomBytes(32).toString("base64"),
  };
  const descriptor = openSync(/* turbopackIgnore: true */ temporary, "wx", 0o600);
  try {
    writeSync(descriptor, `${JSON.stringify(keys, null, 2)}\n`);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  try {
    linkSync(temporary, path);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    const existing = readKeys(path);
    if (existing === null) throw new Error(`${path} appeared and disappeared; start again`);
    return existing;
  } finally {
    rmSync(temporary);
  }
  const directory = openSync(join(path, ".."), "r");
  fsyncSync(directory);
  closeSync(directory);
  return keys;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
