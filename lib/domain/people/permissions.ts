// A role is a set of permissions. Default roles stand in the code, a company's own roles in the database.
export const permissions = [
  "payments:read",
  /** Sees names, telephone numbers and email addresses of customers; without it, masks. */
  "customers:read",
  /** Reads the whole account number of a request that waits, by an act that is audited. */
  "accounts:read",
  "payments:export",
  "views:share",
  "views:tidy",
  "refunds:request",
  /** Sends refunds that the policy blocks, and types the balance that PortOne compares. */
  "refunds:override",
  /** Decides about other people's requests that wait for approval. */
  "refunds:approve",
  /** Sends without the approval that a rule asks for, where the settings allow it. */
  "refunds:emergency",
  "refunds:resolve",
  "manual-refunds:record",
  "webhooks:read",
  "webhooks:process",
  "discrepancies:close",
  "settings:manage",
  "people:manage",
  "audit:read",
  "account:manage",
] as const;
export type Permission = (typeof permissions)[number];

/** Every role has these: without them a person has no page to be on. */
export const basicPermissions = ["payments:read", "account:manage"] as const;

/** What a permission is useless without. */
const needed: Partial<Record<Permission, Permission>> = {
  "accounts:read": "customers:read",
  "views:tidy": "views:share",
  "refunds:override": "refunds:request",
  "refunds:emergency": "refunds:request",
  "webhooks:process": "webhooks:read",
};

export const defaultRoleIds = ["viewer", "operator", "approver", "admin"] as const;
export type DefaultRoleId = (typeof defaultRoleIds)[number];

export type Role = {
  id: string;
  /** Null for a default role, whose name is a message. */
  name: string | null;
  permissions: readonly Permission[];
};

export type Actor = { id: string; name: string; role: Role };

const granted: Record<DefaultRoleId, readonly Permission[]> = {
  viewer: ["payments:read", "webhooks:read", "account:manage"],
  operator: [
    "payments:read",
    "customers:read",
    "payments:export",
    "views:share",
    "refunds:request",
    "webhooks:read",
    "webhooks:process",
    "discrepancies:close",
    "account:manage",
  ],
  approver: [
    "payments:read",
    "customers:read",
    "accounts:read",
    "payments:export",
    "refunds:approve",
    "webhooks:read",
    "account:manage",
  ],
  admin: permissions,
};

export function may({ permissions: own }: Pick<Role, "permissions">, permission: Permission): boolean {
  return own.includes(permission);
}

export function defaultRole(id: DefaultRoleId): Role {
  return { id, name: null, permissions: granted[id] };
}

export function isDefaultRoleId(value: unknown): value is DefaultRoleId {
  return defaultRoleIds.some((id) => id === value);
}

/** Returns the known ones among `some`, with what they need and what every role has, in the order of `permissions`. */
export function completePermissions(some: readonly string[]): Permission[] {
  const chosen = new Set<string>([...some, ...basicPermissions]);
  for (const permission of permissions) {
    const need = needed[permission];
    if (need !== undefined && chosen.has(permission)) chosen.add(need);
  }
  return permissions.filter((permission) => chosen.has(permission));
}

/** Returns whether the role has every permission. Nobody gives, takes or changes a role that may do more than their own. */
export function covers(role: Pick<Role, "permissions">, wanted: readonly Permission[]): boolean {
  return wanted.every((permission) => may(role, permission));
}

/** Returns the address of the page that says why a page is not shown. */
export function noAccessPath(permission: Permission): string {
  return `/no-access?needs=${encodeURIComponent(permission)}`;
}
