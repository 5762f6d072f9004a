import type { Action } from "@/components/ui/action";
import type { AddPersonInput, PersonError } from "@/lib/domain/people/person";
import type { LimitsError, SaveLimitsInput } from "@/lib/domain/people/refund-limits";
import type { RoleError, SaveRoleInput } from "@/lib/domain/people/role";

/** The temporary password is shown once and never stored in clear text. */
export type AddPersonAction = Action<AddPersonInput, { password: string }, PersonError>;
export type ResetPassword = Action<{ personId: string }, { password: string }, PersonError>;
export type ChangeRoleAction = Action<{ personId: string; roleId: string }, null, PersonError>;
export type SetDisabled = Action<{ personId: string; disabled: boolean }, null, PersonError>;

export type EndSessions = Action<{ personId: string }, null, PersonError>;
export type ResetSecondFactor = Action<{ personId: string }, null, PersonError>;
export type SaveRoleFactor = Action<
  { roleId: string; needsSecondFactor: boolean },
  null,
  "role-gone" | "own-role" | "beyond-own-role"
>;

export type SaveLimits = Action<SaveLimitsInput, null, LimitsError>;

export type RoleActions = {
  saveRole: Action<SaveRoleInput, null, RoleError>;
  deleteRole: Action<{ id: string }, null, RoleError>;
};
