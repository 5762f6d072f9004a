// A change contains no new value: the browser reads the value through entry points that check permissions.
import type { Permission } from "../people/permissions";

/** After `missed`, everything on the screen is read again. */
export type Change =
  | { kind: "payment"; store: string; id: string; version: number }
  | { kind: "webhooks" | "discrepancies" | "worklists" }
  | { kind: "missed" };

export const permissionToReceive: Record<Change["kind"], Permission> = {
  payment: "payments:read",
  webhooks: "payments:read",
  discrepancies: "payments:read",
  worklists: "payments:read",
  missed: "payments:read",
};

/** Of several changes with the same key only the last needs to be sent. */
export function changeKey(change: Change): string {
  return change.kind === "payment" ? JSON.stringify([change.kind, change.store, change.id]) : change.kind;
}

/** Another instance may run a newer version, so a kind may be unknown. */
export function readChange(value: unknown): Change {
  const fields: Record<string, unknown> = typeof value === "object" && value !== null ? { ...value } : {};
  const { kind, store, id, version } = fields;
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
