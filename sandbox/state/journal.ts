// One file, one line per committed act, written and synced before anyone is told of the act. A line holds all
// changes of the act, so an act is on disk whole or not at all; a torn last line is an act nobody heard of.
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
  /** Makes one act durable; returns only then. */
  append(changes: readonly Change[]): void;
  /** Bytes written since the last rewrite. */
  grown(): number;
  /** Replaces the file by `changes` in one step. */
  rewrite(changes: Iterable<Change>): void;
  close(): void;
};

const header = '{"refundDeskSandbox":1}';

/** Reads the acts kept in `directory`, oldest first; null when it holds none. Throws on a file that is damaged inside. */
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

/** Starts the journal in `directory` anew from `changes`, which leaves a torn line behind, and appends from there. */
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
