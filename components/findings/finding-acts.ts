// What people do with a finding, as the screens see it.
import type { CloseFindingInput, FindingRefusal } from "@/lib/domain/reconciliation/discrepancy";
import type { Action } from "../door";

export type FindingActs = {
  see: Action<{ findingId: string }, null, FindingRefusal>;
  close: Action<CloseFindingInput, null, FindingRefusal>;
};
