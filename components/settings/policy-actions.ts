// The actions on the policy's overrides, as the screen sees them.
import type { SetOverrideInput } from "@/lib/domain/policy/overrides";
import type { Action } from "../door";

export type SetOverrideAction = Action<SetOverrideInput, null>;
export type RemoveOverrideAction = Action<{ key: string }, null>;
