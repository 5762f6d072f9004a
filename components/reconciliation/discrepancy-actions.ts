import type { Action } from "@/components/ui/action";
import type { CloseDiscrepancyInput, DiscrepancyRefusal } from "@/lib/domain/reconciliation/discrepancy";

export type DiscrepancyActions = {
  see: Action<{ discrepancyId: string }, null, DiscrepancyRefusal>;
  close: Action<CloseDiscrepancyInput, null, DiscrepancyRefusal>;
};
