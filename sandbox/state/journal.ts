// One file with one line per commit, written and synced before any caller learns of the changes. A line holds all changes
// of a commit, so a commit is on disk whole or not at all. A torn last line is a commit that no caller learned of.
import {
  closeSync,
  existsSync,
  fdatasyncSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from "node:fs";
import { dirname, join } from "node:path";
import type { EventRecord, KeyRecord, LedgerEntry, PaymentRecord, WebhookRecord } from "./records.ts";

export type Change =
  | ["payment", PaymentRecord]
  | ["webhook", WebhookRecord]
  | ["ledger", LedgerEntry]
  | ["event", EventRecord]
  | ["key", KeyRecord]
  | ["forget-key", string]
  | ["setting", string, unknown];

export type Journal = {
  /** Writes the changes of one commit and returns when they are durable. */
  append(changes: readonly Change[]): void;
  grown(): number;
  rewrite(changes: Iterable<Change>): void;
  close(): void;
};

const header = '{"refundDeskSandbox":1}';

/** Returns the changes stored in `directory`, oldest first; null when there are none. Throws when a line is damaged. */
export function readJournal(directory: string): Change[] | null {
  const path = journalPath(directory);
  if (!existsSync(path)) return null;
  const text = readFileSync(path, "utf8");
  const end = text.lastIndexOf("\n");
  if (end < 0) return null;
  const [first, ...lines] = text.slice(0, end).split("\n");
  if (first !== header) throw new Error(`${path} is not a sandbox journal; move it away to start afresh`);
  return lines.flatMap((line, index) => parseLine(line, `${path}:${index + 2}`));
}

/** Rewrites the journal in `directory` from `changes`, which drops a torn line, and opens it for appending. */
export function openJournal(directory: string, changes: Iterable<Change>): Journal {
  const path = journalPath(directory);
  writeWhole(path, changes);
  let file = openSync(path, "a", 0o600);
  let grown = 0;

  return {
    append(changes) {
      const line = Buffer.from(`${JSON.stringify(changes)}\n`);
      writeAll(file, line);
      fdatasyncSync(file);
      grown += line.length;
    },
    grown: () => grown,
    rewrite(changes) {
      writeWhole(path, changes);
      closeSync(file);
      file = openSync(path, "a", 0o600);
      grown = 0;
    },
    close: () => closeSync(file),
  };
}

function journalPath(directory: string): string {
  return join(directory, "journal.jsonl");
}

function parseLine(line: string, where: string): Change[] {
  try {
    return JSON.parse(line) as Change[];
  } catch (cause) {
    throw new Error(`the sandbox journal is damaged at ${where}`, { cause });
  }
}

function writeWhole(path: string, changes: Iterable<Change>): void {
  const draft = `${path}.new`;
  const file = openSync(draft, "w", 0o600);
  try {
    writeAll(file, Buffer.from(`${header}\n`));
    for (const change of changes) writeAll(file, Buffer.from(`${JSON.stringify([change])}\n`));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(draft, path);
  const folder = openSync(dirname(path), "r");
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

function writeAll(file: number, bytes: Buffer): void {
  let written = 0;
  while (written < bytes.length) written += writeSync(file, bytes, written);
}
