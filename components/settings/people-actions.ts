import type { Action } from "@/components/ui/action";
import type { Role } from "@/lib/domain/people/permissions";
import type { AddPersonInput, PersonError } from "@/lib/domain/people/person";

/** The temporary password is shown once and never stored in clear text. */
export type AddPersonAction = Action<AddPersonInput, { password: string }, PersonError>;
export type ResetPassword = Action<{ personId: string }, { password: string }, PersonError>;
export type ChangeRole = Action<{ personId: string; role: Role }, null, PersonError>;
export type SetDisabled = Action<{ personId: string; disabled: boolean }, null, PersonError>;
