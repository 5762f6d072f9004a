import type { Action } from "@/components/ui/action";
import type {
  AddPersonInput,
  HandedPassword,
  PersonError,
  ResetPasswordInput,
} from "@/lib/domain/people/person";
import type { LimitsError, SaveLimitsInput } from "@/lib/domain/people/refund-limits";
import type { RoleError, SaveRoleInput } from "@/lib/domain/people/role";

export type AddPersonAction = Action<AddPersonInput, HandedPassword, PersonError>;
export type ResetPassword = Action<ResetPasswordInput, HandedPassword, PersonError>;
export type ChangeRoleAction = Action<{ personId: string; roleId: string }, null, PersonError>;
export type SetDisabled = Action<{ personId: string; disabled: boolean }, null, PersonError>;

export type EndSessions = Action<{ personId: string }, null, PersonError>;
export type UnlinkProvider = Action<{ personId: string }, null, PersonError>;
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
