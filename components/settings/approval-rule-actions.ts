import type { Action } from "@/components/ui/action";
import type { ApprovalSettings } from "@/lib/domain/approval/approval";
import type {
  ApprovalRuleError,
  RuleConditions,
  SaveApprovalRuleInput,
} from "@/lib/domain/approval/approval-rule";
import type { RulePreview } from "@/lib/domain/views/approval";

export type ApprovalRuleActions = {
  saveRule: Action<SaveApprovalRuleInput, null, ApprovalRuleError>;
  deleteRule: Action<{ id: string; revision: number }, null, ApprovalRuleError>;
  previewRule: Action<RuleConditions, RulePreview>;
  saveSettings: Action<ApprovalSettings, null, "not-permitted">;
};
