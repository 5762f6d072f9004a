import * as z from "zod/mini";
import { idSchema, lineSchema } from "../text-schema";
import { completePermissions, permissions, type Role } from "./permissions";
import type { RefundLimits } from "./refund-limits";

export const roleNameLength = 40;
export const mostRoles = 50;

export const roleIdSchema = idSchema(100);

export const saveRoleInput = z.object({
  /** Absent for a new role. */
  id: z.optional(roleIdSchema),
  /** Of the role as it was shown, so that nobody overwrites a change that they have not seen. */
  revision: z.int().check(z.gte(0), z.lte(1_000_000_000)),
  name: lineSchema({ max: roleNameLength, tooLong: "role-name-too-long", missing: "role-name-missing" }),
  permissions: z
    .array(z.enum(permissions))
    .check(z.maxLength(permissions.length), z.overwrite(completePermissions)),
});
export type SaveRoleInput = z.infer<typeof saveRoleInput>;

export const roleInput = z.object({ id: roleIdSchema });

export const roleNameErrors = ["role-name-missing", "role-name-too-long"] as const;

/** `role-changed`: somebody else has changed the role meanwhile. `beyond-own-role`: the role may do more than the person's own. */
export type RoleError =
  | "role-gone"
  | "role-name-taken"
  | "role-changed"
  | "role-in-use"
  | "role-in-rule"
  | "roles-too-many"
  | "default-role"
  | "own-role"
  | "beyond-own-role";

export type RoleRow = Role & {
  revision: number;
  people: number;
  limits: RefundLimits | null;
  needsSecondFactor: boolean;
};
