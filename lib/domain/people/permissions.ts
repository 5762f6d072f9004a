export const roles = ["viewer", "operator", "admin"] as const;
export type Role = (typeof roles)[number];

export const permissions = [
  "payments:read",
  "payments:export",
  "views:share",
  "refunds:request",
  "refunds:resolve",
  /** Sends refunds that the policy blocks, and types the balance that PortOne compares. */
  "refunds:override",
  "settings:manage",
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

export function may(role: string, permission: Permission): boolean {
  return isRole(role) && granted[role].includes(permission);
}

export function isRole(value: unknown): value is Role {
  return roles.some((role) => role === value);
}

export function rolesWith(permission: Permission): Role[] {
  return roles.filter((role) => may(role, permission));
}

/** Returns the address of the page that says why a page is not shown. */
export function noAccessPath(permission: Permission): string {
  return `/no-access?needs=${encodeURIComponent(permission)}`;
}
