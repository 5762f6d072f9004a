import type { Action } from "@/components/ui/action";
import type { ReasonError, SaveReasonInput } from "@/lib/domain/refund/refund-reason";

export type ReasonActions = {
  saveReason: Action<SaveReasonInput, null, ReasonError>;
  setReasonActive: Action<{ code: string; active: boolean }, null, ReasonError>;
  orderReasons: Action<{ codes: string[] }, null, ReasonError>;
};
