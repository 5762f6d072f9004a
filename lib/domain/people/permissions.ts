export const roles = ["viewer", "operator", "admin"] as const;
export type Role = (typeof roles)[number];

export const permissions = [
  "payments:read",
  /** Exports the names of many customers at once. */
  "payments:export",
  /** Shares a saved filter of the list with everyone. */
  "views:share",
  "refunds:request",
  "refunds:resolve",
  /** Sends refunds that the policy blocks, and types the balance that PortOne compares. */
  "refunds:override",
  "settings:manage",
  /** Deletes filters that others shared. */
  "views:tidy",
  "webhooks:read",
  "webhooks:process",
  "manual-refunds:record",
  "discrepancies:close",
  "people:manage",
  "account:manage",
] as const;
export type Permission = (typeof permissions)[number];

export type Actor = { id: string; name: string; role: Role };

const granted: Record<Role, readonly Permission[]> = {
  viewer: ["payments:read", "webhooks:read", "account:manage"],
  operator: [
    "payments:read",
    "payments:export",
    "views:share",
    "webhooks:read",
    "account:manage",
    "refunds:request",
    "webhooks:process",
    "discrepancies:close",
  ],
  admin: [
    "payments:read",
    "payments:export",
    "views:share",
    "webhooks:read",
    "account:manage",
    "refunds:request",
    "refunds:resolve",
    "refunds:override",
    "settings:manage",
    "views:tidy",
    "manual-refunds:record",
    "webhooks:process",
    "discrepancies:close",
    "people:manage",
  ],
};

/** Returns whether a role has a permission. An unknown role has none. */
export function may(role: string, permission: Permission): boolean {
  return isRole(role) && granted[role].includes(permission);
}

export function isRole(value: unknown): value is Role {
  return roles.some((role) => role === value);
}
