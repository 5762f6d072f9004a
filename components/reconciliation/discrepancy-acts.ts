// What people do with a finding, as the screens see it.

import type { Action } from "@/components/ui/action";
import type { CloseFindingInput, FindingRefusal } from "@/lib/domain/reconciliation/discrepancy";

export type FindingActs = {
  see: Action<{ findingId: string }, null, FindingRefusal>;
  close: Action<CloseFindingInput, null, FindingRefusal>;
};
