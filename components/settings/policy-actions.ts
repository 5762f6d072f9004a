import type { Action } from "@/components/ui/action";
import type { SetOverrideInput } from "@/lib/domain/policy/overrides";

export type SetOverrideAction = Action<SetOverrideInput, null>;
export type RemoveOverrideAction = Action<{ key: string }, null>;
