// Plain JSON out of records.
import type { JsonValue } from "../state/records.ts";

/** Removes undefined fields and copies, so that nobody outside can reach into the records. */
export function toJson(value: unknown): JsonValue {
  return JSON.parse(JSON.stringify(value)) as JsonValue;
}

/** An instant as RFC 3339 in UTC. */
export function instant(ms: number): string {
  return new Date(ms).toISOString();
}
