import type { JsonValue } from "../state/records.ts";

/** Returns a copy without undefined fields, so that callers cannot change the records. */
export function toJson(value: unknown): JsonValue {
  return JSON.parse(JSON.stringify(value)) as JsonValue;
}

/** Returns an instant (ms) as RFC 3339 in UTC. */
export function instant(ms: number): string {
  return new Date(ms).toISOString();
}
