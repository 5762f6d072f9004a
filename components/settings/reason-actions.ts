import type { Action } from "@/components/ui/action";
import type { ReasonError, SaveReasonInput } from "@/lib/domain/refund/refund-reason";

export type ReasonActions = {
  saveReason: Action<SaveReasonInput, null, ReasonError>;
  setReasonActive: Action<{ code: string; active: boolean }, null, ReasonError>;
  moveReason: Action<{ code: string; by: -1 | 1 }, null, ReasonError>;
};
