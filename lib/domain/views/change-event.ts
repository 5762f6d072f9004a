// What the stream tells the browser: that something changed, never what it is now. Who hears of it reads it again
// through the doors, which decide what they may see.
import type { Permission } from "../people/permissions";

/** `missed`: anything may have changed; read again whatever is on the screen. */
export type Change =
  | { kind: "payment"; store: string; id: string; version: number }
  | { kind: "webhooks" | "discrepancies" | "worklists" }
  | { kind: "missed" };

/** What a person must be allowed to see to be told that it changed. */
export const permissionToReceive: Record<Change["kind"], Permission> = {
  payment: "payments:read",
  webhooks: "payments:read",
  discrepancies: "payments:read",
  worklists: "payments:read",
  missed: "payments:read",
};

/** Changes that tell the same thing have the same name: only the last of them is worth telling. */
export function nameOfChange(one: Change): string {
  return one.kind === "payment" ? JSON.stringify([one.kind, one.store, one.id]) : one.kind;
}

/** A change as it was announced. One that is not known is of a newer version beside this one: anything may have changed. */
export function readChange(value: unknown): Change {
  const said: Record<string, unknown> = typeof value === "object" && value !== null ? { ...value } : {};
  const { kind, store, id, version } = said;
  if (kind === "webhooks" || kind === "discrepancies" || kind === "worklists") return { kind };
  if (
    kind === "payment" &&
    typeof store === "string" &&
    typeof id === "string" &&
    typeof version === "number"
  )
    return { kind, store, id, version };
  return { kind: "missed" };
}
