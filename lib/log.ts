// JSON lines to stdout. Personal data and secrets are masked by key.
import { randomBytes } from "node:crypto";
import pino, { type DestinationStream, type Logger } from "pino";

export function makeLog(level: string, destination?: DestinationStream): Logger {
  const options: pino.LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: {
      level: (label) => ({ level: label }),
      log: (fields) => maskFields(fields, 0),
    },
    serializers: { err: (value: unknown) => value },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

/** LOG_LEVEL is checked by lib/env; until then an unknown value means "info". */
export const log: Logger = makeLog(knownLevel(process.env.LOG_LEVEL));

const sparingMs = 60_000;
/** Further kinds count as one, so that invented kinds do not fill the memory. */
const mostKinds = 200;

/** Logs one message of a kind in a minute: what anyone can cause without a session must not fill the log. */
export function createRateLimitedLog(
  write: (fields: Record<string, unknown>, message: string) => void,
  now: () => number = () => performance.now(),
): (kind: string, fields: Record<string, unknown>, message: string) => void {
  const kinds = new Map<string, { loggedAt: number; suppressed: number }>();
  return (kind, fields, message) => {
    const name = kind.replace(/[0-9a-f]{8,}|\d+/gi, "#").slice(0, 200);
    if (kinds.size >= mostKinds)
      for (const [old, { loggedAt }] of kinds) if (now() - loggedAt >= sparingMs) kinds.delete(old);
    const key = kinds.has(name) || kinds.size < mostKinds ? name : "others";
    const known = kinds.get(key);
    if (known !== undefined && now() - known.loggedAt < sparingMs) {
      known.suppressed += 1;
      return;
    }
    kinds.set(key, { loggedAt: now(), suppressed: 0 });
    write({ ...fields, ...(known?.suppressed ? { suppressed: known.suppressed } : {}) }, message);
  };
}

/** Returns a random name of an error, shown to the person and logged, so that both can be matched. */
export function reference(): string {
  return `E-${Array.from(randomBytes(6), (byte) => letters[byte % letters.length]).join("")}`;
}

/** Crockford's alphabet: 32 characters that are unambiguous on the telephone. */
const letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const masked = "[masked]";
const deepest = 6;

function knownLevel(level: string | undefined): string {
  return level !== undefined && (level === "silent" || level in pino.levels.values) ? level : "info";
}

function maskFields(fields: Record<string, unknown>, depth: number): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [
      key,
      isPrivate(key) && value != null ? masked : maskValue(value, depth),
    ]),
  );
}

function maskValue(value: unknown, depth: number): unknown {
  if (value instanceof Error) return errorFields(value, depth);
  if (typeof value === "bigint") return value.toString();
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  if (depth >= deepest) return "[deep]";
  if (Array.isArray(value)) return value.map((item) => maskValue(item, depth + 1));
  return maskFields(Object.fromEntries(Object.entries(value)), depth + 1);
}

function isPrivate(key: string): boolean {
  const word = key.toLowerCase().replace(/[^a-z0-9]/g, "");
  return (
    /secret|password|passphrase|authorization|cookie|token|email|phone|account|customer|holder|signature|encryptionkey|apikey|birth/.test(
      word,
    ) ||
    /(?:^|card|business|registration|raw)number$/.test(word) ||
    /(?:body|payload)$/.test(word) ||
    word === "raw" ||
    word === "fullname" ||
    word === "setupcode"
  );
}

/** Copies only fields without data: PostgreSQL's `detail` has row values, drizzle's message has query parameters. */
function errorFields(error: Error, depth: number): Record<string, unknown> {
  const fields: Record<string, unknown> = { type: error.name, message: withoutParameters(error.message) };
  for (const key of ["code", "errno", "syscall", "status", "constraint", "table", "column", "routine"]) {
    const value: unknown = Reflect.get(error, key);
    if (typeof value === "string" || typeof value === "number") fields[key] = value;
  }
  const frames = error.stack?.split("\n").filter((line) => /^\s+at /.test(line));
  if (frames !== undefined && frames.length > 0) fields.stack = frames.map((line) => line.trim());
  if (depth < deepest && error instanceof AggregateError)
    fields.errors = error.errors.map((each) => maskValue(each, depth + 1));
  if (depth < deepest && error.cause !== undefined) fields.cause = maskValue(error.cause, depth + 1);
  return fields;
}

function withoutParameters(message: string): string {
  const cut = message.indexOf("\nparams:");
  return cut < 0 ? message : message.slice(0, cut);
}
